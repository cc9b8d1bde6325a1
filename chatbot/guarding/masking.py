"""Personal data stay here: a provider sees marks in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Final, NamedTuple

from .plain import plain

PLACEHOLDER: Final = r"\[(?:EMAIL|PHONE|CARD|IBAN|NAME|ADDRESS)_\d{1,3}\]"
_PATTERNS: Final = {
    "EMAIL": re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"),
    "IBAN": re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,3})?\b"),
    "CARD": re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)"),
    "PHONE": re.compile(r"(?<![\w-])(?:\+|00|\(?0)\d?[\d ()/.-]{6,18}\d(?!\w)"),
}


class Masked(NamedTuple):
    """A text with marks, and what each mark stands for."""

    text: str
    originals: Mapping[str, str]


def mask(
    text: str,
    originals: Mapping[str, str] | None = None,
    known: Iterable[tuple[str, str]] = (),
) -> Masked:
    """Put marks in place of addresses, numbers of telephones, cards and accounts, and what is known.

    `originals` are those of the conversation so far: the same thing keeps its mark. `known` are
    ("NAME" | "ADDRESS", words) of the person.
    """
    marks = {original: name for name, original in (originals or {}).items()}
    for kind, found in _found(text, known):
        if found not in marks and (kind != "CARD" or _is_card(found)):
            marks[found] = next(_free(kind, marks.values()))
    for original in sorted(marks, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(original)}(?!\w)", marks[original], text, flags=re.I)
    return Masked(text, {name: original for original, name in marks.items()})


def unmask(text: str, originals: Mapping[str, str]) -> str:
    """Put back what the marks stand for; unknown marks stay."""
    return re.sub(PLACEHOLDER, lambda mark: originals.get(mark.group(), mark.group()), text)


def _found(text: str, known: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    said = plain(text)
    yield from ((kind, words) for kind, words in known if words and plain(words) in said)
    for kind, pattern in _PATTERNS.items():
        for each in pattern.finditer(text):
            yield kind, each.group()
            text = text.replace(each.group(), " " * len(each.group()))


def _free(kind: str, taken: Iterable[str]) -> Iterator[str]:
    names = set(taken)
    return (f"[{kind}_{place}]" for place in count(1) if f"[{kind}_{place}]" not in names)


def _is_card(text: str) -> bool:
    """Whether the figures pass the check that numbers of cards pass (Luhn)."""
    figures = [int(each) for each in text if each.isdigit()][::-1]
    doubled = (sum(divmod(2 * each, 10)) for each in figures[1::2])
    return (sum(figures[::2]) + sum(doubled)) % 10 == 0
