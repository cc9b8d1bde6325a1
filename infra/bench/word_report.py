"""How words found what was meant, as tables on the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from statistics import fmean
from typing import Final

from rich.console import Console
from rich.table import Table

from infra.bench.word_lists import agreement, list_languages, read_kinds, read_words
from infra.bench.words import SOURCES, Finding
from search.enums import Relaxation

WIDTH: Final = 120
HALVES: Final = ("tune", "held_out")
GIVEN_UP: Final = {
    each.value.replace("_", " "): each for each in Relaxation if each is not Relaxation.NONE
}


def print_tables(found: Sequence[Finding]) -> None:
    """Print how good the first products are: by half, by catalogue, by difficulty."""
    console = Console(width=WIDTH)
    console.print(_table("By half of the lists", found, lambda each: each.asked.word.half))
    console.print(_table("By catalogue", found, lambda each: each.asked.catalogue))
    console.print(_table("By difficulty", found, lambda each: each.asked.word.difficulty))


def print_agreements() -> None:
    """Print how far the two judges of each list agree."""
    table = Table(title="Two judges", width=WIDTH)
    for name in ("catalogue", "language", "words", "Cohen's kappa"):
        table.add_column(name)
    for name in SOURCES:
        for language in list_languages(name):
            words, kinds = read_words(name, language), read_kinds(name)
            table.add_row(name, language, str(len(words)), f"{agreement(words, kinds):.2f}")
    Console(width=WIDTH).print(table)


def print_misses(found: Sequence[Finding], half: str) -> None:
    """Print the words of one half whose first product is of another kind, and that product."""
    for each in found:
        engine, catalogue, language, word = each.asked
        if not each.is_right and half in (word.half, "all"):
            what = (word.difficulty, word.query, ",".join(sorted(word.kinds)))
            came = (each.relaxation, each.corrected or "", each.shown)
            print(engine, catalogue, language, *what, *came, sep="\t")


def _table(title: str, found: Sequence[Finding], part: Callable[[Finding], str]) -> Table:
    table = Table(title=title, width=WIDTH)
    for name in ("engine", "language", "part"):
        table.add_column(name, no_wrap=True)
    shares = ("first is right", "of three", *GIVEN_UP, "wrongly corrected")
    for name in ("words", *shares, "ms"):
        table.add_column(name, justify="right")
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for each in found:
        key = (each.asked.engine, each.asked.language, part(each))
        groups.setdefault(key, []).append(each)
    for key in sorted(groups):
        table.add_row(*key, *_cells(groups[key]))
    return table


def _cells(found: Sequence[Finding]) -> list[str]:
    return [
        str(len(found)),
        _share(each.is_right for each in found),
        _share(each.precision for each in found),
        *(_share(each.relaxation is given_up for each in found) for given_up in GIVEN_UP.values()),
        _share(each.is_corrected_wrongly for each in found),
        f"{fmean(each.milliseconds for each in found):.1f}",
    ]


def _share(values: Iterable[float]) -> str:
    return f"{fmean(values):.1%}"
