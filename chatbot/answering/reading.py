"""What else a message says, beside its intent: a number, an address, a price, which of several."""

from __future__ import annotations

import re
from typing import Final

from chatbot.understanding.features import words

_EMAIL: Final = re.compile(r"[^\s@<>,;]{1,64}@[^\s@<>,;]{1,180}\.[a-zA-Z]{2,24}")
# One of the shop's own, in which chance may have put no figure; or what has one.
_NUMBER: Final = re.compile(
    r"\b(?:[Rr]-[A-Za-z0-9]{4}-[A-Za-z0-9]{4}|(?=[\w-]*\d)[A-Za-z0-9][A-Za-z0-9-]{4,30})\b"
)
_ORDINALS: Final = (
    {"first", "erste", "ersten", "erstes", "premier", "premiere", "الاول", "الاولي"},
    {
        "second",
        "zweite",
        "zweiten",
        "zweites",
        "deuxieme",
        "seconde",
        "الثاني",
        "الثانيه",
    },
    {"third", "dritte", "dritten", "drittes", "troisieme", "الثالث", "الثالثه"},
    {"fourth", "last", "vierte", "vierten", "letzte", "quatrieme", "dernier", "الرابع", "الاخير"},
)
_UNDO: Final = frozenset({"undo", "rückgängig", "annule", "annuler", "تراجع"})
_UNDO_WORDS: Final = frozenset(word for each in _UNDO for word in words(each))


def email_in(text: str) -> str | None:
    """Return the first address of e-mail."""
    found = _EMAIL.search(text)
    return found.group() if found else None


def number_in(text: str) -> str | None:
    """Return what looks like the number of an order, outside of any address."""
    found = _NUMBER.search(_EMAIL.sub(" ", text))
    return found.group() if found else None


def place_in(text: str, among: int) -> int | None:
    """Return which of several things is meant; the only one needs no word."""
    said = set(words(text))
    for place, ordinals in enumerate(_ORDINALS):
        if said & ordinals:
            return min(place, among - 1) if place < among or place == 3 else None
    return 0 if among == 1 else None


def is_undo(text: str) -> bool:
    """Whether the last change is to be taken back."""
    return bool(set(words(text)) & _UNDO_WORDS)
