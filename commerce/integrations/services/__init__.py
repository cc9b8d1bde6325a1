"""What is done with providers: set up, tested, switched on and off, asked."""

from .asking import ask
from .configurations import (
    activate,
    arrange,
    deactivate,
    delete_configuration,
    save_configuration,
)
from .connections import TestAnswer, test_connection
from .keys import Rotation, rotate_keys

__all__ = [
    "Rotation",
    "TestAnswer",
    "activate",
    "arrange",
    "ask",
    "deactivate",
    "delete_configuration",
    "rotate_keys",
    "save_configuration",
    "test_connection",
]
