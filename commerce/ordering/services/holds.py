"""Stopping an order, letting it go on, and the words on it: for staff."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone

from commerce.core.bus import publish
from commerce.ordering.errors import OrderHeldError, OrderNotHeldError, TooManyTagsError
from commerce.ordering.events import OrderReleased
from commerce.ordering.models import OrderHold, OrderTag
from commerce.ordering.selectors.holds import find_hold, reason_of
from commerce.ordering.selectors.orders import lock_order

if TYPE_CHECKING:
    from commerce.accounts.models import User

MOST_TAGS: Final = 20


@transaction.atomic
def hold_order(*, order_id: int, reason: str, actor: User | None = None) -> OrderHold:
    """Stop an order: nothing of it is packed, sent or collected by staff until it is released.

    Raises OrderNotFoundError, and OrderHeldError for one that is stopped already.
    """
    order = lock_order(order_id)
    if (hold := find_hold(order.pk)) is not None:
        raise OrderHeldError(reason=reason_of(hold))
    return OrderHold.objects.create(order=order, reason=reason.strip(), held_by=actor)


@transaction.atomic
def release_hold(*, order_id: int, actor: User | None = None) -> None:
    """Let an order go on, and publish OrderReleased. Raises OrderNotFoundError and OrderNotHeldError."""
    order = lock_order(order_id)
    hold = find_hold(order.pk)
    if hold is None:
        raise OrderNotHeldError
    hold.released_at, hold.released_by = timezone.now(), actor
    hold.save(update_fields=["released_at", "released_by"])
    publish(OrderReleased(order_id=order.pk, channel_id=order.channel_id))


@transaction.atomic
def set_tags(*, order_id: int, names: Iterable[str]) -> list[str]:
    """Have these words on an order and no others; return them as they are kept.

    Words that differ in capitals alone are one. Raises OrderNotFoundError and TooManyTagsError.
    """
    order = lock_order(order_id)
    plain = (" ".join(name.split())[:40] for name in names)
    wanted = sorted({name.casefold(): name for name in plain if name}.values())
    if len(wanted) > MOST_TAGS:
        raise TooManyTagsError(most=MOST_TAGS)
    rows = OrderTag.objects.filter(order=order)
    rows.exclude(name__in=wanted).delete()
    kept = set(rows.values_list("name", flat=True))
    OrderTag.objects.bulk_create(OrderTag(order=order, name=n) for n in wanted if n not in kept)
    return wanted
