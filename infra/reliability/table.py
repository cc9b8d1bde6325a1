"""What was tried and what came of it, as a table of texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

HEADINGS: Final = (
    *("scenario", "runs", "orders", "charges", "stock", "money", "lost", "doubled", "verdict"),
)


@dataclass(frozen=True)
class Row:
    """One scenario. `problems` are all rules that did not hold, in words."""

    scenario: str
    runs: int
    orders: int
    charges: int
    problems: Sequence[str] = ()
    note: str = ""

    @property
    def is_good(self) -> bool:
        return not self.problems

    def with_problem(self, problem: str) -> Row:
        return replace(self, problems=[*self.problems, problem])

    def cells(self) -> tuple[str, ...]:
        verdict = "holds" if self.is_good else f"BROKEN ({len(self.problems)})"
        return (
            self.scenario,
            *map(str, (self.runs, self.orders, self.charges)),
            self._word("stock"),
            self._word("add up", "ledger", "money"),
            str(self._count("pays for nothing", "never", "left open")),
            str(self._count("twice", "doubled", "per cart", "times")),
            f"{verdict} {self.note}".strip(),
        )

    def _word(self, *words: str) -> str:
        return "conserved" if not self._count(*words) else "BROKEN"

    def _count(self, *words: str) -> int:
        return sum(any(word in problem for word in words) for problem in self.problems)


def lines(rows: Sequence[Row]) -> Iterator[str]:
    """The table, each column as wide as it has to be."""
    table = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(len(row[index]) for row in table) for index in range(len(HEADINGS))]
    for number, row in enumerate(table):
        yield " | ".join(
            cell.ljust(width) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        if number == 0:
            yield "-|-".join("-" * width for width in widths)
    for each in rows:
        yield from (f"  {each.scenario}: {problem}" for problem in each.problems[:12])
