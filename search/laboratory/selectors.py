"""Judged sets, which products their SKUs belong to, and what measurements found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from commerce.oscar.partner.models import StockRecord
from search.query.snapshot import to_json

from .models import JudgedSet, Judgement, Measurement

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.tenancy.models import Channel
    from search.query.configuration import Configuration

    from .measuring.metrics import Judgements

_CHUNK = 500
# What was measured is believed that long; products, stock and prices change meanwhile.
_MEASUREMENT_HOLDS = timedelta(hours=1)
# A measurement that takes longer than that was given up by its worker.
_MEASUREMENT_TAKES = timedelta(minutes=10)


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
    wanted = sorted(skus)
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        records = StockRecord.objects.filter(
            product__tenant=channel.tenant_id, partner_sku__in=chunk
        )
        whole = records.annotate(whole=Coalesce(F("product__parent_id"), F("product_id")))
        found.update(whole.order_by("-pk").values_list("partner_sku", "whole"))
    return found


def get_measurement(measurement_id: int) -> Measurement:
    """Return the measurement with its channel. Raises Measurement.DoesNotExist."""
    return Measurement.objects.select_related("channel__tenant").get(pk=measurement_id)


def find_measurement(*, channel: Channel, draft: Configuration) -> Measurement | None:
    """Return the newest measurement of exactly this draft that still holds, perhaps unfinished."""
    now = timezone.now()
    is_done = Q(finished_at__isnull=False, started_at__gte=now - _MEASUREMENT_HOLDS)
    is_running = Q(finished_at=None, started_at__gte=now - _MEASUREMENT_TAKES)
    rows = Measurement.objects.filter(is_done | is_running, channel=channel)
    return rows.filter(fingerprint=fingerprint(channel, draft)).order_by("-pk").first()


def fingerprint(channel: Channel, draft: Configuration) -> str:
    """Return what stands for the draft, what is in force, and the judged sets."""
    sets = list_judged_sets(channel=channel).values_list("pk", "updated_at")
    parts = [to_json(draft), draft.number, [[pk, at.isoformat()] for pk, at in sets]]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
