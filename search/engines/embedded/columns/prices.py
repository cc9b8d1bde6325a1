"""What the variants cost in one currency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from search.engines.embedded.facts import Facts

from .joining import Array, Joining

# The amount of a product that has no price in the currency: above all others.
NO_AMOUNT: Final = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class PriceColumn:
    """One row for each amount of each product, ordered by product; and each product's span."""

    products: Array
    variants: Array
    amounts: Array
    lowest: Array
    highest: Array

    def within(self, minimum: int | None, maximum: int | None) -> Array:
        """Return, for each product, the variants that cost an amount between both ends."""
        chosen = np.ones(len(self.amounts), dtype=bool)
        if minimum is not None:
            chosen &= self.amounts >= minimum
        if maximum is not None:
            chosen &= self.amounts <= maximum
        return _united(self.products[chosen], self.variants[chosen], len(self.lowest))

    def joined(self, newer: PriceColumn, joining: Joining) -> PriceColumn:
        """Return the rows of both."""
        places = joining.older[self.products]
        kept = places >= 0
        products = np.concatenate([places[kept], joining.newer[newer.products]])
        order = np.argsort(products, kind="stable")
        return PriceColumn(
            products[order],
            np.concatenate([self.variants[kept], newer.variants])[order],
            np.concatenate([self.amounts[kept], newer.amounts])[order],
            joining.scattered(self.lowest, newer.lowest),
            joining.scattered(self.highest, newer.highest),
        )


def price_columns_of(facts: Sequence[Facts]) -> dict[str, PriceColumn]:
    """Return the columns of the products, whose ordinals are their places in the sequence."""
    currencies = dict.fromkeys(code for each in facts for code in (*each.amounts, *each.spans))
    return {currency: _column_of(currency, facts) for currency in currencies}


def no_prices(size: int) -> PriceColumn:
    """Return the column of a currency that nothing is sold in."""
    none = np.zeros(0, dtype=np.int64)
    nowhere = np.full(size, NO_AMOUNT, dtype=np.int64)
    return PriceColumn(none.astype(np.int32), none, none, nowhere, nowhere)


def _column_of(currency: str, facts: Sequence[Facts]) -> PriceColumn:
    rows = [
        (ordinal, variants, amount)
        for ordinal, each in enumerate(facts)
        for variants, amount in each.amounts.get(currency, ())
    ]
    spans = [each.spans.get(currency, (NO_AMOUNT, NO_AMOUNT)) for each in facts]
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    ends = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return PriceColumn(
        table[:, 0].astype(np.int32),
        table[:, 1].copy(),
        table[:, 2].copy(),
        ends[:, 0].copy(),
        ends[:, 1].copy(),
    )


def _united(products: Array, variants: Array, size: int) -> Array:
    """Return the variants of each product together; the rows of a product lie side by side."""
    united = np.zeros(size, dtype=np.int64)
    if len(products):
        firsts = np.concatenate([[0], np.flatnonzero(np.diff(products)) + 1])
        united[products[firsts]] = np.bitwise_or.reduceat(variants, firsts)
    return united
