"""The lists of everyday words: what people type, and which kinds of things answer it."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from infra.launch.places import ROOT

FOLDER: Final = ROOT / "search" / "laboratory" / "tests" / "words"
NOTHING: Final = "-"

# The names of kinds and what each has, one entry after the other.
Kinds = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Word:
    """A query with the kinds that answer it: as each of two judged it, and as agreed, perhaps none."""

    query: str
    difficulty: str
    half: str
    first: frozenset[str]
    second: frozenset[str]
    kinds: frozenset[str]


def list_languages(catalogue: str) -> list[str]:
    """Return the languages that there are words in for the catalogue."""
    return sorted(file.stem for file in (FOLDER / catalogue).glob("*.tsv"))


def read_words(catalogue: str, language: str) -> list[Word]:
    """Return all words of a file, also those that the two judges did not agree on."""
    text = (FOLDER / catalogue / f"{language}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [
        Word(
            row["query"],
            row["difficulty"],
            row["half"],
            *(_names(row[column]) for column in ("first", "second", "kinds")),
        )
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    ]


def read_kinds(catalogue: str) -> Kinds:
    """Return the kinds of the catalogue by name."""
    kinds: Kinds = tomllib.loads((FOLDER / catalogue / "kinds.toml").read_text(encoding="utf-8"))
    return kinds


def line_of(categories: Sequence[str], name: str) -> str:
    """Return what kinds are looked for in: the English names of the categories and the product."""
    return f"{'/'.join(categories)}: {name}"


def list_kinds(line: str, kinds: Kinds) -> frozenset[str]:
    """Return the names of all kinds that the product of that line is of."""
    return frozenset(name for name in kinds if any(_is_in(line, name, kinds)))


def agreement(words: Collection[Word], kinds: Kinds) -> float:
    """Return Cohen's kappa of the two judges over "does this kind answer that query?"."""
    pairs = [(name in word.first, name in word.second) for word in words for name in kinds]
    observed = _share([first == second for first, second in pairs])
    yes = [_share([pair[judge] for pair in pairs]) for judge in (0, 1)]
    by_chance = yes[0] * yes[1] + (1 - yes[0]) * (1 - yes[1])
    return (observed - by_chance) / (1 - by_chance)


def _is_in(line: str, name: str, kinds: Kinds) -> Iterator[bool]:
    for entry in kinds[name]:
        if entry.startswith("@"):
            yield from _is_in(line, entry[1:], kinds)
        else:
            yield re.search(entry, line, re.IGNORECASE) is not None


def _names(cell: str) -> frozenset[str]:
    return frozenset() if cell == NOTHING else frozenset(cell.split(","))


def _share(answers: Collection[bool]) -> float:
    return sum(answers) / len(answers)
