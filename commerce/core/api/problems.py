"""Problem answers."""
