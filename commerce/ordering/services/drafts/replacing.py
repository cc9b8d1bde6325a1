"""The draft of an order that replaces something of another one: its customer pays nothing for it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from commerce.core.errors import DomainError
from commerce.ordering.editing.wishes import MoreGoods, NewPrice
from commerce.ordering.selectors.orders import address_json

from .preparing import DraftWish, begin, change, delete

if TYPE_CHECKING:
    from typing import Any

    from commerce.accounts.models import User
    from commerce.ordering.models import DraftOrder
    from commerce.oscar.order.models import Order


def begin_replacement(
    *, order: Order, goods: tuple[tuple[str, int], ...], reason: str, actor: User | None
) -> DraftOrder:
    """Begin a draft of these SKUs and pieces for an order's customer, sent as it was, at no cost.

    The reason is told with each price. Raises PriceNotPermittedError, and what `change` raises for the
    goods and the address; then there is no draft. The tax service may be asked: no lock is held.
    """
    draft = begin(channel=order.channel, locale=order.locale, currency=order.currency, actor=actor)
    wish = _wish(order, goods, reason)
    try:
        change(draft=draft, wish=wish, version=draft.basket.version, actor=actor)
    except DomainError:
        delete(draft_id=draft.pk)
        raise
    return draft


def _wish(order: Order, goods: tuple[tuple[str, int], ...], reason: str) -> DraftWish:
    sent: Any = address_json(order.shipping_address)
    billed: Any = address_json(order.billing_address)
    is_elsewhere = billed is not None and {**billed, "phone": ""} != {**(sent or {}), "phone": ""}
    return DraftWish(
        email=order.email or "",
        customer=order.user,
        added=tuple(MoreGoods(sku, pieces) for sku, pieces in goods),
        price_of_added=NewPrice(Decimal(0), reason),
        address=sent,
        billed=billed if is_elsewhere else None,
        method=order.shipping_code,
        is_delivery_waived=True,
        note=reason,
    )
