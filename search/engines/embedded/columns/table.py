"""All products of an index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from search.engines.embedded.facts import Facts

from .facets import NO_FACETS, FacetColumn, facet_columns_of
from .joining import Array, Joining, join_ids
from .prices import PriceColumn, no_prices, price_columns_of

# Plain values by their name in the facts. Texts and vectors are Python objects.
_NUMBERS: Final[Mapping[str, type]] = {
    "appeal": np.float64,
    "published_at": np.int64,
    "is_featured": np.int64,
    "position": np.int64,
    "sold": np.int64,
    "rating": np.float64,
    "discount": np.int64,
    "margin": np.float64,  # not a number where there is none
}
_OBJECTS: Final = ("sort_name", "checksum", "vector")


@dataclass(frozen=True)
class Table:
    """The columns of all products. Arrays have one entry per product unless they say otherwise."""

    ids: Array
    plain: Mapping[str, Array]
    facets: Mapping[str, FacetColumn]
    prices: Mapping[str, PriceColumn]

    @property
    def size(self) -> int:
        return len(self.ids)

    def facet(self, field: str) -> FacetColumn:
        """Return the column of a facet, an empty one where no product has it."""
        return self.facets.get(field, NO_FACETS)

    def prices_in(self, currency: str) -> PriceColumn:
        """Return the prices in a currency, which may be none at all."""
        return self.prices.get(currency) or no_prices(self.size)

    def ordinals(self, product_ids: ArrayLike) -> Array:
        """Return the ordinals of the products; -1 for those that are not here."""
        wanted = np.asarray(product_ids, dtype=np.int64)
        if not self.size:
            return np.full(len(wanted), -1, dtype=np.int64)
        places = np.searchsorted(self.ids, wanted)
        places[places == self.size] = 0
        return np.where(self.ids[places] == wanted, places, -1)

    @cached_property
    def names(self) -> tuple[list[str], Array]:
        """The names in order, each once, and each product's place among them."""
        names, ranks = np.unique(self.plain["sort_name"], return_inverse=True)
        return names.tolist(), ranks.astype(np.int64)

    @cached_property
    def vectors(self) -> Mapping[int, tuple[Array, Array]]:
        """By their length: the ordinals of the products with a vector, and the unit vectors as rows."""
        vectors = self.plain["vector"]
        ordinals: defaultdict[int, list[int]] = defaultdict(list)
        for ordinal, vector in enumerate(vectors):
            if vector:
                ordinals[len(vector)].append(ordinal)
        return {
            length: (np.array(places), _units(np.array([vectors[i] for i in places])))
            for length, places in ordinals.items()
        }

    def changed(self, latest: Mapping[int, Facts | None]) -> Table:
        """Return the table with these products instead of their older form, or without them."""
        written = [facts for _, facts in sorted(latest.items()) if facts is not None]
        newer = table_of(written)
        replaced = np.fromiter(latest, dtype=np.int64, count=len(latest))
        ids, joining = join_ids(self.ids, newer.ids, replaced)
        return Table(
            ids,
            {name: joining.scattered(old, newer.plain[name]) for name, old in self.plain.items()},
            self._joined_facets(newer, joining),
            self._joined_prices(newer, joining),
        )

    def _joined_facets(self, newer: Table, joining: Joining) -> dict[str, FacetColumn]:
        fields = dict.fromkeys([*self.facets, *newer.facets])
        return {field: self.facet(field).joined(newer.facet(field), joining) for field in fields}

    def _joined_prices(self, newer: Table, joining: Joining) -> dict[str, PriceColumn]:
        codes = dict.fromkeys([*self.prices, *newer.prices])
        return {code: self.prices_in(code).joined(newer.prices_in(code), joining) for code in codes}


def table_of(facts: Sequence[Facts]) -> Table:
    """Return a table of products that come in the order of their ids."""
    return Table(
        np.array([each.id for each in facts], dtype=np.int64),
        _plain_of(facts),
        facet_columns_of(facts),
        price_columns_of(facts),
    )


def _plain_of(facts: Sequence[Facts]) -> dict[str, Array]:
    plain: dict[str, Array] = {
        name: np.array([_number(each, name) for each in facts], dtype=kind)
        for name, kind in _NUMBERS.items()
    }
    return plain | {name: _objects_of([getattr(each, name) for each in facts]) for name in _OBJECTS}


def _number(facts: Facts, name: str) -> float:
    value = getattr(facts, name)
    return float("nan") if value is None else value


def _units(rows: Array) -> Array:
    """Return the rows with the length 1; those without any length stay as they are."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(lengths == 0, 1, lengths)).astype(np.float32)


def _objects_of(values: Sequence[object]) -> Array:
    column = np.empty(len(values), dtype=object)
    for place, value in enumerate(values):
        column[place] = value
    return column


EMPTY: Final = table_of(())
