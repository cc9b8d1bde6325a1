"""Packs: the words of a trade in a language, as lines that people read.

`packs/<trade>/<code>.txt` holds lines of terms of up to four words: "one, other" mean the same, and
"kind: member, member" lets who types the kind find the members, and not the other way. Lines that
begin with # are headings. A further folder is a further pack, and nothing else.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import groupby, takewhile
from operator import itemgetter
from pathlib import Path
from typing import Final, NamedTuple

from search.query.words import Rule

from .analysis import Analyser, get_analyser

FOLDER: Final = Path(__file__).parent / "packs"
MAX_TERM: Final = 4  # words
_SAME: Final = 0.9
_KIND: Final = 0.7


class Entry(NamedTuple):
    """Terms, and who finds them: who types one of the sources, or, without any, one of the terms."""

    sources: tuple[str, ...]
    terms: tuple[str, ...]
    weight: float
    rule: Rule


class Lines:
    """The lines of one pack as they stand in its file; taken apart when they are asked for."""

    def __init__(self, trade: str, code: str) -> None:
        self._trade, self._code = trade, code
        self._texts: list[str] = []
        self._numbers = array("H")
        for _heading, number, text in _written(trade, code):
            self._texts.append(text)
            self._numbers.append(number)

    def __len__(self) -> int:
        return len(self._texts)

    def __iter__(self) -> Iterator[Entry]:
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, place: int) -> Entry:
        text = self._texts[place]
        kind, _, members = text.rpartition(":")
        rule = Rule(text, self._code, self._trade, self._numbers[place])
        return Entry(_terms(kind), _terms(members), _KIND if kind else _SAME, rule)


class TermIndex:
    """Finds entries by the stems of the terms that lead to them."""

    def __init__(self, analyser: Analyser, entries: Lines | tuple[Entry, ...]) -> None:
        self._analyser = analyser
        self._entries = entries
        self._places: dict[str, tuple[int, ...]] = {}
        for place, entry in enumerate(entries):
            here = (place,)  # one for all terms of the line
            for term in entry.sources or entry.terms:
                key = _key(analyser, term)
                known = self._places.get(key)
                self._places[key] = (*known, place) if known else here
            for term in entry.terms if entry.sources else ():
                self._places.setdefault(_key(analyser, term), ())

    def __contains__(self, key: str) -> bool:
        """Whether some entry has the term, be it only as something that is found."""
        return key in self._places

    def find(self, key: str) -> Iterator[Entry]:
        """Yield the entries that the term leads to."""
        return map(self._entries.__getitem__, self._places.get(key, ()))

    def above(self, key: str) -> Iterator[Entry]:
        """Yield the entries whose kind the term is a member of."""
        return map(self._entries.__getitem__, self._members.get(key, ()))

    @cached_property
    def _members(self) -> dict[str, list[int]]:
        """The places of the lines that have a term behind their kind; few searches need them."""
        members: dict[str, list[int]] = {}
        for place, entry in enumerate(self._entries):
            for term in entry.terms if entry.sources else ():
                members.setdefault(_key(self._analyser, term), []).append(place)
        return members


def list_trades(code: str = "") -> list[str]:
    """Return the trades that have a pack, in that language when one is given."""
    return sorted({path.parent.name for path in FOLDER.glob(f"*/{code or '*'}.txt")})


def list_languages(trade: str) -> list[str]:
    """Return the codes of the languages in which the trade has a pack."""
    return sorted(path.stem for path in FOLDER.glob(f"{trade}/*.txt"))


def count_lines(trade: str, code: str) -> int:
    """Return how many lines a pack has."""
    return len(Lines(trade, code))


def list_sections(trade: str, code: str) -> Iterator[tuple[str, list[Rule]]]:
    """Yield the lines of a pack under the headings that they stand below in the file."""
    for heading, lines in groupby(_written(trade, code), itemgetter(0)):
        yield heading, [Rule(text, code, trade, number) for _heading, number, text in lines]


def describe_pack(trade: str, code: str) -> str:
    """Return what a pack says of itself: what it is, its source and its licence."""
    head = takewhile(lambda line: line.startswith("#"), _text(trade, code).splitlines())
    return " ".join(line.lstrip("# ") for line in head)


def find_line(trade: str, code: str, number: int) -> Rule | None:
    """Return a line by its number in the file."""
    if not code.isalpha() or trade not in list_trades(code):
        return None
    return next((each.rule for each in Lines(trade, code) if each.rule.number == number), None)


@cache
def get_index(trade: str, code: str) -> TermIndex:
    """Return the pack as searches need it. It is read when the first of them does."""
    return TermIndex(get_analyser(code), Lines(trade, code))


def _written(trade: str, code: str) -> Iterator[tuple[str, int, str]]:
    """Yield heading, number and text of each line; what stands above the first gap is of the file."""
    heading, is_of_file = "", True
    for number, line in enumerate(_text(trade, code).splitlines(), start=1):
        text = line.strip()
        if text and not text.startswith("#"):
            yield heading, number, text
        elif text and not is_of_file:
            heading = text.lstrip("# ")
        is_of_file = is_of_file and bool(text)


def _text(trade: str, code: str) -> str:
    path = FOLDER / trade / f"{code}.txt"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _terms(line: str) -> tuple[str, ...]:
    return tuple(term for each in line.split(",") if (term := each.strip()))


def _key(analyser: Analyser, term: str) -> str:
    return " ".join(token.stem for token in analyser.tokens(term)[:MAX_TERM])
