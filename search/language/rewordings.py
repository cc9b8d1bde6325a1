"""Two ways in which people asked for the same, and the words in which these differ."""

from __future__ import annotations

from typing import Final, NamedTuple

from rapidfuzz.distance import OSA

from .analysis import Analyser
from .lexicon import allowed_edits
from .packs import MAX_TERM

_DIGITS: Final = frozenset("0123456789")


class Difference(NamedTuple):
    """The words that one text has in the place of the other's.

    `is_of_things` says whether they name what is looked for, and not only what it is like.
    """

    first: str
    second: str
    is_of_things: bool


class _Word(NamedTuple):
    stem: str
    spelling: str


def find_difference(first: str, second: str, analyser: Analyser) -> Difference | None:
    """Return in which words the texts differ; None when these cannot be two names of one thing.

    Forms of a word, typing errors, sizes, and texts of which one only says more are none: "lamp" and
    "desk lamp". Where what is looked for has one name in both, all words are told: "side table" and
    "end table".
    """
    one, other = _words(first, analyser), _words(second, analyser)
    here, there = _without(one, other), _without(other, one)
    if not here or not there:
        return None
    head = 0 if analyser.language.head_first else -1
    is_of_things = one[head].stem != other[head].stem
    names = (_said(here), _said(there)) if is_of_things else (_said(one), _said(other))
    if max(len(one), len(other)) > MAX_TERM or _is_slip(*names) or _has_digits(*names):
        return None
    return Difference(*names, is_of_things)


def _words(text: str, analyser: Analyser) -> list[_Word]:
    pairs = zip(analyser.tokens(text), analyser.spellings(text), strict=True)
    return [
        _Word(token.stem, spelling)
        for token, spelling in pairs
        if not analyser.is_stop_word(token.plain)
    ]


def _without(words: list[_Word], others: list[_Word]) -> list[_Word]:
    known = {word.stem for word in others}
    return [word for word in words if word.stem not in known]


def _said(words: list[_Word]) -> str:
    return " ".join(word.spelling for word in words)


def _is_slip(first: str, second: str) -> bool:
    """Whether one may be a typing error for the other, or the same written together."""
    first, second = first.replace(" ", ""), second.replace(" ", "")
    return OSA.distance(first, second) <= max(allowed_edits(first), allowed_edits(second))


def _has_digits(*names: str) -> bool:
    return any(_DIGITS.intersection(name) for name in names)
