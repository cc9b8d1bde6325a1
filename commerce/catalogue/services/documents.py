"""Keeping product documents true to the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from commerce.catalogue.documents import build_products
from commerce.catalogue.documents.compose import NEW_FOR
from commerce.catalogue.documents.vocabulary import load_vocabulary
from commerce.catalogue.events import ProductDocumentsChanged, ProductSalesCounted
from commerce.catalogue.models import ProductEntry
from commerce.catalogue.selectors.catalogue import (
    count_sold,
    list_aged_product_ids,
    list_root_ids,
    list_root_ids_in_category,
    roots_by_tenant,
)
from commerce.core.bus import publish
from commerce.storefront.services import revalidate
from commerce.tenancy.selectors import list_channels

from .categories import expire_trees, rebuild_categories
from .document_store import Difference, apply, compare, lock_state, raise_version, stale_tags
from .shown_prices import keep_shown_prices

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

BATCH_SIZE = 200
NAMED_PER_EVENT = 200

Progress = Callable[[int], None]


@dataclass
class RebuildReport:
    """What a rebuild found and, unless it was only looking, wrote."""

    products: int = 0
    documents: int = 0
    written: int = 0
    removed: int = 0

    @property
    def is_clean(self) -> bool:
        """True when nothing had to change."""
        return not (self.written or self.removed)


def rebuild_products(*, product_ids: Iterable[int]) -> RebuildReport:
    """Bring the documents of these products, in every channel of theirs, up to date.

    Variants stand for their parents. Unchanged documents are not written; a channel whose
    documents change gets a new catalogue version and a ProductDocumentsChanged. Each batch is one
    transaction that excludes other writers of the same channels. Doing it twice changes nothing.
    """
    report = RebuildReport()
    for tenant_id, roots in roots_by_tenant(product_ids).items():
        _rebuild(report, tenant_id, _channels_of(tenant_id), roots)
    return report


def rebuild_channel(
    *, channel: Channel, is_dry_run: bool = False, progress: Progress = lambda done: None
) -> RebuildReport:
    """Bring every document of one channel up to date, or only count what is not.

    `progress` is called after each batch with the number of products done.
    """
    report = RebuildReport()
    roots = list_root_ids(tenant_id=channel.tenant_id)
    _rebuild(report, channel.tenant_id, [channel], roots, is_dry_run=is_dry_run, progress=progress)
    return report


def rebuild_category(*, tenant_id: int, category_id: int | None) -> RebuildReport:
    """Bring the category documents up to date, the trees, and the products in or below that category.

    Every product of the tenant when no category is given.
    """
    rebuild_categories(tenant_id=tenant_id)
    expire_trees(tenant_id=tenant_id)
    if category_id is None:
        return rebuild_products(product_ids=list_root_ids(tenant_id=tenant_id))
    affected = list_root_ids_in_category(tenant_id=tenant_id, category_id=category_id)
    return rebuild_products(product_ids=affected)


def rebuild_words(*, tenant_id: int, product_class_id: int | None) -> None:
    """Bring the products of a type up to date, or all of the tenant, and every list's filters.

    The order of filters and of their values is in no document.
    """
    rebuild_products(
        product_ids=list_root_ids(tenant_id=tenant_id, product_class_id=product_class_id)
    )
    for channel in _channels_of(tenant_id):
        expire_answers(channel=channel)
    revalidate(["categories"])


@transaction.atomic
def withdraw_product(*, product_id: int) -> None:
    """Remove a product's documents from every channel, before the product itself is deleted."""
    for channel in list_channels().filter(entries__product=product_id).order_by("pk"):
        now = lock_state(channel)
        difference = compare(channel, [], [product_id])
        tags = stale_tags(difference)
        apply(difference, now=now)
        _announce(difference, tags)


@transaction.atomic
def expire_answers(*, channel: Channel) -> None:
    """Raise the channel's catalogue version, for what is not in a document but in answers."""
    lock_state(channel)
    raise_version(channel)


