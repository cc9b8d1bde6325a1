"""What PayPal's objects say of money, in the shop's words; orders and messages hold the same ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from commerce.integrations.enums import MovementKind
from commerce.integrations.shapes import Happened

from .amounts import read_amount
from .orders import payments_of, unit_of
from .refusals import decline_of

# What is only pending has not happened yet: PayPal tells when it has.
PROMISED = frozenset({"CREATED", "CAPTURED", "PARTIALLY_CAPTURED", "VOIDED"})
RECEIVED = frozenset({"COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED"})
FAILED = frozenset({"DECLINED", "DENIED", "FAILED"})
# The shop's own refunds are named by payment and instruction; PayPal gives both back in one text.
BETWEEN = ":"


def read_happenings(order: Mapping[str, Any]) -> list[Happened]:
    """Return all that has happened to an order's money, in the order in which it can have."""
    found = [
        *(each for row in payments_of(order, "authorizations") for each in of_authorization(row)),
        *(each for row in payments_of(order, "captures") for each in of_capture(row)),
        *(each for row in payments_of(order, "refunds") for each in of_refund(row)),
    ]
    if not found:
        return []
    unit = unit_of(order)
    session, total = session_in(unit.get("custom_id")), read_amount(unit.get("amount"))
    reference = str(order.get("id", ""))
    return [
        replace(each, session=session, session_reference=reference, total=total, method="PayPal")
        for each in found
    ]


def of_authorization(row: Mapping[str, Any]) -> list[Happened]:
    """The whole is promised, so it says what the payment is for. A voided one was promised before."""
    status = row.get("status")
    kinds = [MovementKind.FAILED] if status in FAILED else []
    kinds += [MovementKind.AUTHORISED] if status in PROMISED else []
    kinds += [MovementKind.CANCELLED] if status == "VOIDED" else []
    return [replace(_happened(row, kind), total=read_amount(row.get("amount"))) for kind in kinds]


def of_capture(row: Mapping[str, Any]) -> list[Happened]:
    """What was received, and what PayPal keeps of it."""
    status = row.get("status")
    if status in FAILED:
        return [_happened(row, MovementKind.FAILED)]
    if status not in RECEIVED:
        return []
    captured = _happened(row, MovementKind.CAPTURED)
    return [captured, *_fee(captured, row.get("seller_receivable_breakdown"), MovementKind.FEE)]


def of_refund(row: Mapping[str, Any]) -> list[Happened]:
    """Money on its way back counts: PayPal has taken it from the account, and returns of its fee what
    it says.
    """
    if row.get("status") not in ("COMPLETED", "PENDING"):
        return []
    refunded = _happened(row, MovementKind.REFUNDED)
    shares = row.get("seller_payable_breakdown")
    return [refunded, *_fee(refunded, shares, MovementKind.FEE_RETURNED)]


def _fee(moved: Happened, shares: object, kind: MovementKind) -> list[Happened]:
    told = shares.get("paypal_fee") if isinstance(shares, dict) else None
    fee = read_amount(told) if told else None
    if fee is None or not fee or fee.currency != moved.amount.currency:
        return []
    return [replace(moved, kind=kind, amount=fee, risk="")]


def session_in(custom_id: object) -> str:
    """Return the payment that a text of the shop names."""
    return str(custom_id or "").partition(BETWEEN)[0]


def read_moment(written: object) -> datetime | None:
    """Return the second that PayPal writes; None for what is none."""
    try:
        return datetime.fromisoformat(str(written))
    except ValueError:
        return None


def _happened(row: Mapping[str, Any], kind: MovementKind) -> Happened:
    is_failed = kind == MovementKind.FAILED
    return Happened(
        session=session_in(row.get("custom_id")),
        kind=kind,
        amount=read_amount(row.get("amount")),
        reference=str(row.get("id", "")),
        note=_note(row),
        decline=decline_of(row.get("processor_response")) if is_failed else None,
        risk=_protection(row),
        happened_at=read_moment(row.get("create_time")),
    )


def _note(row: Mapping[str, Any]) -> str:
    details = row.get("status_details")
    reason = str(details.get("reason", "")) if isinstance(details, dict) else ""
    return reason if reason.isidentifier() else ""


def _protection(row: Mapping[str, Any]) -> str:
    """Whether PayPal bears the loss if the payment turns out not to be the customer's."""
    found = row.get("seller_protection")
    status = str(found.get("status", "")) if isinstance(found, dict) else ""
    return f"seller_protection: {status.lower()}" if status.isidentifier() else ""
