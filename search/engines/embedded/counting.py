"""Counts of the products found: per facet value, and per span of prices."""

from __future__ import annotations

import numpy as np

from commerce.catalogue.registry import PRICE
from search.query.answer import Bucket, PriceSpan
from search.query.buckets import bucket_number, bucket_width
from search.query.question import Question

from .columns.joining import Array
from .columns.prices import NO_AMOUNT
from .facts import scaled, unscaled
from .selecting import Selection


def count_facets(
    selection: Selection, question: Question, passing: Array
) -> dict[str, dict[str, int]]:
    """Return the counts of each facet asked for. `passing` are the variants that pass all filters."""
    counts = {}
    for field in dict.fromkeys(question.facets):
        variants = selection.variants(without=field) if selection.filters_on(field) else passing
        counts[field] = selection.table.facet(field).counted(variants)
    return counts


def measure_prices(selection: Selection, question: Question) -> PriceSpan | None:
    """Return the prices of the products found by everything but the price; None without any."""
    prices = selection.table.prices_in(question.currency)
    found = selection.variants(without=PRICE) != 0
    priced = found & (prices.lowest != NO_AMOUNT)
    if not priced.any():
        return None
    lowest = prices.lowest[priced]
    return PriceSpan(
        unscaled(int(lowest.min())), unscaled(int(prices.highest[priced].max())), _buckets(lowest)
    )


def _buckets(amounts: Array) -> tuple[Bucket, ...]:
    least, most = unscaled(int(amounts.min())), unscaled(int(amounts.max()))
    width = bucket_width(least, most)
    first = bucket_number(least, width)
    step = scaled(width)
    counts = np.bincount(amounts // step - first)
    return tuple(
        Bucket(unscaled(step * number), unscaled(step * (number + 1)), int(count))
        for number, count in enumerate(counts, start=first)
    )
