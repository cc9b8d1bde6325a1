"""What the judged sets of a channel say about a draft, compared to what is in force."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from search.relevance.metrics import Table
from search.relevance.significance import compare_tables

if TYPE_CHECKING:
    from search.models import JudgedSet


@dataclass(frozen=True, slots=True)
class Figures:
    """The means of one table."""

    ndcg: float
    mean_reciprocal_rank: float
    recall: float
    zero_result_rate: float

    @classmethod
    def of(cls, table: Table) -> Figures:
        return cls(table.ndcg, table.mean_reciprocal_rank, table.recall, table.zero_result_rate)


@dataclass(frozen=True, slots=True)
class QueryChange:
    """The nDCG@10 of one query, and how many products it found."""

    query: str
    before: float
    after: float
    total_before: int
    total_after: int

    @property
    def difference(self) -> float:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class SetVerdict:
    """How the draft does on one judged set.

    `lowest` and `highest` bound the difference of nDCG@10 with 95 % confidence; `unknown_skus` of
    the judged ones are not in the catalogue.
    """

    name: str
    locale: str
    before: Figures
    after: Figures
    difference: float
    lowest: float
    highest: float
    p_value: float
    is_worse: bool
    unknown_skus: int
    queries: tuple[QueryChange, ...]

    @property
    def changed(self) -> list[QueryChange]:
        """The queries that are answered otherwise, the greatest loss first."""
        moved = [
            row for row in self.queries if row.difference or row.total_before != row.total_after
        ]
        return sorted(moved, key=lambda row: (row.difference, row.query))


@dataclass(frozen=True, slots=True)
class Gate:
    """The verdicts of all judged sets; nothing stands in the way of a channel without one."""

    sets: tuple[SetVerdict, ...] = ()

    @property
    def worse(self) -> list[SetVerdict]:
        return [verdict for verdict in self.sets if verdict.is_worse]

    def to_json(self) -> dict[str, Any]:
        return {"sets": [asdict(verdict) for verdict in self.sets]}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Gate:
        return cls(tuple(_verdict(one) for one in value.get("sets", ())))


Measure = Callable[["JudgedSet"], tuple[Table, Table, int]]


def judge_draft(sets: Iterable[JudgedSet], measure: Measure) -> Gate:
    """Return what the sets say. `measure` gives the tables before and after, and unknown SKUs."""
    return Gate(tuple(_judge(one, *measure(one)) for one in sets))


def _judge(judged_set: JudgedSet, before: Table, after: Table, unknown_skus: int) -> SetVerdict:
    comparison = compare_tables(before, after)
    return SetVerdict(
        name=judged_set.name,
        locale=judged_set.locale,
        before=Figures.of(before),
        after=Figures.of(after),
        difference=comparison.difference,
        lowest=comparison.lowest,
        highest=comparison.highest,
        p_value=comparison.p_value,
        is_worse=comparison.is_worse,
        unknown_skus=unknown_skus,
        queries=pair_queries(before, after),
    )


def pair_queries(before: Table, after: Table) -> tuple[QueryChange, ...]:
    """Return the queries of two tables that have the same ones, side by side."""
    later = {row.query: row for row in after.rows}
    return tuple(
        QueryChange(row.query, row.ndcg, later[row.query].ndcg, row.total, later[row.query].total)
        for row in before.rows
    )


def _verdict(value: Mapping[str, Any]) -> SetVerdict:
    nested = {
        "before": Figures(**value["before"]),
        "after": Figures(**value["after"]),
        "queries": tuple(QueryChange(**row) for row in value["queries"]),
    }
    return SetVerdict(**{**value, **nested})
