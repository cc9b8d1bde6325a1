"""What else a message says, beside its intent: a number, an address, a price, which of several."""

from __future__ import annotations

import re
from typing import Final

from chatbot.guarding.claims import claims_in
from chatbot.guarding.plain import plain
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
_TWO: Final = frozenset(
    {"two", "both", "2", "0", "beiden", "zwei", "beide", "deux", "اثنين", "الاولين", "الاثنين"}
)
_COMPARING: Final = (
    *(
        "compar",
        "differen",
        "versus",
        "cheaper",
        "vergleich",
        "unterschied",
        "gunstiger",
        "billiger",
    ),
    *("قارن", "مقارن", "الفرق", "ارخص"),
)
_CODE: Final = re.compile(r"\b(?=[A-Z0-9-]*[A-Z]{2})[A-Z0-9][A-Z0-9-]{3,30}\b")
_LIMITED: Final = re.compile(
    r"(?:for |zu |a |ب)?(?:less than|no more than|more than|under|below|up to|at most|over|above|at least"
    r"|unter|bis zu|bis|hochstens|maximal|uber|ab|mindestens|moins de|en dessous de|jusqu'a|au plus"
    r"|plus de|au moins|اقل من|تحت|دون|حتي|اكثر من|فوق)\s*[€$£]?\s*\d[\d.,]*\s*"
    r"(?:€|\$|£|euros?|eur|dollars?|pounds?|يورو|دولار)?"
)
_UNDO: Final = frozenset({"undo", "rückgängig", "annule", "annuler", "تراجع"})
_UNDO_WORDS: Final = frozenset(word for each in _UNDO for word in words(each))


def email_in(text: str) -> str | None:
    """Return the first address of e-mail."""
    found = _EMAIL.search(text)
    return found.group() if found else None


def email_free(text: str) -> str:
    """Return the text without addresses of e-mail and numbers of orders."""
    return _NUMBER.sub(" ", _EMAIL.sub(" ", text))


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


def places_in(text: str, among: int) -> list[int]:
    """Return which of several things are meant, at most four: those named, or else the first ones."""
    said = {form for word in words(text) for form in (word, word.removeprefix("و"))}
    named = [place for place, ordinals in enumerate(_ORDINALS) if said & ordinals and place < among]
    if len(named) > 1:
        return named
    return list(range(min(among, 2 if said & _TWO else 4)))


def is_comparison(text: str) -> bool:
    """Whether things are to be held against each other."""
    return any(word.startswith(_COMPARING) for word in words(text))


def voucher_in(text: str) -> str | None:
    """Return what looks like the code of a voucher: capital letters, perhaps with figures."""
    found = _CODE.search(text)
    return found.group() if found else None


def limits_in(text: str) -> tuple[str, dict[str, str]]:
    """Return the text without limits of price, and the limits as arguments of a search."""
    limits: dict[str, str] = {}
    for claim in claims_in(text):
        if claim.kind == "amount" and claim.is_limit:
            name = "price_min" if claim.is_least else "price_max"
            limits.setdefault(name, str(min(claim.value[0])))
    if not limits:
        return text, {}
    bare = _LIMITED.sub(" ", plain(text)).strip()
    return bare or text, limits


def is_limit_only(text: str) -> bool:
    """Whether nothing is said but a limit of price."""
    return not words(_LIMITED.sub(" ", plain(text)))


def is_undo(text: str) -> bool:
    """Whether the last change is to be taken back."""
    return bool(set(words(text)) & _UNDO_WORDS)
