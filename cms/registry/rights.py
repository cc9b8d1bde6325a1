"""What the people of the website may do in the rooms above: those rooms say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_names: list[str] = []


def register_rights(names: Iterable[str]) -> None:
    """Give marketers, and the editors of each channel, these rights, each as "app label.codename".

    Whose rows they reach with them is for the room to say: to editors only those of their channels.
    """
    _names.extend(names)


def list_rights() -> Sequence[str]:
    """Return all that was registered."""
    return tuple(_names)
