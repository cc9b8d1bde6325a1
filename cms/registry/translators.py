"""Who proposes translations of the shop's texts: rooms above plug themselves in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

# From a person, the key of a thing and a language to proposed texts by name; nothing is written.
# Raises a DomainError that says why there is no proposal.
Propose = Callable[[Any, int, str], Mapping[str, str]]
# Whether there is somebody to ask at all, in the shop at work.
Ready = Callable[[], bool]
_translators: dict[str, tuple[Ready, Propose]] = {}


def register_translator(kind: str, *, is_ready: Ready, propose: Propose) -> None:
    """Offer proposals for things of that kind. What is registered later takes the place."""
    _translators[kind] = (is_ready, propose)


def find_translator(kind: str) -> Propose | None:
    """Return who proposes texts for that kind in the shop at work, if there is somebody."""
    is_ready, propose = _translators.get(kind, (lambda: False, None))
    return propose if is_ready() else None
