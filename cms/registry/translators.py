"""Who proposes translations of the shop's texts: rooms above plug themselves in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

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


@dataclass(frozen=True, slots=True)
class Passage:
    """Texts of one page or snippet, to be translated in one go.

    `key` is the translation that they belong to, `name` what the thing is called. Texts are pieces of
    HTML with inline elements alone, as wagtail-localize cuts them.
    """

    key: int
    name: str
    channel: Channel
    source: str
    target: str
    texts: Sequence[str]


# From a person and a passage to translations by text; those left out are for people. Nothing is
# written. Raises a DomainError that says why there is no answer.
Translate = Callable[[Any, Passage], Mapping[str, str]]
_website: list[tuple[Ready, Translate]] = []


def register_website_translator(*, is_ready: Ready, translate: Translate) -> None:
    """Offer translations of pages and snippets. What is registered later takes the place."""
    _website[:] = [(is_ready, translate)]


def find_website_translator() -> Translate | None:
    """Return who translates the website of the shop at work, if there is somebody."""
    return next((translate for is_ready, translate in _website if is_ready()), None)
