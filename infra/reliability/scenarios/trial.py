"""One try: what was there before, and what is there when all is quiet again."""

from __future__ import annotations

from dataclasses import dataclass

from infra.reliability.invariants import Books, kept
from infra.reliability.stage import Stage, count_orders
from infra.reliability.table import Row


@dataclass(frozen=True)
class Trial:
    """Begun before a scenario acts; `end` judges it."""

    stage: Stage
    before: Books
    orders: int
    charges: int

    @classmethod
    def begin(cls, stage: Stage) -> Trial:
        """Call it when the goods are there and nobody has bought any."""
        before = Books.open()
        return cls(stage, before, count_orders(), _charges(stage.books(before)))

    def end(
        self,
        scenario: str,
        *,
        runs: int = 1,
        orders: int | None = None,
        charges: int | None = None,
        note: str = "",
    ) -> Row:
        """Let everything settle and compare; `orders` and `charges` are how many there have to be."""
        self.stage.settle()
        found = [str(each) for each in self.stage.check(self.before)]
        placed = count_orders() - self.orders
        charged = _charges(self.stage.books(self.before)) - self.charges
        if orders is not None and placed != orders:
            found.append(f"{placed} orders, {orders} expected: some are lost or there are too many")
        if charges is not None and charged != charges:
            found.append(f"{charged} charges, {charges} expected: money is not right")
        return Row(scenario, runs, placed, charged, found, note)


def _charges(books: Books) -> int:
    """How many payments the till holds or has taken money for."""
    return sum(kept(each) > 0 for each in books.payments)
