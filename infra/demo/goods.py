"""Brings the demo's catalogue in through the importer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from commerce.exchange.reports import ImportReport
from commerce.exchange.rows import ProductRow, Row, VariantRow
from commerce.exchange.services import import_rows
from commerce.exchange.services.imports import Progress
from commerce.oscar.partner.models import StockRecord
from infra.demo.catalogue import load
from infra.demo.rows import catalogue_rows

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

BATCH_SIZE = 45


def import_catalogue(
    channel: Channel,
    folder: Path,
    advance: Callable[[int], None] = lambda done: None,
    *,
    is_dry_run: bool = False,
) -> ImportReport:
    """Bring the catalogue to what the demo says; return what was, or would be, written.

    The stock of an article that is there already is left alone: orders may hold it.
    """
    seen: dict[str, int] = {}

    def show(progress: Progress) -> None:
        advance(progress.done - seen.get(progress.step, 0))
        seen[progress.step] = progress.done

    return import_rows(
        rows=list(_rows(channel)),
        channel=channel,
        images=folder,
        is_dry_run=is_dry_run,
        on_progress=show,
        batch_size=BATCH_SIZE,
    )


def _rows(channel: Channel) -> Iterator[Row]:
    stocked = frozenset(
        StockRecord.objects.filter(product__tenant=channel.tenant_id).values_list(
            "partner_sku", flat=True
        )
    )
    for row in catalogue_rows(load()):
        yield _without_known_stock(row, stocked) if isinstance(row, ProductRow) else row


def _without_known_stock(row: ProductRow, stocked: frozenset[str]) -> ProductRow:
    return replace(row, variants=tuple(_variant(variant, stocked) for variant in row.variants))


def _variant(variant: VariantRow, stocked: frozenset[str]) -> VariantRow:
    return replace(variant, stock=None) if variant.sku in stocked else variant
