"""The values of one facet, and the variants that have them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from search.engines.embedded.facts import Facts

from .joining import Array, Joining


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """One row for each value of each product, ordered by value.

    `codes` number the values, `starts` are the first rows of each of them and the number of rows,
    `products` are ordinals, `variants` the bits of those that have the value.
    """

    codes_by_value: Mapping[str, int]
    starts: Array
    codes: Array
    products: Array
    variants: Array

    @property
    def values(self) -> Sequence[str]:
        return list(self.codes_by_value)

    def having(self, values: Iterable[str], size: int) -> Array:
        """Return, for each of the products, the variants that have one of the values."""
        variants = np.zeros(size, dtype=np.int64)
        for value in dict.fromkeys(values):
            if (code := self.codes_by_value.get(value)) is not None:
                first, end = self.starts[code], self.starts[code + 1]
                variants[self.products[first:end]] |= self.variants[first:end]
        return variants

    def counted(self, variants: Array) -> dict[str, int]:
        """Return how many products have each value in one of these variants of theirs."""
        found = (variants[self.products] & self.variants) != 0
        counts = np.bincount(self.codes[found], minlength=len(self.codes_by_value)).tolist()
        return {
            value: count for value, count in zip(self.codes_by_value, counts, strict=True) if count
        }

    def joined(self, newer: FacetColumn, joining: Joining) -> FacetColumn:
        """Return the rows of both."""
        codes_by_value = dict(self.codes_by_value)
        renamed = [codes_by_value.setdefault(value, len(codes_by_value)) for value in newer.values]
        products = joining.older[self.products]
        kept = products >= 0
        return _ordered(
            codes_by_value,
            np.concatenate([self.codes[kept], np.array(renamed, dtype=np.int32)[newer.codes]]),
            np.concatenate([products[kept], joining.newer[newer.products]]),
            np.concatenate([self.variants[kept], newer.variants]),
        )


def facet_columns_of(facts: Sequence[Facts]) -> dict[str, FacetColumn]:
    """Return the columns of the products, whose ordinals are their places in the sequence."""
    fields = dict.fromkeys(field for each in facts for field in each.facets)
    return {field: _column_of(field, facts) for field in fields}


def _column_of(field: str, facts: Sequence[Facts]) -> FacetColumn:
    codes_by_value: dict[str, int] = {}
    codes, products, variants = [], [], []
    for ordinal, each in enumerate(facts):
        for value, bits in each.facets.get(field, {}).items():
            codes.append(codes_by_value.setdefault(value, len(codes_by_value)))
            products.append(ordinal)
            variants.append(bits)
    return _ordered(
        codes_by_value,
        np.array(codes, dtype=np.int32),
        np.array(products, dtype=np.int32),
        np.array(variants, dtype=np.int64),
    )


def _ordered(
    codes_by_value: Mapping[str, int], codes: Array, products: Array, variants: Array
) -> FacetColumn:
    """Return the column in the order of its values; two ordered runs are only merged."""
    order = np.argsort(codes, kind="stable")
    ordered = codes[order]
    starts = np.searchsorted(ordered, np.arange(len(codes_by_value) + 1, dtype=np.int32))
    return FacetColumn(codes_by_value, starts, ordered, products[order], variants[order])


NO_FACETS = _column_of("", ())
