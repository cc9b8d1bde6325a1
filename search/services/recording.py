"""Recording what becomes of searches: who searched is nobody's business."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from commerce.oscar.basket.models import Line
from commerce.oscar.catalogue.models import Product
from search.enums import InteractionType
from search.finding.products.receipts import read_receipt
from search.models import SearchDay, SearchInteraction, SearchRecord
from search.query.privacy import looks_personal
from search.selectors.statistics import DayCount, count_by_query_and_day

if TYPE_CHECKING:
    from uuid import UUID

    from commerce.tenancy.models import Channel
    from search.finding.products.receipts import Receipt

# Days that single searches are kept; afterwards only their counts per day are.
KEPT_DAYS: Final = 30
# So long after a search in vain another one says the same in other words.
REWORDING_MINUTES: Final = 10
BATCH_SIZE: Final = 500

_FLAGS: Final = {
    InteractionType.CLICK: "was_clicked",
    InteractionType.ADD_TO_CART: "was_added",
    InteractionType.ORDER: "was_ordered",
}


class Interaction(NamedTuple):
    """What a shopper did with a product that was found; `product_id` is its public one."""

    type: InteractionType
    product_id: str
    position: int | None = None
    line_id: str = ""


@transaction.atomic
def record_search(
    *,
    channel: Channel,
    search_id: UUID,
    receipt: str,
    interaction: Interaction | None = None,
    previous_search_id: UUID | None = None,
) -> None:
    """Record a search of a consenting shopper, and what was done with it; twice counts once.

    Of the search before, only its words are kept, and only when nothing of it was chosen.
    Searches without words, those that look personal, and products that the channel's tenant does not
    have are passed over. Raises InvalidReceiptError.
    """
    found = read_receipt(receipt, channel=channel)
    if not found.query or looks_personal(found.query):
        return
    record = _record(channel, search_id, found, previous_search_id)
    if interaction is not None:
        _record_interaction(channel, record, interaction)


@transaction.atomic
def record_order(*, order_id: int) -> None:
    """Count the searches that the lines of an order came from, and forget which lines they were."""
    lines = Line.objects.filter(basket__order=order_id).values_list("public_id", flat=True)
    added = SearchInteraction.objects.filter(line_id__in=list(lines)).exclude(line_id="")
    found = list(added.values_list("record_id", "product_id", "position"))
    SearchInteraction.objects.bulk_create(
        (
            SearchInteraction(
                record_id=record_id,
                type=InteractionType.ORDER,
                product_id=product_id,
                position=position,
            )
            for record_id, product_id, position in found
        ),
        ignore_conflicts=True,
    )
    SearchRecord.objects.filter(pk__in={row[0] for row in found}).update(was_ordered=True)
    added.update(line_id="")


def retire_records(*, now: datetime | None = None) -> int:
    """Replace the single searches of days long gone by their counts; return how many went.

    Each search is either a record or counted in its day, never both and never neither.
    """
    midnight = (now or timezone.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    total = 0
    while retired := _retire_batch(before=midnight - timedelta(days=KEPT_DAYS)):
        total += retired
    return total


@transaction.atomic
def _retire_batch(*, before: datetime) -> int:
    old = SearchRecord.objects.filter(recorded_at__lt=before).order_by("recorded_at", "pk")
    ids = list(old.select_for_update().values_list("pk", flat=True)[:BATCH_SIZE])
    retired = SearchRecord.objects.filter(pk__in=ids)
    for row in count_by_query_and_day(retired):
        _add_to_day(row)
    retired.delete()
    return len(ids)


def _record(
    channel: Channel, search_id: UUID, receipt: Receipt, previous: UUID | None
) -> SearchRecord:
    record, _is_new = SearchRecord.objects.get_or_create(
        channel=channel,
        search_id=search_id,
        defaults={
            "locale": receipt.locale,
            "query": receipt.query,
            "results": receipt.results,
            "relaxation": receipt.relaxation,
            "reworded_from": _words_before(channel, previous, receipt),
        },
    )
    return record


def _words_before(channel: Channel, previous: UUID | None, receipt: Receipt) -> str:
    """Return what was searched for a moment before in vain, in other words; "" for nothing."""
    if previous is None:
        return ""
    since = timezone.now() - timedelta(minutes=REWORDING_MINUTES)
    in_vain = SearchRecord.objects.filter(
        channel=channel,
        search_id=previous,
        locale=receipt.locale,
        was_clicked=False,
        was_added=False,
        recorded_at__gte=since,
    )
    others = in_vain.exclude(query=receipt.query)
    return others.values_list("query", flat=True).first() or ""


def _record_interaction(channel: Channel, record: SearchRecord, interaction: Interaction) -> None:
    product = Product.objects.filter(
        tenant=channel.tenant_id, public_id=interaction.product_id
    ).first()
    if product is None:
        return
    SearchInteraction.objects.get_or_create(
        record=record,
        type=interaction.type,
        product=product,
        defaults={"position": interaction.position, "line_id": interaction.line_id},
    )
    flag = _FLAGS[interaction.type]
    if not getattr(record, flag):
        SearchRecord.objects.filter(pk=record.pk).update(**{flag: True})


def _add_to_day(row: DayCount) -> None:
    day, _is_new = SearchDay.objects.get_or_create(
        channel_id=row.channel_id, day=row.day, locale=row.locale, query=row.query
    )
    added = {name: F(name) + number for name, number in row.counts.items()}
    SearchDay.objects.filter(pk=day.pk).update(**added, results=row.results)
