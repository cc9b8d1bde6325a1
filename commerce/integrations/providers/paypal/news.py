"""What PayPal tells by itself. Whether it is PayPal who tells is asked of PayPal."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import orjson

from commerce.integrations.enums import MovementKind
from commerce.integrations.errors import CallbackRefusedError
from commerce.integrations.providers.callbacks import AHEAD, header
from commerce.integrations.shapes import Happened

from .amounts import read_amount
from .happenings import of_authorization, of_capture, of_refund, read_moment, session_in
from .movements import parent_of
from .orders import unit_of
from .wire import call

if TYPE_CHECKING:
    from . import PayPal

# PayPal repeats for three days what was not answered.
OLDEST: Final = 4 * 86_400
VERIFY: Final = "/v1/notifications/verify-webhook-signature"
PROOF: Final = {
    "transmission_id": "paypal-transmission-id",
    "transmission_time": "paypal-transmission-time",
    "transmission_sig": "paypal-transmission-sig",
    "cert_url": "paypal-cert-url",
    "auth_algo": "paypal-auth-algo",
}
# How a dispute ends: what is neither is told by other messages.
OUTCOMES: Final = {
    **dict.fromkeys(
        ("RESOLVED_SELLER_FAVOUR", "RESOLVED_WITH_PAYOUT", "CANCELED_BY_BUYER", "DENIED"),
        MovementKind.DISPUTE_WON,
    ),
    **dict.fromkeys(("RESOLVED_BUYER_FAVOUR", "ACCEPTED"), MovementKind.DISPUTE_LOST),
}


def read_webhook(provider: PayPal, headers: Mapping[str, str], body: bytes) -> list[Happened]:
    """Return what the message tells, once PayPal has said that it is its own.

    A payment that is reversed is told by its dispute, and not a second time by itself. Raises
    CallbackRefusedError, and ProviderError while PayPal does not answer.
    """
    event = _read(body)
    _verify(provider, headers, body)
    resource = event.get("resource")
    act = READERS.get(str(event.get("event_type", "")))
    if act is None or not isinstance(resource, dict):
        return []
    told = act(resource)
    found = [each if each.session else _named(provider, each, resource) for each in told]
    order = _order_of(resource)
    message = str(event.get("id", ""))
    return [
        replace(each, message=message, session_reference=order, method="PayPal")
        for each in found
        if each.session
    ]


def _read(body: bytes) -> dict[str, Any]:
    try:
        event = orjson.loads(body)
    except ValueError:
        raise CallbackRefusedError from None
    if not isinstance(event, dict):
        raise CallbackRefusedError
    return event


def _verify(provider: PayPal, headers: Mapping[str, str], body: bytes) -> None:
    """The message goes along byte for byte: its checksum is part of what was signed."""
    proof = {name: header(headers, sent) for name, sent in PROOF.items()}
    webhook = provider.settings.webhook_id
    if not webhook or not all(proof.values()) or not _is_recent(proof["transmission_time"]):
        raise CallbackRefusedError
    known = orjson.dumps({**proof, "webhook_id": webhook})
    question = known[:-1] + b',"webhook_event":' + body + b"}"
    answer = call(provider, "verify message", "POST", VERIFY, body=question)
    if answer.get("verification_status") != "SUCCESS":
        raise CallbackRefusedError


def _is_recent(written: str) -> bool:
    sent_at = read_moment(written)
    return sent_at is not None and -AHEAD <= time.time() - sent_at.timestamp() <= OLDEST


def _named(provider: PayPal, happened: Happened, resource: dict[str, Any]) -> Happened:
    """What was done at PayPal itself may not name the payment; the capture that it is of does."""
    parent = parent_of(resource) or str(_disputed(resource).get("seller_transaction_id", ""))
    if not parent.isalnum():
        return happened
    captured = call(provider, "read capture", "GET", f"/v2/payments/captures/{parent}")
    return replace(happened, session=session_in(captured.get("custom_id")))


def _order_of(resource: dict[str, Any]) -> str:
    if "purchase_units" in resource:
        return str(resource.get("id", ""))
    found: Any = resource.get("supplementary_data")
    for name in ("related_ids", "order_id"):
        found = found.get(name) if isinstance(found, dict) else None
    return str(found or "")


def _disputed(resource: dict[str, Any]) -> dict[str, Any]:
    found = resource.get("disputed_transactions")
    first = found[0] if isinstance(found, list) and found else None
    return first if isinstance(first, dict) else {}


def _of_dispute(resource: dict[str, Any]) -> list[Happened]:
    outcome = resource.get("dispute_outcome")
    code = str(outcome.get("outcome_code", "")) if isinstance(outcome, dict) else ""
    kind = OUTCOMES.get(code) if outcome else MovementKind.DISPUTED
    reason = code or str(resource.get("reason", ""))
    return [
        Happened(
            session=session_in(_disputed(resource).get("custom")),
            kind=each,
            amount=read_amount(resource.get("dispute_amount")),
            reference=str(resource.get("dispute_id", "")),
            note=reason if reason.isidentifier() else "",
            happened_at=read_moment(resource.get("update_time")),
        )
        for each in ([kind] if kind else [])
    ]


def _of_agreement(resource: dict[str, Any]) -> list[Happened]:
    total = read_amount(unit_of(resource).get("amount"))
    return [
        Happened(
            session=session_in(unit_of(resource).get("custom_id")),
            kind=MovementKind.AGREED,
            amount=total,
            reference=str(resource.get("id", "")),
            total=total,
        )
    ]


READERS: Final[Mapping[str, Callable[[dict[str, Any]], list[Happened]]]] = {
    "CHECKOUT.ORDER.APPROVED": _of_agreement,
    "PAYMENT.AUTHORIZATION.CREATED": of_authorization,
    "PAYMENT.AUTHORIZATION.VOIDED": of_authorization,
    "PAYMENT.CAPTURE.COMPLETED": of_capture,
    "PAYMENT.CAPTURE.DENIED": of_capture,
    "PAYMENT.CAPTURE.DECLINED": of_capture,
    "PAYMENT.CAPTURE.REFUNDED": of_refund,
    "CUSTOMER.DISPUTE.CREATED": _of_dispute,
    "CUSTOMER.DISPUTE.RESOLVED": _of_dispute,
}
