"""What the launcher tells a person when it cannot go on."""


class LaunchError(Exception):
    """One sentence that says what is wrong and what to do about it."""


class Interrupted(LaunchError):
    """Somebody asked the launcher to stop."""
