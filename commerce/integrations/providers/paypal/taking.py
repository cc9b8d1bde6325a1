"""Where the money is taken: when somebody looks at an order that the customer has agreed to.

An agreement moves nothing, and there is exactly one question whose answer decides over the payment:
the one that takes it. It belongs to `look`, because that is what everybody asks who wants to know:
the customer who comes back, the message that PayPal sends, and the worker that looks by itself. So a
lost answer is harmless: the order keeps what has happened, the next look reads it there, and the
question itself is put with one key for each payment and answered by an order that can be taken once.
It is put only while the shop wants the money and what was agreed to is what the shop asks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from commerce.integrations.enums import MovementKind
from commerce.integrations.errors import ProviderRefusedError
from commerce.integrations.shapes import Happened, SessionFacts

from .happenings import read_happenings
from .orders import is_of, payments_of, read
from .refusals import IssueError
from .wire import call

if TYPE_CHECKING:
    from . import PayPal

NOT_OURS = _(
    "What the customer has agreed to at PayPal is not what the shop asks for. Nothing was taken."
)
# Somebody else has taken it at this moment.
TAKEN = frozenset({"ORDER_ALREADY_CAPTURED", "ORDER_ALREADY_AUTHORIZED"})
# The customer is not done yet.
OPEN = frozenset({"ORDER_NOT_APPROVED", "PAYER_ACTION_REQUIRED"})


def look(provider: PayPal, facts: SessionFacts) -> list[Happened]:
    """Return all that has happened; take the money of an order that was agreed to."""
    if not facts.reference:
        return []
    try:
        order = read(provider, facts)
        if _is_agreed(order) and facts.is_wanted:
            order = _take(provider, facts, order)
    except IssueError as refusal:
        return _refused(facts, refusal)
    return read_happenings(order)


def _take(provider: PayPal, facts: SessionFacts, order: dict[str, Any]) -> dict[str, Any]:
    if not is_of(order, facts.session, facts.amount):
        raise ProviderRefusedError(NOT_OURS)
    verb = "authorize" if order.get("intent") == "AUTHORIZE" else "capture"
    path = f"/v2/checkout/orders/{facts.reference}/{verb}"
    key = f"{facts.session}-{verb}"
    try:
        return call(provider, f"{verb} order", "POST", path, key=key, about=facts.order_number)
    except IssueError as refusal:
        if refusal.issue not in TAKEN:
            raise
    return read(provider, facts)


def _is_agreed(order: dict[str, Any]) -> bool:
    kinds = ("authorizations", "captures")
    return order.get("status") == "APPROVED" and not any(payments_of(order, k) for k in kinds)


def _refused(facts: SessionFacts, refusal: IssueError) -> list[Happened]:
    """That an order is not known any more says nothing of its money."""
    if refusal.issue in OPEN:
        return []
    if refusal.issue == "RESOURCE_NOT_FOUND":
        raise ProviderRefusedError(refusal.sentence)
    return [
        Happened(
            session=facts.session,
            kind=MovementKind.FAILED,
            amount=facts.amount,
            reference=f"{facts.reference}-{refusal.issue}",
            note=str(refusal),
            session_reference=facts.reference,
            total=facts.amount,
            decline=refusal.decline,
        )
    ]
