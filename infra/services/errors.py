"""What can go wrong when a service is brought up."""

from infra.launch.errors import LaunchError


class ServiceError(LaunchError):
    """One sentence about a service that could not be started, stopped or reached."""
