"""What is kept of people, told by whichever context keeps it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody at one tenant. `address` is empty unless it is known to be theirs."""

    user_id: int
    tenant_id: int
    address: str = ""


# Rows of plain values, by what they are.
Kept = Mapping[str, Sequence[Mapping[str, Any]]]
Reader = Callable[[Person], Kept]

_readers: dict[str, Reader] = {}


def keeps(name: str) -> Callable[[Reader], Reader]:
    """Let the function tell what is kept of a person under that name. A name is taken once.

    Who keeps something also hears `AccountClosed`, and forgets it.
    """

    def register(reader: Reader) -> Reader:
        if _readers.setdefault(name, reader) is not reader:
            raise LookupError(f"What is kept under {name!r} is told by {_readers[name]!r}.")
        return reader

    return register


def read_kept(person: Person) -> dict[str, Kept]:
    """Return what all contexts keep of the person, by their names."""
    return {name: _readers[name](person) for name in sorted(_readers)}
