"""What the shop has Razorpay do with money that was promised or received."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from commerce.core.money import Money
from commerce.integrations.errors import PaymentDeclinedError
from commerce.integrations.shapes import SessionFacts

from .amounts import write_units
from .happenings import RECEIVED, note_of
from .orders import paid_of, refunds_of
from .refusals import ReasonError
from .wire import call, reference_of

if TYPE_CHECKING:
    from . import Razorpay

NOT_AUTHORISED = _(
    "There is nothing at Razorpay that could be collected: it was not paid, or went back after five"
    " days."
)
NOT_RECEIVED = _("There is nothing at Razorpay that could be given back.")
ALREADY_TAKEN = _("Razorpay has taken this money already. It can be given back.")


def capture(provider: Razorpay, facts: SessionFacts, amount: Money, *, key: str) -> str:
    """Collect the whole amount, once: what was collected is seen before it is asked for again."""
    row = paid_of(provider, facts)
    if row is None:
        raise PaymentDeclinedError(NOT_AUTHORISED)
    payment = reference_of(row)
    if row.get("status") in RECEIVED:
        return payment
    body = {"amount": write_units(amount), "currency": amount.currency}
    path = f"payments/{payment}/capture"
    try:
        call(provider, "capture", "POST", path, body=body, about=facts.order_number)
    except ReasonError as refusal:
        if "already been captured" not in refusal.description:
            raise
    return payment


def cancel(provider: Razorpay, facts: SessionFacts, *, key: str) -> str:
    """Let go: Razorpay has no word for it, and gives back by itself what nobody collects in time."""
    row = paid_of(provider, facts)
    if row is None:
        return facts.reference or key
    if row.get("status") in RECEIVED:
        raise PaymentDeclinedError(ALREADY_TAKEN)
    return reference_of(row)


def refund(provider: Razorpay, facts: SessionFacts, amount: Money, *, key: str) -> str:
    """Give the amount back, once for each key: Razorpay knows the key, and the refund bears it."""
    row = paid_of(provider, facts)
    if row is None or row.get("status") not in RECEIVED:
        raise PaymentDeclinedError(NOT_RECEIVED)
    payment = reference_of(row)
    for known in refunds_of(provider, payment) if row.get("amount_refunded") else []:
        if note_of(known, "key") == key:
            return reference_of(known)
    made = call(
        provider,
        "refund",
        "POST",
        f"payments/{payment}/refund",
        body={
            "amount": write_units(amount),
            "speed": "normal",
            "receipt": key,
            "notes": {"session": facts.session, "key": key},
        },
        key=key,
        about=facts.order_number,
    )
    if made.get("status") == "failed":
        raise PaymentDeclinedError
    return reference_of(made)