def refresh_aged() -> RebuildReport:
    """Rebuild the products whose time as new is over."""
    report = RebuildReport()
    for channel in list_channels().order_by("pk"):
        aged = list_aged_product_ids(channel=channel, published_before=timezone.now() - NEW_FOR)
        _rebuild(report, channel.tenant_id, [channel], aged)
    return report


def refresh_bestsellers(*, channel: Channel) -> int:
    """Count what each product sold in the channel; return how many counts changed.

    Sales alone do not touch documents, so that an order leaves the caches of a channel warm. What
    changed is told by ProductSalesCounted.
    """
    sold = count_sold(channel=channel)
    with transaction.atomic():
        lock_state(channel)
        entries = ProductEntry.objects.in_channel(channel)
        changed = [
            ProductEntry(pk=pk, product_id=product_id, sold=sold.get(product_id, 0))
            for pk, product_id, before in entries.order_by("product_id").values_list(
                "pk", "product_id", "sold"
            )
            if sold.get(product_id, 0) != before
        ]
        entries.bulk_update(changed, ["sold"], 500)
        if changed:
            raise_version(channel)
            _announce_sales(channel, [entry.product_id for entry in changed])
    return len(changed)


def _channels_of(tenant_id: int) -> list[Channel]:
    return list(list_channels().filter(tenant=tenant_id).order_by("pk"))


def _rebuild(
    report: RebuildReport,
    tenant_id: int,
    channels: Sequence[Channel],
    roots: Sequence[int],
    *,
    is_dry_run: bool = False,
    progress: Progress = lambda done: None,
) -> None:
    for batch in in_batches(roots, BATCH_SIZE):
        with transaction.atomic():
            _rebuild_batch(report, tenant_id, channels, batch, is_dry_run=is_dry_run)
        progress(len(batch))


def _rebuild_batch(
    report: RebuildReport,
    tenant_id: int,
    channels: Sequence[Channel],
    product_ids: Sequence[int],
    *,
    is_dry_run: bool,
) -> None:
    now = max(map(lock_state, channels), default=timezone.now())
    entries = build_products(
        tenant_id=tenant_id,
        channels=channels,
        product_ids=product_ids,
        vocabulary=load_vocabulary(tenant_id, channels),
        now=now,
    )
    report.products += len(product_ids)
    report.documents += sum(len(entry.documents) for entry in entries)
    for channel in channels:
        built = [entry for entry in entries if entry.channel_id == channel.pk]
        difference = compare(channel, built, product_ids)
        report.written += len(difference.documents) or len(difference.changed)
        report.removed += len(difference.surplus)
        if not is_dry_run:
            keep_shown_prices(channel=channel, rows=(row for entry in built for row in entry.shown))
        if not is_dry_run and not difference.is_empty:
            tags = stale_tags(difference)
            apply(difference, now=now)
            _announce(difference, tags)


def _announce(difference: Difference, tags: Sequence[str]) -> None:
    ids, new = difference.product_ids, {entry.product_id for entry in difference.new}
    for first in range(0, max(len(ids), len(tags)), NAMED_PER_EVENT):
        part = slice(first, first + NAMED_PER_EVENT)
        publish(
            ProductDocumentsChanged(
                channel_id=difference.channel.pk,
                product_ids=ids[part],
                tags=tuple(tags[part]),
                created_ids=tuple(pk for pk in ids[part] if pk in new),
            )
        )


def _announce_sales(channel: Channel, product_ids: Sequence[int]) -> None:
    for batch in in_batches(product_ids, NAMED_PER_EVENT):
        publish(ProductSalesCounted(channel_id=channel.pk, product_ids=tuple(batch)))


def in_batches(ids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """Yield the ids in slices of that size."""
    for first in range(0, len(ids), size):
        yield ids[first : first + size]
