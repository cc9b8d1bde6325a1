"""Razorpay's own books: its payments and refunds, and the report of what was paid out with them."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from commerce.integrations.enums import MovementKind
from commerce.integrations.errors import PaymentDeclinedError
from commerce.integrations.shapes import Movement

from .amounts import read_units, write_units
from .happenings import RECEIVED, note_of, read_moment
from .orders import KEPT
from .wire import call, list_rows, reference_of

if TYPE_CHECKING:
    from . import Razorpay

# Razorpay's days are those of its home.
HOME: Final = ZoneInfo("Asia/Kolkata")
# How much of the time is asked for at once: its lists come the newest first.
STEP: Final = timedelta(days=1)


def list_movements(provider: Razorpay, since: datetime, until: datetime) -> Iterator[Movement]:
    """Yield what came in, went back, was disputed and was paid out, the oldest first.

    What was promised earlier may have been taken since: Razorpay lists a payment by when it was made.
    """
    yield from _promised_before(provider, since, until)
    for begin, end in _steps(since, until):
        paid_out = _paid_out(provider, begin, end)
        lists = (
            _list(provider, "payments", begin, end, paid_out),
            _list(provider, "refunds", begin, end, paid_out),
            _list(provider, "settlements", begin, end, {}),
            sorted(_adjustments(paid_out, begin, end), key=_moment),
        )
        yield from heapq.merge(*lists, key=_moment)


def give_back(provider: Razorpay, movement: Movement, *, key: str) -> str:
    """Give back a payment that the shop knows nothing of, once for the key."""
    path = f"payments/{movement.reference}/refund"
    body = {"amount": write_units(movement.amount), "speed": "normal", "receipt": key}
    made = call(provider, "give back", "POST", path, body=body, key=key)
    if made.get("status") == "failed":
        raise PaymentDeclinedError
    return reference_of(made)


def _promised_before(provider: Razorpay, since: datetime, until: datetime) -> Iterator[Movement]:
    kept = timedelta(minutes=KEPT)
    paid_out = _paid_out(provider, since - kept, min(since + kept, until))
    for begin, end in _steps(since - kept, since):
        yield from _list(provider, "payments", begin, end, paid_out)


def _steps(since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    while since < until:
        end = min(since + STEP, until)
        yield since, end
        since = end


def _moment(movement: Movement) -> datetime:
    return movement.happened_at


def _paid_out(provider: Razorpay, since: datetime, until: datetime) -> dict[str, dict[str, Any]]:
    """Return the rows of the report of the days of that time, by what they are of."""
    day, last = since.astimezone(HOME).date(), until.astimezone(HOME).date()
    found: dict[str, dict[str, Any]] = {}
    while day <= last:
        asked = {"year": day.year, "month": day.month, "day": day.day}
        for row in list_rows(provider, "read report", "settlements/recon/combined", **asked):
            found[str(row.get("entity_id", ""))] = row
        day += timedelta(days=1)
    return found


def _list(
    provider: Razorpay,
    kind: str,
    since: datetime,
    until: datetime,
    paid_out: dict[str, dict[str, Any]],
) -> list[Movement]:
    span = {"from": int(since.timestamp()), "to": int(until.timestamp())}
    read = {"payments": _of_payment, "refunds": _of_refund, "settlements": _of_payout}[kind]
    rows = list_rows(provider, f"list {kind}", kind, **span)
    found = (read(row, paid_out.get(str(row.get("id")), {})) for row in rows)
    # Both ends of Razorpay's span are part of it; here the last one is the next span's.
    return sorted(
        (each for each in found if each is not None and since <= each.happened_at < until),
        key=_moment,
    )


def _of_payment(row: dict[str, Any], report: dict[str, Any]) -> Movement | None:
    happened_at = read_moment(row.get("created_at"))
    if row.get("status") not in RECEIVED or happened_at is None:
        return None
    amount = read_units(row.get("amount"), row.get("currency"))
    is_foreign = bool(row.get("base_currency")) and row["base_currency"] != row.get("currency")
    fee = row.get("fee") or 0
    return Movement(
        kind=MovementKind.CAPTURED,
        amount=amount,
        reference=str(row.get("id", "")),
        happened_at=happened_at,
        payment=str(row.get("order_id") or ""),
        session=str(report.get("order_receipt") or ""),
        net=None if is_foreign else amount - read_units(fee, row.get("currency")),
        payout=str(report.get("settlement_id") or ""),
    )


def _of_refund(row: dict[str, Any], report: dict[str, Any]) -> Movement | None:
    happened_at = read_moment(row.get("created_at"))
    if row.get("status") == "failed" or happened_at is None:
        return None
    amount = read_units(row.get("amount"), row.get("currency"))
    return Movement(
        kind=MovementKind.REFUNDED,
        amount=amount,
        reference=str(row.get("id", "")),
        happened_at=happened_at,
        payment=str(report.get("order_id") or row.get("payment_id") or ""),
        session=str(report.get("order_receipt") or note_of(row, "session")),
        net=-amount,
        payout=str(report.get("settlement_id") or ""),
    )


def _of_payout(row: dict[str, Any], _report: dict[str, Any]) -> Movement | None:
    """Payouts go to the account's bank, in rupees."""
    happened_at = read_moment(row.get("created_at"))
    if row.get("status") != "processed" or happened_at is None:
        return None
    amount = read_units(row.get("amount"), row.get("currency") or "INR")
    name = str(row.get("id", ""))
    return Movement(MovementKind.PAID_OUT, amount, name, happened_at, net=-amount, payout=name)


def _adjustments(
    paid_out: dict[str, dict[str, Any]], since: datetime, until: datetime
) -> Iterator[Movement]:
    """Disputes take money and give it back as adjustments, which only the report has."""
    for name, row in paid_out.items():
        happened_at = read_moment(row.get("created_at"))
        is_dispute = row.get("type") == "adjustment" and row.get("dispute_id")
        if not is_dispute or happened_at is None or not since <= happened_at < until:
            continue
        taken = read_units(row.get("debit") or 0, row.get("currency"))
        given = read_units(row.get("credit") or 0, row.get("currency"))
        yield Movement(
            kind=MovementKind.DISPUTED if taken else MovementKind.DISPUTE_WON,
            amount=taken or given,
            reference=str(row["dispute_id"]),
            happened_at=happened_at,
            payment=str(row.get("order_id") or row.get("payment_id") or name),
            session=str(row.get("order_receipt") or ""),
            net=given - taken,
            payout=str(row.get("settlement_id") or ""),
        )
