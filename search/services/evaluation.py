"""Measuring rankings against judgements."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from search.errors import UnknownProductsError
from search.finding.measuring.rankings import get_ranker
from search.relevance.metrics import Table
from search.relevance.ranking import Judgements, judged_skus, measure_ranking
from search.selectors.judgements import find_product_ids, get_judgements
from search.services.gate import Gate, judge_draft

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel
    from search.models import JudgedSet
    from search.query.configuration import Configuration

OnQuery = Callable[[str], None]


def _ignore(_query: str) -> None:
    pass


def evaluate(
    *,
    judgements: Judgements,
    engine: str | None,
    channel: Channel,
    locale: str,
    configuration: Configuration,
    on_query: OnQuery = _ignore,
) -> Table:
    """Ask every query as a shopper would and measure the answers.

    `engine` is the name of an engine, "baseline" for plain matching of names and descriptions, None
    for the one in use. `on_query` hears of each query once it is measured. Raises
    UnknownProductsError when no judged SKU is in the catalogue, IndexMissingError, and
    EngineUnavailableError.
    """
    product_ids = require_products(judgements=judgements, channel=channel)
    with get_ranker(
        channel=channel, locale=locale, configuration=configuration, engine=engine
    ) as ranker:
        return measure_ranking(judgements, ranker, product_ids, on_query)


def require_products(*, judgements: Judgements, channel: Channel) -> dict[str, int]:
    """Return the products of the judged SKUs; raise UnknownProductsError when there are none."""
    skus = judged_skus(judgements)
    product_ids = find_product_ids(channel=channel, skus=skus)
    if skus and not product_ids:
        raise UnknownProductsError(count=len(skus), tenant=channel.tenant.name)
    return product_ids


def measure_draft(
    *,
    sets: list[JudgedSet],
    channel: Channel,
    before: Configuration,
    after: Configuration,
    on_query: OnQuery = _ignore,
) -> Gate:
    """Compare two configurations on judged sets, with the engine in use.

    `on_query` hears of each query twice. Sets without judgements say nothing and are left out.
    Raises IndexMissingError and EngineUnavailableError.
    """

    def measure(judged_set: JudgedSet) -> tuple[Table, Table, int]:
        judgements = get_judgements(judged_set=judged_set)
        skus = judged_skus(judgements)
        product_ids = find_product_ids(channel=channel, skus=skus)
        tables = [
            _measure(judgements, product_ids, channel, judged_set.locale, configuration, on_query)
            for configuration in (before, after)
        ]
        return tables[0], tables[1], len(skus) - len(product_ids)

    return judge_draft([one for one in sets if one.judgements.exists()], measure)


def _measure(
    judgements: Judgements,
    product_ids: dict[str, int],
    channel: Channel,
    locale: str,
    configuration: Configuration,
    on_query: OnQuery,
) -> Table:
    with get_ranker(channel=channel, locale=locale, configuration=configuration) as ranker:
        return measure_ranking(judgements, ranker, product_ids, on_query)
