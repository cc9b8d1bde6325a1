"""What is done with providers: set up, tested, switched on and off, asked."""

from .asking import ask
from .configurations import (
    activate,
    arrange,
    change_configuration,
    create_configuration,
    deactivate,
    delete_configuration,
    move,
    save_configuration,
)
from .connections import TestAnswer, test_connection, try_failing
from .keys import Rotation, rotate_keys, seal, unseal

__all__ = [
    "Rotation",
    "TestAnswer",
    "activate",
    "arrange",
    "ask",
    "change_configuration",
    "create_configuration",
    "deactivate",
    "delete_configuration",
    "move",
    "rotate_keys",
    "save_configuration",
    "seal",
    "test_connection",
    "try_failing",
    "unseal",
]
