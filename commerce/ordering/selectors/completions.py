"""Payments under way, and who may see them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare

from commerce.cart.selectors.baskets import token_hash
from commerce.cart.selectors.carts import Json, iso
from commerce.ordering.enums import CompletionState, ReleaseReason
from commerce.ordering.errors import CompletionNotFoundError
from commerce.ordering.models import Compensation, Completion
from commerce.ordering.statements import (
    FIND_COMPLETION,
    FIND_OPEN_OF_GUEST,
    FIND_OPEN_OF_USER,
    LOCK_CART_OF,
    LOCK_COMPLETION,
)
from commerce.oscar.order.models import Order
from commerce.payments.enums import SessionState
from commerce.payments.registry import find_gateway, name_for_shoppers
from commerce.payments.selectors import list_sessions_of, list_sessions_without_order

from .access import opens
from .fingerprints import cart_of
from .orders import (
    get_order,
    lock_order,
    order_json,
    placed_order_json,
    with_access_token,
)

if TYPE_CHECKING:
    from commerce.cart.shoppers import Shopper
    from commerce.payments.models import PaymentSession

KEY_SALT = "commerce.ordering.completion"
KEY_LIFETIME = timedelta(days=7)


def completion_key(completion: Completion) -> str:
    """Return what opens this one completion for a week, on any device."""
    return signing.dumps(completion.public_id, salt=KEY_SALT)


def return_url(completion: Completion) -> str:
    """Return the storefront's page to which whoever paid elsewhere comes back."""
    path = f"{completion.locale}/checkout/payments/{completion.public_id}"
    return f"{settings.STOREFRONT_URL}/{path}?key={completion_key(completion)}"


def get_completion_for(*, shopper: Shopper, public_id: str, key: str | None = None) -> Completion:
    """Return the completion to who has begun it, to the owner of its cart, or to who has its key.

    The key of the order that it pays, or has become, is one as well.

    Raises CompletionNotFoundError in every other case.
    """
    found = FIND_COMPLETION.first(public_id=public_id, channel=shopper.channel.pk)
    if found is None or not _may_see(found, shopper, key):
        raise CompletionNotFoundError
    return found


def find_open(shopper: Shopper) -> int | None:
    """Return the key of the payment of the shopper's cart that is under way. One query at most."""
    channel = shopper.channel.pk
    if shopper.user is not None:
        found = FIND_OPEN_OF_USER.first(channel=channel, user=shopper.user.pk)
    elif shopper.token:
        found = FIND_OPEN_OF_GUEST.first(channel=channel, token=token_hash(shopper.token))
    else:
        return None
    return found[0] if found else None


def find_open_of(order_id: int) -> int | None:
    """Return the key of the payment of the order that is under way."""
    rows = Completion._base_manager.filter(order=order_id, state=CompletionState.OPEN)
    found: int | None = rows.values_list("pk", flat=True).first()
    return found


def find_last_of(order_id: int) -> Completion | None:
    """Return the newest payment of the order that was not let go."""
    rows = Completion._base_manager.filter(order=order_id)
    found: Completion | None = rows.exclude(state=CompletionState.RELEASED).last()
    return found


def find_placed(*, shopper: Shopper, fingerprint: str) -> Completion | None:
    """Return what a cart that was reviewed has become already, to whom it belongs.

    Raises InvalidFingerprintError.
    """
    rows = Completion.objects.select_related("basket", "channel").filter(
        channel=shopper.channel,
        basket__public_id=cart_of(fingerprint),
        state=CompletionState.PLACED,
        fingerprint=fingerprint,
    )
    found = rows.first()
    return found if found is not None and _may_see(found, shopper, None) else None


