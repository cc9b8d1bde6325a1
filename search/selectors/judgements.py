"""Judged sets, and which products their SKUs belong to."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from django.db.models import Count, F
from django.db.models.functions import Coalesce

from commerce.oscar.partner.models import StockRecord
from search.models import JudgedSet, Judgement

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.tenancy.models import Channel
    from search.relevance.ranking import Judgements

_CHUNK = 500


def list_judged_sets(*, channel: Channel) -> QuerySet[JudgedSet]:
    """Return the judged sets of a channel by name."""
    return JudgedSet.objects.filter(channel=channel).order_by("name")


def find_judged_set(*, channel: Channel, name: str) -> JudgedSet | None:
    """Return the judged set of that name."""
    return JudgedSet.objects.filter(channel=channel, name=name).first()


def get_judgements(*, judged_set: JudgedSet) -> Judgements:
    """Return the grades by SKU by query, both in their order. One query."""
    grouped: dict[str, dict[str, int]] = {}
    rows = Judgement.objects.filter(judged_set=judged_set).order_by("query", "-grade", "sku")
    for query, sku, grade in rows.values_list("query", "sku", "grade"):
        grouped.setdefault(query, {})[sku] = grade
    return grouped


def count_queries(*, channel: Channel) -> int:
    """Return how many queries the sets of a channel judge."""
    rows = JudgedSet.objects.filter(channel=channel)
    counted = rows.annotate(queries=Count("judgements__query", distinct=True))
    return sum(counted.values_list("queries", flat=True))


def find_product_ids(*, channel: Channel, skus: Collection[str]) -> dict[str, int]:
    """Return the product that each SKU belongs to, a variant's parent instead of the variant.

    SKUs that the channel's tenant has no stock record for are left out. One query for 500 of them.
    """
    found: dict[str, int] = {}
    for chunk in _chunks(sorted(skus)):
        records = StockRecord.objects.filter(
            product__tenant=channel.tenant_id, partner_sku__in=chunk
        )
        whole = records.annotate(whole=Coalesce(F("product__parent_id"), F("product_id")))
        found.update(whole.order_by("-pk").values_list("partner_sku", "whole"))
    return found


def _chunks(skus: list[str]) -> Iterator[list[str]]:
    return (skus[start : start + _CHUNK] for start in range(0, len(skus), _CHUNK))
