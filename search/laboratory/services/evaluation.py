"""Measuring rankings against judgements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from search.laboratory.errors import UnknownProductsError
from search.laboratory.measuring.metrics import Judgements, Table, judged_skus, measure_ranking
from search.laboratory.measuring.rankers import get_ranker
from search.laboratory.selectors import find_product_ids

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel
    from search.query.configuration import Configuration

OnQuery = Callable[[str], None]


def evaluate(
    *,
    judgements: Judgements,
    channel: Channel,
    locale: str,
    configuration: Configuration,
    engine: str | None = None,
    on_query: OnQuery = lambda _query: None,
    product_ids: Mapping[str, int] | None = None,
) -> Table:
    """Ask every query as a shopper would and measure the answers.

    `engine` is the name of an engine, "baseline" for plain matching of names and descriptions, None
    for the one in use. `on_query` hears of each query once it is measured. Raises IndexMissingError
    and EngineUnavailableError, and UnknownProductsError when no judged SKU is in the catalogue,
    unless the `product_ids` of the SKUs are given.
    """
    if product_ids is None:
        product_ids = _require_products(judgements, channel)
    with get_ranker(
        channel=channel, locale=locale, configuration=configuration, engine=engine
    ) as ranker:
        return measure_ranking(judgements, ranker, product_ids, on_query)


def _require_products(judgements: Judgements, channel: Channel) -> dict[str, int]:
    skus = judged_skus(judgements)
    product_ids = find_product_ids(channel=channel, skus=skus)
    if skus and not product_ids:
        raise UnknownProductsError(count=len(skus), tenant=channel.tenant.name)
    return product_ids
