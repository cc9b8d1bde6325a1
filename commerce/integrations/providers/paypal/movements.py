"""What the shop has PayPal do with money that was promised or received."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.money import Money
from commerce.integrations.errors import PaymentDeclinedError
from commerce.integrations.shapes import SessionFacts

from .amounts import read_amount, write_amount
from .happenings import BETWEEN, RECEIVED, read_moment
from .orders import payments_of, read
from .refusals import IssueError
from .wire import call, reference_of

if TYPE_CHECKING:
    from . import PayPal

NOT_AUTHORISED = _(
    "There is nothing at PayPal that could be collected: it was let go, or has lapsed."
)
ALREADY_TAKEN = _("PayPal has taken this money already. It can be given back.")
IN_PARTS = _(
    "No single payment at PayPal has so much left to give back. Give it back in smaller parts."
)
# For so long PayPal vouches for the money; afterwards it is asked to do so once more.
HONOURED = timedelta(days=3)
OPEN = frozenset({"CREATED", "PARTIALLY_CAPTURED"})
REVIEWED = "PENDING"


def capture(provider: PayPal, facts: SessionFacts, amount: Money, *, key: str) -> str:
    """Collect the amount. Asked again after a lost answer, PayPal answers the same by the key.

    What PayPal looks into first is not received yet, and not asked for twice: PayPal tells how it ends.
    """
    order = read(provider, facts)
    found = payments_of(order, "authorizations")
    if not found:
        raise PaymentDeclinedError(NOT_AUTHORISED)
    captures = payments_of(order, "captures")
    if any(row.get("status") == REVIEWED for row in captures):
        return ""
    authorization = _vouched(provider, facts, _last_open(found))
    captured = sum((_value(row) for row in captures), Decimal(0))
    answer = call(
        provider,
        "capture",
        "POST",
        f"/v2/payments/authorizations/{authorization}/capture",
        body={
            "amount": write_amount(amount),
            "final_capture": captured + amount.amount >= facts.amount.amount,
        },
        key=key,
        about=facts.order_number,
    )
    if answer.get("status") in ("DECLINED", "FAILED"):
        raise PaymentDeclinedError
    return "" if answer.get("status") == REVIEWED else reference_of(answer)


def cancel(provider: PayPal, facts: SessionFacts, *, key: str) -> str:
    """Let go of what was promised. What was only agreed to lapses by itself: nobody takes it any more."""
    order = read(provider, facts) if facts.reference else {}
    authorizations = payments_of(order, "authorizations")
    if not authorizations and any(
        row.get("status") in RECEIVED for row in payments_of(order, "captures")
    ):
        raise PaymentDeclinedError(ALREADY_TAKEN)
    if not authorizations:
        return facts.reference or key
    authorization = str(_last_open(authorizations)["id"])
    path = f"/v2/payments/authorizations/{authorization}/void"
    try:
        call(provider, "void", "POST", path, key=key, about=facts.order_number)
    except IssueError as refusal:
        if refusal.issue not in (
            "PREVIOUSLY_VOIDED",
            "AUTHORIZATION_VOIDED",
            "AUTHORIZATION_EXPIRED",
        ):
            raise
    return authorization


def refund(provider: PayPal, facts: SessionFacts, amount: Money, *, key: str) -> str:
    """Give the amount back from the payment that has it, once for each key."""
    order = read(provider, facts)
    name = f"{facts.session}{BETWEEN}{key}"
    done = (row for row in payments_of(order, "refunds") if row.get("custom_id") == name)
    if (known := next(done, None)) is not None:
        return str(known["id"])
    answer = call(
        provider,
        "refund",
        "POST",
        f"/v2/payments/captures/{_capture_with(order, amount)}/refund",
        body={"amount": write_amount(amount), "custom_id": name, "invoice_id": facts.order_number},
        key=key,
        about=facts.order_number,
    )
    if answer.get("status") in ("FAILED", "CANCELLED"):
        raise PaymentDeclinedError
    return reference_of(answer)


def _vouched(provider: PayPal, facts: SessionFacts, authorization: dict[str, Any]) -> str:
    """Return the authorization to collect from: renewed where PayPal does not vouch for it any more."""
    known = str(authorization["id"])
    made_at = read_moment(authorization.get("create_time"))
    is_old = made_at is not None and timezone.now() - made_at > HONOURED
    if not is_old or authorization.get("status") != "CREATED":
        return known
    try:
        renewed = call(
            provider,
            "reauthorize",
            "POST",
            f"/v2/payments/authorizations/{known}/reauthorize",
            body={"amount": authorization["amount"]},
            key=f"{known}-renewed",
            about=facts.order_number,
        )
    except IssueError:  # too early, once already, or not for this kind: the old one may still do
        return known
    return reference_of(renewed)


def _last_open(authorizations: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the one to act on; the last one where none is open, which answers by the key it knows."""
    open_ones = [row for row in authorizations if row.get("status") in OPEN]
    return (open_ones or authorizations)[-1]


def _capture_with(order: dict[str, Any], amount: Money) -> str:
    """Return the capture that has so much left. Refunds say which one they are of by a link."""
    refunds = payments_of(order, "refunds")
    for row in payments_of(order, "captures"):
        back = sum(
            (_value(each) for each in refunds if parent_of(each) == row.get("id")), Decimal(0)
        )
        if row.get("status") in RECEIVED and _value(row) - back >= amount.amount:
            return str(row["id"])
    raise PaymentDeclinedError(IN_PARTS)


def parent_of(row: dict[str, Any]) -> str:
    """Return what a capture or refund is of, by the link that leads up."""
    links = row.get("links")
    for link in links if isinstance(links, list) else []:
        if isinstance(link, dict) and link.get("rel") == "up":
            return str(link.get("href", "")).rpartition("/")[2]
    return ""


def _value(row: dict[str, Any]) -> Decimal:
    return read_amount(row.get("amount")).amount
