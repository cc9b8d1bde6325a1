"""Orders that staff prepare, and what stands against paying one that was sent."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.utils import timezone

from commerce.cart.selectors.baskets import find_basket, lock_basket
from commerce.cart.selectors.carts import Json, iso
from commerce.cart.shoppers import Shopper
from commerce.ordering.enums import DraftState
from commerce.ordering.errors import (
    CartEmptyError,
    DraftNotFoundError,
    DraftPlacedError,
    LinkOverError,
)
from commerce.ordering.models import DraftOrder
from commerce.ordering.policies import READABLE_AFTER_LINK
from commerce.ordering.registry import Terms, find_terms
from commerce.ordering.review import Review, review_basket

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.db.models import QuerySet

    from commerce.oscar.basket.models import Basket
    from commerce.oscar.order.models import Order


def list_drafts() -> QuerySet[DraftOrder]:
    """Return the drafts that the person at work may see, the newest first."""
    rows: QuerySet[DraftOrder] = DraftOrder.objects.select_related(
        "channel", "basket__owner", "order", "made_by"
    )
    return rows.order_by("-pk")


def get_draft(public_id: str) -> DraftOrder:
    """Return a draft that the person at work may see; raise DraftNotFoundError."""
    draft = list_drafts().filter(public_id=public_id).first()
    if draft is None:
        raise DraftNotFoundError
    return draft


def lock_draft(draft_id: int) -> DraftOrder:
    """Return a draft that nobody else changes until the transaction ends; raise DraftNotFoundError.

    It is locked before its cart and its order.
    """
    draft: DraftOrder | None = (
        DraftOrder.objects.select_for_update(of=("self",))
        .select_related("channel", "basket__owner")
        .filter(pk=draft_id)
        .first()
    )
    if draft is None:
        raise DraftNotFoundError
    return draft


def shopper_of(draft: DraftOrder) -> Shopper:
    """Return in whose place staff ask for the prices of a draft."""
    basket = draft.basket
    return Shopper(
        channel=draft.channel,
        locale=draft.locale,
        currency=basket.currency,
        user=basket.owner,
        draft=basket.pk,
    )


def lock_cart_of(draft: DraftOrder) -> Basket:
    """Return the cart of a locked draft, locked; raise DraftPlacedError."""
    basket = lock_basket(shopper_of(draft))
    if basket is None or not draft.is_open:
        raise DraftPlacedError
    return basket


def review_draft(draft: DraftOrder) -> Review | None:
    """Return what would be ordered now, priced as the checkout does; None where there are no goods."""
    shopper = shopper_of(draft)
    basket = find_basket(shopper)
    if basket is None:
        raise DraftPlacedError
    try:
        return review_basket(basket=basket, shopper=shopper)
    except CartEmptyError:
        return None


def find_draft_of(order_id: int) -> DraftOrder | None:
    """Return the draft that the order was. One query."""
    found: DraftOrder | None = _of_order(order_id).first()
    return found


def _of_order(order_id: int) -> QuerySet[DraftOrder]:
    rows: QuerySet[DraftOrder] = DraftOrder._base_manager.filter(order=order_id)
    return rows.select_related("made_by", "placed_by", "ended_by")


def is_awaited(draft: DraftOrder | None) -> bool:
    """Whether somebody has still to pay by its link."""
    return draft is not None and draft.state == DraftState.SENT


def is_link_readable(draft: DraftOrder | None) -> bool:
    """Whether a payment link still shows its order: until some days after it was paid by or ended.

    One that nobody has paid by in time ends with that time.
    """
    if draft is None or draft.link_until is None:
        return False
    return timezone.now() < (draft.ended_at or draft.link_until) + READABLE_AFTER_LINK


def refuse_over(draft: DraftOrder | None) -> None:
    """Raise LinkOverError where the link of a draft that was sent is no longer valid."""
    if draft is not None and is_awaited(draft) and _is_over(draft.link_until):
        raise LinkOverError


def terms_to_accept(draft: DraftOrder | None, order: Order, locale: str) -> Terms | None:
    """Return what whoever pays by the link agrees to: staff cannot do it for them."""
    if not is_awaited(draft) or order.accepted_terms:
        return None
    return find_terms(order.channel, locale)


def link_json(draft: DraftOrder | None, order: Order, locale: str) -> Json:
    """Return what the page to pay says of a payment link; nothing of it for other orders."""
    terms = terms_to_accept(draft, order, locale)
    return {
        "terms": terms and {**asdict(terms), "dated": terms.dated.isoformat()},
        "valid_until": iso(draft.link_until) if draft and is_awaited(draft) else None,
    }


def list_over(now: datetime) -> Iterator[int]:
    """Return the keys of the drafts whose link nobody has paid by in time, the oldest first."""
    rows = DraftOrder._base_manager.filter(state=DraftState.SENT, link_until__lte=now)
    yield from rows.order_by("pk").values_list("pk", flat=True)


def _is_over(moment: datetime | None) -> bool:
    return moment is not None and moment <= timezone.now()