def lock_completion(completion_id: int) -> Completion:
    """Return the completion with its cart and its channel, locked until the transaction ends.

    The order that it pays, or the cart that it is to be made of, is locked first.
    """
    basket, order = LOCK_CART_OF.first(completion=completion_id), None
    if basket is None:
        order_id = Completion._base_manager.values_list("order_id", flat=True).get(pk=completion_id)
        order = lock_order(order_id) if order_id else None
    (completion,) = LOCK_COMPLETION.all(completion=completion_id)
    if basket is not None:
        basket.channel, completion.basket = completion.channel, basket
    if order is not None:
        completion.order = order
    return completion


def list_promising(completion_id: int) -> list[PaymentSession]:
    """Return the payments that somebody has still to agree to."""
    return [each for each in list_sessions_of(completion_id) if each.state in UNSETTLED]


def list_tries(order_id: int) -> list[PaymentSession]:
    """Return the payments that were begun for the order and do not pay it. Two queries at most."""
    tries = Completion._base_manager.filter(order=order_id).values_list("pk", flat=True)
    return list_sessions_without_order(tries)


def list_compensations() -> QuerySet[Compensation]:
    """Return the payments that became no order and were given back, the last ones first."""
    return Compensation.objects.select_related("completion", "channel")


UNSETTLED = (SessionState.PENDING, SessionState.WAITING, SessionState.FAILED)


def reread_completion(public_id: str) -> Json:
    """Return the public form of a completion as it stands now."""
    rows = Completion.objects.select_related("channel")
    completion = rows.get(public_id=public_id)
    return completion_json(completion, list_sessions_of(completion.pk))


def completion_json(
    completion: Completion, payments: list[PaymentSession], order: Order | None = None
) -> Json:
    """Return the public form of a completion. No query where the order is at hand."""
    return {
        "id": completion.public_id,
        "state": completion.state,
        "order_number": completion.order_number,
        "expires_at": iso(completion.expires_at),
        "amount": completion.total.as_json(),
        "return_url": return_url(completion),
        "problem": _problem(completion),
        "payments": [_payment_json(payment) for payment in payments],
        "order": _order(completion, payments, order),
    }


def _order(
    completion: Completion, payments: list[PaymentSession], order: Order | None
) -> Json | None:
    if order is not None:
        return placed_order_json(order, payments)
    if completion.order_id is None:
        return None
    known = get_order(completion.order_id)
    return with_access_token(order_json(known), known)


def _may_see(completion: Completion, shopper: Shopper, key: str | None) -> bool:
    if key is not None:
        return _opens(key) == completion.public_id or _opens_order(key, completion)
    basket = completion.basket
    owners = (completion.user_id, basket.owner_id if basket else None)
    if shopper.user is not None and shopper.user.pk in owners:
        return True
    if basket is None or completion.user_id is not None or basket.owner_id is not None:
        return False
    given = token_hash(shopper.token) if shopper.token else ""
    return bool(given) and constant_time_compare(given, basket.token_hash or "")


def _opens_order(key: str, completion: Completion) -> bool:
    return completion.order is not None and opens(key, completion.order)


def _opens(key: str) -> str | None:
    try:
        public_id: str = signing.loads(key, salt=KEY_SALT, max_age=KEY_LIFETIME)
    except (signing.BadSignature, ValueError):
        return None
    return public_id


def _problem(completion: Completion) -> Json | None:
    if completion.state != CompletionState.RELEASED:
        return None
    reason = ReleaseReason(completion.reason)
    return {"code": completion.refusal or reason.value, "message": str(reason.label)}


def _payment_json(session: PaymentSession) -> Json:
    gateway = find_gateway(
        session.gateway, channel_id=session.channel_id, configuration=session.configuration
    )
    is_waiting = session.state == SessionState.WAITING
    return {
        "id": session.public_id,
        "method": session.gateway,
        "name": name_for_shoppers(gateway) if gateway else session.gateway,
        "label": session.method,
        "amount": session.money("amount").as_json(),
        "state": session.state,
        "decline": {"code": session.decline, "message": session.get_decline_display()}
        if session.decline
        else None,
        "next_step": session.next_step if is_waiting else None,
    }
