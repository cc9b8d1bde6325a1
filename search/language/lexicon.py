"""The words of an index: which of them somebody may have meant, and which make up a compound."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from heapq import nlargest
from operator import itemgetter
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .analysis import Analyser
from .rules import Language

Neighbours = frozenset[tuple[str, str]]

# A wrong first letter is rarer than any other typing error.
_FIRST_LETTER_COST: Final = 0.4
# How much likelier a word is for being twice as frequent.
_PER_DOUBLING: Final = 0.08
# What each kind of slip is worth beside the edit itself: the likelier it is, the less. A letter left
# out or swapped with the next can only have been that one; any of many may have been hit by mistake.
_LEFT_OUT: Final = -0.5
_DOUBLED: Final = -0.6
_SWAPPED: Final = -0.5
_NEIGHBOUR: Final = -0.2
_SHORTEST_PART: Final = 3  # letters of a compound
_REMEMBERED: Final = 10_000  # completions
_HIGHEST: Final = "\U0010ffff"
_CODE: Final = re.compile(r"\d")


class Correction(NamedTuple):
    """A word of the index that may have been meant; the lower the cost the likelier."""

    word: str
    distance: int
    cost: float
    frequency: int


def allowed_edits(word: str) -> int:
    """Return how many typing errors a word may hold: none to 2 letters, one to 5, two above."""
    return 0 if len(word) <= 2 else 1 if len(word) <= 5 else 2


class Lexicon:
    """Words with the number of documents that have them.

    `words` may be spelt with accents: they meet under their folded form, and `spelling` returns the
    most frequent one. Tables are made when they are first needed; nothing changes afterwards.
    """

    def __init__(self, words: Mapping[str, int], analyser: Analyser) -> None:
        self._words = words
        self._analyser = analyser
        self._completions: dict[tuple[str, int], list[str]] = {}
        self._language = analyser.language
        self._neighbours = neighbours(analyser.language)

    def __len__(self) -> int:
        return len(self._frequencies)

    def frequency(self, word: str) -> int:
        """Return how many documents have the folded word."""
        return self._frequencies.get(word, 0)

    def stem_frequency(self, stem: str) -> int:
        """Return how many documents have the most frequent word of the stem."""
        return self._frequencies.get(self._stem_words.get(stem, ""), 0)

    def spelling(self, word: str) -> str:
        """Return the folded word as documents spell it."""
        return self._spellings.get(word, word)

    @cached_property
    def largest(self) -> int:
        """The frequency of the most frequent word, at least 1."""
        return max(self._frequencies.values(), default=1)

    def correct(self, word: str, limit: int = 5, *, edits: int | None = None) -> list[Correction]:
        """Return the words within the allowed edits of a folded word, the likeliest first.

        An edit is a letter too many, missing, wrong, or two neighbours swapped. The first letter has
        to be right, but for words that are one edit away. `word` itself is never among them.
        """
        most = allowed_edits(word) if edits is None else edits
        if not most or _CODE.search(word):
            return []
        found = {each.word: each for each in self._with_other_first_letter(word)}
        found.update((each.word, each) for each in self._with_first_letter(word, most))
        found.pop(word, None)
        return sorted(found.values(), key=lambda each: (each.cost, each.word))[:limit]

    def complete(self, prefix: str, limit: int = 10) -> list[str]:
        """Return the most frequent words that begin with the folded prefix, itself included."""
        remembered = self._completions.get((prefix, limit))
        if remembered is None:
            if len(self._completions) > _REMEMBERED:
                self._completions.clear()
            remembered = self._most_frequent(_span(self._sorted, prefix) if prefix else (), limit)
            self._completions[prefix, limit] = remembered
        return remembered

    def word_of(self, stem: str) -> str:
        """Return the most frequent word of the stem."""
        return self._stem_words[stem]

    def stems_ending_with(self, stem: str) -> Iterator[str]:
        """Yield the longer stems that end with this one."""
        for each in _span(self._reversed, stem[::-1]):
            if len(each) > len(stem):
                yield each[::-1]

    def split(self, word: str) -> tuple[str, ...]:
        """Return the two or three words that make up the folded one, () for none: "waterbottle"."""
        halves = self._best_halves(word)
        if halves or len(word) < 3 * _SHORTEST_PART:
            return halves
        for cut in range(_SHORTEST_PART, len(word) - 2 * _SHORTEST_PART + 1):
            first = self._part(word[:cut])
            rest = self._best_halves(word[cut:]) if first else ()
            if rest:
                return (first, *rest)
        return ()

    def join(self, first: str, second: str) -> str:
        """Return the word that both make when written together, or nothing."""
        links = self._language.links or ("",)
        best = max((first + link + second for link in links), key=self.frequency)
        return best if self.frequency(best) else ""

    def _best_halves(self, word: str) -> tuple[str, ...]:
        """Return the two parts of which the rarer one is most frequent."""
        halves = list(self._halves(word))
        return max(halves, key=lambda pair: min(map(self.frequency, pair)), default=())

    def _halves(self, word: str) -> Iterator[tuple[str, str]]:
        for cut in range(1, len(word) - 1):
            last = word[cut:]
            if not self.frequency(last):
                continue
            if self._is_long_enough(word[:cut], last) and (first := self._part(word[:cut])):
                yield first, last

    def _is_long_enough(self, first: str, last: str) -> bool:
        if first in self._language.hyphenated:
            return len(last) > _SHORTEST_PART
        return (
            min(len(first), len(last)) >= _SHORTEST_PART
            or f"{first} {last}" in self._language.pairs
        )

    def _part(self, written: str) -> str:
        """Return the word of the index that stands at the front of a compound in this form."""
        if self.frequency(written):
            return written
        links = (link for link in self._language.links if link and written.endswith(link))
        bare = map(written.removesuffix, links)
        whole = (written + loss for loss in self._language.losses)
        candidates = [each for each in (*bare, *whole) if len(each) >= _SHORTEST_PART]
        best = max(candidates, key=self.frequency, default="")
        return best if self.frequency(best) else ""

    def _most_frequent(self, words: Iterable[str], limit: int) -> list[str]:
        # Words come in the order of the alphabet, which decides between equally frequent ones.
        return nlargest(limit, words, key=self._frequencies.__getitem__)

    def _with_first_letter(self, word: str, most: int) -> Iterable[Correction]:
        for size in range(max(1, len(word) - most), len(word) + most + 1):
            found = process.extract(
                word,
                self._buckets.get((word[0], size), ()),
                scorer=OSA.distance,
                score_cutoff=most,
                limit=None,
            )
            yield from (self._correction(word, other, int(edits)) for other, edits, _ in found)

    def _with_other_first_letter(self, word: str) -> Iterable[Correction]:
        rest, swapped = word[1:], word[1:2] + word[:1] + word[2:]
        forms = {rest, swapped}
        for letter in self._first_letters:
            forms.update((letter + word, letter + rest))
        for form in forms:
            if form in self._frequencies and len(form) > 2:
                yield self._correction(word, form, 1)

    def _correction(self, word: str, other: str, edits: int) -> Correction:
        frequency = self._frequencies[other]
        slip = slip_cost(word, other, self._neighbours)
        cost = edits + slip - _PER_DOUBLING * _magnitude(frequency)
        if word[0] != other[0]:
            cost += _FIRST_LETTER_COST
        return Correction(other, edits, cost, frequency)

    @cached_property
    def _folded(self) -> tuple[dict[str, int], dict[str, str]]:
        frequencies: dict[str, int] = defaultdict(int)
        spellings: dict[str, tuple[int, str]] = {}
        fold = self._analyser.fold
        for word, frequency in self._words.items():
            plain = fold(word)
            frequencies[plain] += frequency
            if word != plain:
                spellings[plain] = max(spellings.get(plain, (0, "")), (frequency, word))
        usual = {
            plain: word
            for plain, (times, word) in spellings.items()
            if times >= self._words.get(plain, 0)
        }
        return dict(frequencies), usual

    @property
    def _frequencies(self) -> dict[str, int]:
        return self._folded[0]

    @property
    def _spellings(self) -> dict[str, str]:
        return self._folded[1]

    @cached_property
    def _stem_words(self) -> dict[str, str]:
        words: dict[str, str] = {}
        for word, frequency in self._frequencies.items():
            stem = self._analyser.token(word).stem
            if frequency > self._frequencies.get(words.get(stem, ""), 0):
                words[stem] = word
        return words

    @cached_property
    def _buckets(self) -> dict[tuple[str, int], list[str]]:
        buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._frequencies:
            if not _CODE.search(word):
                buckets[word[0], len(word)].append(word)
        return buckets

    @cached_property
    def _first_letters(self) -> frozenset[str]:
        return frozenset(map(itemgetter(0), self._buckets))

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._frequencies)

    @cached_property
    def _reversed(self) -> list[str]:
        return sorted(stem[::-1] for stem in self._stem_words)


def _span(words: list[str], prefix: str) -> list[str]:
    return words[bisect_left(words, prefix) : bisect_left(words, prefix + _HIGHEST)]


def _magnitude(frequency: int) -> float:
    """Return roughly the logarithm to base 2, at most 12."""
    return min(frequency.bit_length(), 12)


@cache
def neighbours(language: Language) -> Neighbours:
    """Return the pairs of letters that are side by side on a keyboard of the language."""
    pairs: set[tuple[str, str]] = set()
    for rows in language.keyboards:
        for row in rows:
            pairs.update(itertools.pairwise(row))
        for upper, lower in itertools.pairwise(rows):
            pairs.update(zip(upper, lower, strict=False))
            pairs.update(zip(upper[1:], lower, strict=False))
    return frozenset(pairs | {(second, first) for first, second in pairs})


def slip_cost(typed: str, meant: str, side_by_side: Neighbours) -> float:
    """Return what to add to the number of edits for how likely these ones are, 0 or less."""
    if len(typed) != len(meant):
        if _undoubled(typed) == _undoubled(meant):
            return _DOUBLED
        return _LEFT_OUT if len(typed) + 1 == len(meant) else 0.0
    differing = [(had, has) for had, has in zip(typed, meant, strict=True) if had != has]
    if len(differing) == 1:
        return _NEIGHBOUR if differing[0] in side_by_side else 0.0
    return _SWAPPED if len(differing) == 2 and differing[0] == differing[1][::-1] else 0.0


def _undoubled(word: str) -> str:
    """Return the word with one letter in the place of each run of the same."""
    return "".join(
        letter for place, letter in enumerate(word) if not place or word[place - 1] != letter
    )
