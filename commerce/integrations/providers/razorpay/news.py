"""What Razorpay tells by itself, signed with the secret of the webhook."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import orjson

from commerce.integrations.enums import MovementKind
from commerce.integrations.errors import CallbackRefusedError
from commerce.integrations.providers.callbacks import AHEAD, header
from commerce.integrations.shapes import Happened

from .amounts import read_units
from .happenings import of_payment, of_refund, read_moment
from .refusals import is_word
from .wire import call

if TYPE_CHECKING:
    from . import Razorpay

# Razorpay repeats for a day what was not answered.
OLDEST: Final = 2 * 86_400
DISPUTES: Final = {
    "payment.dispute.created": MovementKind.DISPUTED,
    "payment.dispute.won": MovementKind.DISPUTE_WON,
    "payment.dispute.closed": MovementKind.DISPUTE_WON,
    "payment.dispute.lost": MovementKind.DISPUTE_LOST,
}
PAYMENTS: Final = frozenset({"payment.authorized", "payment.captured", "payment.failed"})
REFUNDS: Final = frozenset({"refund.created", "refund.processed", "refund.failed"})


def read_webhook(provider: Razorpay, headers: Mapping[str, str], body: bytes) -> list[Happened]:
    """Return what the message tells. Raises CallbackRefusedError for one that is not Razorpay's.

    What a payment notes anybody may have written who has paid it: it is known by its order. A refund
    or dispute that does not say which order it belongs to is looked up by its payment.
    """
    _verify(provider, header(headers, "x-razorpay-signature"), body)
    event = _read(body)
    name = str(event.get("event", ""))
    # Each repetition bears the same name; one without is told apart by what it says.
    message = header(headers, "x-razorpay-event-id") or hashlib.sha256(body).hexdigest()
    return [replace(each, message=message) for each in _tell(provider, name, event)]


def _tell(provider: Razorpay, name: str, event: dict[str, Any]) -> list[Happened]:
    payment = _entity(event, "payment")
    if name in PAYMENTS:
        return _of_payment(payment) if payment.get("order_id") else []
    if name in REFUNDS:
        refund = _entity(event, "refund")
        order = str(payment.get("order_id") or "") or _order_of(provider, refund)
        return of_refund(refund, "", order) if order else []
    if name in DISPUTES:
        return _of_dispute(provider, DISPUTES[name], payment, _entity(event, "dispute"))
    return []


def _of_payment(payment: dict[str, Any]) -> list[Happened]:
    """An order is paid as a whole: what its payment is for is what the order is for."""
    return of_payment(payment, "", read_units(payment.get("amount"), payment.get("currency")))


def _of_dispute(
    provider: Razorpay, kind: MovementKind, payment: dict[str, Any], dispute: dict[str, Any]
) -> list[Happened]:
    order = str(payment.get("order_id") or "") or _order_of(provider, dispute)
    reason = dispute.get("reason_code")
    told = Happened(
        session="",
        kind=kind,
        amount=read_units(dispute.get("amount"), dispute.get("currency")),
        reference=str(dispute.get("id", "")),
        note=str(reason) if is_word(reason) else "",
        session_reference=order,
        happened_at=read_moment(dispute.get("created_at")),
    )
    return [told] if order else []


def _order_of(provider: Razorpay, row: dict[str, Any]) -> str:
    payment = row.get("payment_id")
    if not isinstance(payment, str) or not payment.isidentifier():
        return ""
    found = call(provider, "read payment", "GET", f"payments/{payment}")
    return str(found.get("order_id") or "")


def _verify(provider: Razorpay, signature: str, body: bytes) -> None:
    secret = provider.settings.webhook_secret
    expected = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    if not secret or not hmac.compare_digest(signature.encode(), expected.encode()):
        raise CallbackRefusedError


def _read(body: bytes) -> dict[str, Any]:
    """Return a message that is neither too old nor of the future."""
    try:
        event = orjson.loads(body)
    except ValueError:
        raise CallbackRefusedError from None
    told_at = read_moment(event.get("created_at")) if isinstance(event, dict) else None
    if told_at is None or not -AHEAD <= time.time() - told_at.timestamp() <= OLDEST:
        raise CallbackRefusedError
    found: dict[str, Any] = event
    return found


def _entity(event: dict[str, Any], name: str) -> dict[str, Any]:
    found: Any = event.get("payload")
    for part in (name, "entity"):
        found = found.get(part) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}
