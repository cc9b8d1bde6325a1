"""What the judged sets of a channel say about a draft, compared to what is in force."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.utils import timezone
from msgspec import convert, to_builtins

from commerce.core.errors import DomainError
from search.laboratory.errors import RankingWorseError
from search.laboratory.measuring.metrics import Figures, Table, judged_skus
from search.laboratory.measuring.significance import compare_tables
from search.laboratory.models import Measurement
from search.laboratory.selectors import (
    count_queries,
    find_measurement,
    find_product_ids,
    fingerprint,
    get_judgements,
    list_judged_sets,
)
from search.registry import Verdict
from search.selectors.configurations import draft_configuration, get_numbered_configuration

from .evaluation import OnQuery, evaluate

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.tenancy.models import Channel
    from search.laboratory.models import JudgedSet
    from search.query.configuration import Configuration


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
    queries: list[QueryChange]

    @property
    def changed(self) -> list[QueryChange]:
        """The queries that are answered otherwise, the greatest loss first."""
        moved = [
            row for row in self.queries if row.difference or row.total_before != row.total_after
        ]
        return sorted(moved, key=lambda row: (row.difference, row.query))


@dataclass(frozen=True, slots=True)
class Report:
    """The verdicts of all judged sets; nothing stands in the way of a channel without one."""

    sets: list[SetVerdict]

    @property
    def worse(self) -> tuple[str, ...]:
        """The names of the sets that are answered worse."""
        return tuple(verdict.name for verdict in self.sets if verdict.is_worse)

    def to_json(self) -> dict[str, Any]:
        found: dict[str, Any] = to_builtins(self)
        return found

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Report:
        return convert(value, cls)


def judge(*, channel: Channel, before: Configuration, draft: Configuration, reason: str) -> Verdict:
    """Measure a draft on the judged sets, unless that was done less than an hour ago.

    Without a reason, raises RankingWorseError when it does worse on one of them beyond noise, and
    what an engine raises that cannot be asked.
    """
    known = find_measurement(channel=channel, draft=draft)
    if known is not None and known.finished_at and not known.problem:
        report = Report.from_json(known.result)
    else:
        try:
            report = measure_draft(channel=channel, before=before, after=draft)
        except DomainError as error:
            if not reason:
                raise
            return Verdict({"problem": error.code})
    if report.worse and not reason:
        raise RankingWorseError(sets=", ".join(report.worse))
    return Verdict(report.to_json(), report.worse)


def begin_measurement(*, channel: Channel, actor: User | None) -> Measurement:
    """Return a new measurement of the draft that has yet to run."""
    return Measurement.objects.create(
        channel=channel,
        started_by=actor,
        fingerprint=fingerprint(channel, draft_configuration(channel)),
        queries_total=2 * count_queries(channel=channel),
    )


def run_measurement(measurement: Measurement) -> Measurement:
    """Measure the draft as it is now and keep the result, or the problem, with the measurement."""
    channel = measurement.channel
    draft = draft_configuration(channel)
    before = get_numbered_configuration(channel=channel, number=draft.number - 1)
    measurement.fingerprint = fingerprint(channel, draft)

    def count(_query: str) -> None:
        rows = Measurement.objects.filter(pk=measurement.pk)
        rows.filter(queries_done__lt=F("queries_total")).update(queries_done=F("queries_done") + 1)

    try:
        report = measure_draft(channel=channel, before=before, after=draft, on_query=count)
        measurement.result = report.to_json()
    except DomainError as error:
        measurement.problem = error.detail
    measurement.finished_at = timezone.now()
    measurement.save(update_fields=["fingerprint", "result", "problem", "finished_at"])
    return measurement


def measure_draft(
    *,
    channel: Channel,
    before: Configuration,
    after: Configuration,
    on_query: OnQuery = lambda _query: None,
) -> Report:
    """Compare two configurations on the judged sets of a channel, with the engine in use.

    `on_query` hears of each query twice. Sets without judgements say nothing and are left out.
    Raises IndexMissingError and EngineUnavailableError.
    """
    sets = list_judged_sets(channel=channel).filter(judgements__isnull=False).distinct()
    return Report([_judge(one, before, after, on_query) for one in sets])


def _judge(
    judged_set: JudgedSet, before: Configuration, after: Configuration, on_query: OnQuery
) -> SetVerdict:
    channel, judgements = judged_set.channel, get_judgements(judged_set=judged_set)
    skus = judged_skus(judgements)
    product_ids = find_product_ids(channel=channel, skus=skus)

    def measure(configuration: Configuration) -> Table:
        return evaluate(
            judgements=judgements,
            product_ids=product_ids,
            channel=channel,
            locale=judged_set.locale,
            configuration=configuration,
            on_query=on_query,
        )

    earlier, later = measure(before), measure(after)
    comparison = compare_tables(earlier, later)
    return SetVerdict(
        name=judged_set.name,
        locale=judged_set.locale,
        before=earlier.figures,
        after=later.figures,
        **asdict(comparison),
        is_worse=comparison.is_worse,
        unknown_skus=len(skus) - len(product_ids),
        queries=pair_queries(earlier, later),
    )


def pair_queries(before: Table, after: Table) -> list[QueryChange]:
    """Return the queries of two tables that have the same ones, side by side."""
    later = {row.query: row for row in after.rows}
    return [
        QueryChange(row.query, row.ndcg, later[row.query].ndcg, row.total, later[row.query].total)
        for row in before.rows
    ]
