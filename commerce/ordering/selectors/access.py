"""What opens one order to whoever has its link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.core import signing

from commerce.ordering.policies import ORDER_LINK_LIFETIME

from .drafts import find_draft_of, is_awaited, is_link_readable

if TYPE_CHECKING:
    from commerce.oscar.order.models import Order

ACCESS_SALT: Final = "commerce.catalogue.order-access"
LINK_SALT: Final = "commerce.ordering.payment-link"


def access_token(order: Order) -> str:
    """Return a token that opens this one order for 90 days."""
    return signing.dumps(order.public_id, salt=ACCESS_SALT)


def payment_token(order: Order) -> str:
    """Return a token for the page where the order is paid. One query.

    Of an order whose payment link staff have sent it opens no longer than `is_link_readable` says.
    """
    salt = LINK_SALT if is_awaited(find_draft_of(order.pk)) else ACCESS_SALT
    return signing.dumps(order.public_id, salt=salt)


def opens(token: str, order: Order) -> bool:
    """Whether the token opens the order now. No query, but one for the token of a payment link."""
    if _signed(token, ACCESS_SALT) == order.public_id:
        return True
    if _signed(token, LINK_SALT) != order.public_id:
        return False
    return is_link_readable(find_draft_of(order.pk))


def _signed(token: str, salt: str) -> str | None:
    """The public id of the order that was signed."""
    try:
        public_id: str = signing.loads(token, salt=salt, max_age=ORDER_LINK_LIFETIME)
    except (signing.BadSignature, ValueError):
        return None
    return public_id
