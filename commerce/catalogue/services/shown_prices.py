"""The history of the prices that shoppers were shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import DateTimeField, ExpressionWrapper, F, OuterRef, Subquery

from commerce.catalogue.documents.history import WINDOW, ShownRow
from commerce.catalogue.models import ShownPrice
from commerce.tenancy.selectors import list_channels

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

WRITE_SIZE = 500


@transaction.atomic
def keep_shown_prices(*, channel: Channel, rows: Iterable[ShownRow]) -> None:
    """Note prices that are shown from now on. One query, none where all are as before."""
    fresh = [ShownPrice(channel_id=channel.pk, **row._asdict()) for row in rows]
    if fresh:
        ShownPrice.objects.in_channel(channel).bulk_create(fresh, WRITE_SIZE)


@transaction.atomic
def replace_history(*, channel: Channel, rows: Sequence[ShownRow]) -> None:
    """Take over what variants cost before they came here, in place of what is known of them.

    The last row of each is its price of today; its documents are to be built again afterwards.
    """
    known = ShownPrice.objects.in_channel(channel)
    known.filter(product__in={row.product_id for row in rows}).delete()
    keep_shown_prices(channel=channel, rows=rows)


def forget_old_prices() -> int:
    """Delete what no window reaches any more; return how many rows.

    A row is needed while it ended less than 30 days before the price of today began: that is what
    its reduction, or one that comes, is compared with.
    """
    return sum(_forget_in(channel) for channel in list_channels())


@transaction.atomic
def _forget_in(channel: Channel) -> int:
    later = ShownPrice.objects.in_channel(channel).filter(
        product=OuterRef("product"), currency=OuterRef("currency"), since__gt=OuterRef("since")
    )
    reach = ExpressionWrapper(F("latest") - WINDOW, output_field=DateTimeField())
    old = (
        ShownPrice.objects.in_channel(channel)
        .annotate(
            ended=Subquery(later.order_by("since").values("since")[:1]),
            latest=Subquery(later.order_by("-since").values("since")[:1]),
        )
        .filter(ended__lte=reach)
    )
    deleted, _by_model = (
        ShownPrice.objects.in_channel(channel)
        .filter(pk__in=list(old.values_list("pk", flat=True)))
        .delete()
    )
    return deleted
