"""Words written together or apart: "waterbottle" and "water bottle", "Wollteppich" and "Teppich"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .lexicon import Lexicon

_SHORTEST_PART: Final = 3
# What German puts between the parts, and what it takes off the first.
_GERMAN_LINKS: Final = ("", "s", "n", "es", "en", "er")
_GERMAN_LOSSES: Final = ("", "e", "en")
# Letters that stand before a hyphen: "t-shirt", "e-bike", "x-mas", "u-boot".
_PREFIXES: Final = frozenset({"t", "e", "x", "u", "v"})
_PAIRS: Final = frozenset({"wi fi", "hi fi", "lo fi", "sci fi"})


def split(word: str, lexicon: Lexicon, language: str) -> tuple[str, ...]:
    """Return the two or three words of the index that make up the folded word, () for none."""
    halves = _best_halves(word, lexicon, language)
    if halves or len(word) < 3 * _SHORTEST_PART:
        return halves
    for cut in range(_SHORTEST_PART, len(word) - 2 * _SHORTEST_PART + 1):
        first = _part(word[:cut], lexicon, language)
        rest = _best_halves(word[cut:], lexicon, language) if first else ()
        if rest:
            return (first, *rest)
    return ()


def join(first: str, second: str, lexicon: Lexicon, language: str) -> str:
    """Return the word of the index that both words together make, or nothing."""
    links = _GERMAN_LINKS if language == "de" else ("",)
    best = max((first + link + second for link in links), key=lexicon.frequency)
    return best if lexicon.frequency(best) else ""


def _best_halves(word: str, lexicon: Lexicon, language: str) -> tuple[str, ...]:
    """Return the two parts of which the rarer one is most frequent."""
    halves = list(_halves(word, lexicon, language))
    return max(halves, key=lambda pair: min(map(lexicon.frequency, pair)), default=())


def _halves(word: str, lexicon: Lexicon, language: str) -> Iterator[tuple[str, str]]:
    for cut in range(1, len(word) - 1):
        last = word[cut:]
        if not lexicon.frequency(last):
            continue
        if _is_long_enough(word[:cut], last) and (first := _part(word[:cut], lexicon, language)):
            yield first, last


def _is_long_enough(first: str, last: str) -> bool:
    if first in _PREFIXES:
        return len(last) > _SHORTEST_PART
    return min(len(first), len(last)) >= _SHORTEST_PART or f"{first} {last}" in _PAIRS


def _part(written: str, lexicon: Lexicon, language: str) -> str:
    """Return the word of the index that stands at the front of a compound in this form."""
    if lexicon.frequency(written) or language != "de":
        return written if lexicon.frequency(written) else ""
    bare = (written.removesuffix(link) for link in _GERMAN_LINKS if link and written.endswith(link))
    whole = (written + loss for loss in _GERMAN_LOSSES if loss)
    candidates = [each for each in (*bare, *whole) if len(each) >= _SHORTEST_PART]
    best = max(candidates, key=lexicon.frequency, default="")
    return best if lexicon.frequency(best) else ""
