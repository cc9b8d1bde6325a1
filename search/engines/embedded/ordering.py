"""The orders of an answer, and the part of it that was asked for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np

from search.errors import InvalidCursorError
from search.query.question import Question, Sort

from .columns import Table
from .columns.joining import Array
from .columns.prices import NO_AMOUNT
from .selecting import Selection, boosted, is_scored

SortValue: TypeAlias = float | int | str | None

_DESCENDING = {
    Sort.NEWEST: "published_at",
    Sort.RATING: "rating",
    Sort.BESTSELLING: "sold",
    Sort.DISCOUNT: "discount",
}


class Ordering(NamedTuple):
    """The found products and the keys they are ordered by: ascending, the first one first.

    `names` are what the places in a key of names stand for; `named_key` tells which key that is.
    """

    found: Array
    keys: tuple[Array, ...]
    scores: Array
    names: Sequence[str] = ()
    named_key: int | None = None

    def part(self, question: Question) -> tuple[Array, bool]:
        """Return the rows that were asked for, in order, and whether there are more behind them."""
        rows = np.arange(len(self.found))
        offset = question.offset
        if question.after is not None:
            rows, offset = rows[self._is_behind(question.after.values)], 0
        wanted = offset + question.size
        keys = tuple(key[rows] for key in self.keys)
        return rows[first_rows(keys, wanted)][offset:], len(rows) > wanted

    def sort_values(self, row: int) -> tuple[SortValue, ...]:
        """Return what the row is ordered by, as a cursor holds it."""
        return tuple(self._told(number, key[row].item()) for number, key in enumerate(self.keys))

    def _told(self, number: int, value: float) -> SortValue:
        if number == self.named_key:
            return self.names[int(value)]
        return None if value == NO_AMOUNT else value

    def _is_behind(self, values: Sequence[SortValue]) -> Array:
        if len(values) != len(self.keys):
            raise InvalidCursorError
        behind = np.zeros(len(self.found), dtype=bool)
        for number in reversed(range(len(self.keys))):
            key, value = self.keys[number], self._heard(number, values[number])
            behind = (key > value) | ((key == value) & behind)
        return behind

    def _heard(self, number: int, value: SortValue) -> float:
        if number == self.named_key and isinstance(value, str):
            place = bisect_left(self.names, value)
            is_known = place < len(self.names) and self.names[place] == value
            return place if is_known else place - 0.5
        if value is None:
            return NO_AMOUNT
        if number == self.named_key or not isinstance(value, int | float):
            raise InvalidCursorError
        return value


def put_in_order(selection: Selection, found: Array, question: Question) -> Ordering:
    """Return the order that the question asks for. What leads and what is pinned comes first."""
    table = selection.table
    newest = -table.ids[found]
    ranks = selection.ranks[found]
    scores = np.zeros(len(found))
    if question.sort is Sort.NAME:
        names, places = table.names
        return Ordering(found, (ranks, places[found], newest), scores, names, named_key=1)
    if is_scored(question):
        scores = boosted(table, question, found, selection.scores)
        return Ordering(found, (ranks, -scores, newest), scores)
    return Ordering(found, (ranks, *_plain_keys(table, found, question), newest), scores)


def first_rows(keys: Sequence[Array], wanted: int) -> Array:
    """Return the first rows in the order of the keys, without ordering the rest."""
    rows, chosen = np.arange(len(keys[0])), [np.zeros(0, dtype=np.int64)]
    if not wanted:
        return chosen[0]
    for key in keys:
        if len(rows) <= wanted:
            break
        values = key[rows]
        limit = np.partition(values, wanted - 1)[wanted - 1]
        chosen.append(rows[values < limit])
        wanted -= len(chosen[-1])
        rows = rows[values == limit]
    first = np.concatenate([*chosen, rows])
    return first[np.lexsort([key[first] for key in reversed(keys)])]


def _plain_keys(table: Table, found: Array, question: Question) -> list[Array]:
    if question.sort is Sort.RELEVANCE:
        return [-table.plain["is_featured"][found], table.plain["position"][found]]
    if (name := _DESCENDING.get(question.sort)) is not None:
        return [-table.plain[name][found]]
    amounts = table.prices_in(question.currency).lowest[found]
    if question.sort is Sort.PRICE_DESCENDING:
        return [np.where(amounts == NO_AMOUNT, NO_AMOUNT, -amounts)]
    return [amounts]
