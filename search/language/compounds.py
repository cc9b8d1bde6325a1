"""Words written together or apart: "waterbottle" and "water bottle", "Wollteppich" and "Teppich"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .lexicon import Lexicon
from .rules import Language

_SHORTEST_PART: Final = 3


def split(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the two or three words of the index that make up the folded word, () for none."""
    halves = _best_halves(word, lexicon)
    if halves or len(word) < 3 * _SHORTEST_PART:
        return halves
    for cut in range(_SHORTEST_PART, len(word) - 2 * _SHORTEST_PART + 1):
        first = _part(word[:cut], lexicon)
        rest = _best_halves(word[cut:], lexicon) if first else ()
        if rest:
            return (first, *rest)
    return ()


def join(first: str, second: str, lexicon: Lexicon) -> str:
    """Return the word of the index that both words together make, or nothing."""
    links = lexicon.language.links or ("",)
    best = max((first + link + second for link in links), key=lexicon.frequency)
    return best if lexicon.frequency(best) else ""


def _best_halves(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the two parts of which the rarer one is most frequent."""
    halves = list(_halves(word, lexicon))
    return max(halves, key=lambda pair: min(map(lexicon.frequency, pair)), default=())


def _halves(word: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    for cut in range(1, len(word) - 1):
        last = word[cut:]
        if not lexicon.frequency(last):
            continue
        if _is_long_enough(word[:cut], last, lexicon.language) and (
            first := _part(word[:cut], lexicon)
        ):
            yield first, last


def _is_long_enough(first: str, last: str, language: Language) -> bool:
    if first in language.hyphenated:
        return len(last) > _SHORTEST_PART
    return min(len(first), len(last)) >= _SHORTEST_PART or f"{first} {last}" in language.pairs


def _part(written: str, lexicon: Lexicon) -> str:
    """Return the word of the index that stands at the front of a compound in this form."""
    if lexicon.frequency(written):
        return written
    bare = (
        written.removesuffix(each)
        for each in lexicon.language.links
        if each and written.endswith(each)
    )
    whole = (written + loss for loss in lexicon.language.losses)
    candidates = [each for each in (*bare, *whole) if len(each) >= _SHORTEST_PART]
    best = max(candidates, key=lexicon.frequency, default="")
    return best if lexicon.frequency(best) else ""
