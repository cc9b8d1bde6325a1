"""Topics that contexts open to listeners, each registered once by its `hooks.py`."""

from __future__ import annotations

from collections.abc import Callable

from .errors import TopicNotFoundError
from .shapes import Listener

# Returns the key as it is stored; raises a DomainError for what the listener may not hear.
Door = Callable[[Listener, str], str]

_doors: dict[str, Door] = {}


def opens(kind: str) -> Callable[[Door], Door]:
    """Let listeners ask for topics of that kind; the function decides for each of them."""

    def register(door: Door) -> Door:
        if _doors.setdefault(kind, door) is not door:
            raise LookupError(f"Topics of the kind {kind!r} are opened by {_doors[kind]!r}.")
        return door

    return register


def find_door(kind: str) -> Door:
    """The door of that kind of topics. Raises TopicNotFoundError."""
    try:
        return _doors[kind]
    except KeyError:
        raise TopicNotFoundError from None
