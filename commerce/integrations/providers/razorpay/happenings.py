"""What Razorpay's payments and refunds say of money, in the shop's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from commerce.core.money import Money
from commerce.integrations.enums import MovementKind
from commerce.integrations.shapes import Happened

from .amounts import read_units
from .refusals import decline_of, is_word

# What was paid back stays received; how much went back is told by the refunds.
RECEIVED: Final = frozenset({"captured", "refunded"})
PROMISED: Final = frozenset({"authorized", *RECEIVED})


def of_payment(row: Mapping[str, Any], session: str, total: Money) -> list[Happened]:
    """A payment that has failed ends nothing: the same order may be paid with another try.

    What Razorpay keeps of a payment is known with the capture, in the currency of the account.
    """
    status = row.get("status")
    told = Happened(
        session=session,
        kind=MovementKind.AUTHORISED,
        amount=read_units(row.get("amount"), row.get("currency")),
        reference=str(row.get("id", "")),
        session_reference=str(row.get("order_id") or ""),
        total=total,
        method=_method(row),
        happened_at=read_moment(row.get("created_at")),
    )
    if status == "failed":
        reason = row.get("error_reason")
        note = str(reason) if is_word(reason) else ""
        return [
            replace(
                told, kind=MovementKind.DECLINED, decline=decline_of(reason), note=note, method=""
            )
        ]
    if status in RECEIVED:
        captured = replace(told, kind=MovementKind.CAPTURED)
        return [told, captured, *_fee(row, captured)]
    return [told] if status in PROMISED else []


def of_refund(row: Mapping[str, Any], session: str, order: str = "") -> list[Happened]:
    """Money on its way back counts; what could not be given back is told, too."""
    kind = MovementKind.REFUND_FAILED if row.get("status") == "failed" else MovementKind.REFUNDED
    return [
        Happened(
            session=session,
            kind=kind,
            amount=read_units(row.get("amount"), row.get("currency")),
            reference=str(row.get("id", "")),
            session_reference=order,
            happened_at=read_moment(row.get("created_at")),
        )
    ]


def read_moment(second: object) -> datetime | None:
    """Return the second that Razorpay writes; None for what is none."""
    if not isinstance(second, int) or isinstance(second, bool) or not 0 < second < 2**33:
        return None
    return datetime.fromtimestamp(second, UTC)


def note_of(row: Mapping[str, Any], name: str) -> str:
    """Return what the shop has noted on something; empty without it."""
    notes = row.get("notes")
    return str(notes.get(name, "")) if isinstance(notes, dict) else ""


def _fee(row: Mapping[str, Any], captured: Happened) -> list[Happened]:
    """Return the fee, tax included, where it is in the currency that was paid in."""
    fee = row.get("fee")
    is_foreign = bool(row.get("base_currency")) and row["base_currency"] != row.get("currency")
    if not isinstance(fee, int) or fee <= 0 or is_foreign:
        return []
    amount = read_units(fee, row.get("currency"))
    return [replace(captured, kind=MovementKind.FEE, amount=amount)]


def _method(row: Mapping[str, Any]) -> str:
    """Return how the customer knows what was paid with; never more than the last digits of a card."""
    card = row.get("card")
    if isinstance(card, dict) and str(card.get("last4", "")).isdigit():
        return f"{str(card.get('network', 'Card'))[:30]} •••• {card['last4']}"
    found = {"upi": "UPI", "netbanking": row.get("bank"), "wallet": row.get("wallet")}
    return str(found.get(str(row.get("method"))) or "Razorpay")[:60]
