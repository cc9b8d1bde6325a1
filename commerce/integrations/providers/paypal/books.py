"""PayPal's own books: its transaction search.

Each payment is settled by itself, into the account's balance, with what PayPal keeps of it. What is
withdrawn from there to a bank is a row of its own: PayPal does not say of which payments it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from commerce.core.money import Money
from commerce.integrations.enums import MovementKind
from commerce.integrations.errors import PaymentDeclinedError
from commerce.integrations.shapes import Movement

from .amounts import read_amount, write_amount
from .happenings import read_moment, session_in
from .refusals import IssueError
from .wire import call, reference_of

if TYPE_CHECKING:
    from . import PayPal

# The most days and rows that one question may span.
SPAN: Final = timedelta(days=31)
PAGE: Final = 500
# So long a row may be undecided: a payment that PayPal reviews, or that comes from a bank account.
UNDECIDED: Final = timedelta(days=14)
# Money that has moved; the whole of a reversed one went back, with a row of its own.
MOVED: Final = ("S", "V")
# Money that goes back has left the account while it is on its way.
ON_ITS_WAY: Final = (*MOVED, "P")
# By the beginning of PayPal's code of what a row is.
KINDS: Final = {
    "T00": MovementKind.CAPTURED,
    "T01": MovementKind.FEE,
    "T04": MovementKind.PAID_OUT,
    "T1106": MovementKind.DISPUTED,
    "T1107": MovementKind.REFUNDED,
    "T1108": MovementKind.FEE_RETURNED,
    "T1109": MovementKind.FEE_RETURNED,
    "T1201": MovementKind.DISPUTED,
    "T1202": MovementKind.DISPUTE_WON,
}


def list_movements(provider: PayPal, since: datetime, until: datetime) -> Iterator[Movement]:
    """Yield the rows that are settled, the oldest first; PayPal lists them up to three hours late.

    Before them come older ones that were decided since then: PayPal lists by when a row was begun.
    """
    for info in _list_span(provider, since - UNDECIDED, since):
        if _decided_at(info) >= since:
            yield from _movements(info)
    while since < until:
        end = min(since + SPAN, until)
        for info in _list_span(provider, since, end):
            yield from _movements(info)
        since = end


def give_back(provider: PayPal, movement: Movement, *, key: str) -> str:
    """Give back a payment that the shop knows nothing of, once for the key."""
    path = f"/v2/payments/captures/{movement.reference}/refund"
    body = {"amount": write_amount(movement.amount)}
    answer = call(provider, "give back", "POST", path, body=body, key=key)
    if answer.get("status") in ("FAILED", "CANCELLED"):
        raise PaymentDeclinedError
    return reference_of(answer)


def _list_span(provider: PayPal, since: datetime, until: datetime) -> Iterator[dict[str, Any]]:
    """Yield the rows that were begun then; of more than PayPal counts, the halves are asked for."""
    try:
        first = _page(provider, since, until, 1)
    except IssueError as refusal:
        if refusal.issue != "RESULTSET_TOO_LARGE" or until - since < timedelta(minutes=1):
            raise
        middle = since + (until - since) / 2
        yield from _list_span(provider, since, middle)
        yield from _list_span(provider, middle, until)
        return
    yield from _read(first, since, until)
    for number in range(2, int(first.get("total_pages") or 1) + 1):
        yield from _read(_page(provider, since, until, number), since, until)


def _page(provider: PayPal, since: datetime, until: datetime, number: int) -> dict[str, Any]:
    question = urlencode(
        {
            "start_date": _write(since),
            "end_date": _write(until),
            "fields": "transaction_info",
            "page_size": PAGE,
            "page": number,
        }
    )
    return call(provider, "list transactions", "GET", f"/v1/reporting/transactions?{question}")


def _read(page: dict[str, Any], since: datetime, until: datetime) -> Iterator[dict[str, Any]]:
    details = page.get("transaction_details")
    for detail in details if isinstance(details, list) else []:
        info = detail.get("transaction_info") if isinstance(detail, dict) else None
        if not isinstance(info, dict):
            continue
        begun = read_moment(info.get("transaction_initiation_date"))
        # Both ends of PayPal's span are part of it; here the last one is the next span's.
        if begun is not None and since <= begun < until:
            yield info


def _decided_at(info: dict[str, Any]) -> datetime:
    updated = read_moment(info.get("transaction_updated_date"))
    return updated or datetime.fromisoformat(info["transaction_initiation_date"])


def _movements(info: dict[str, Any]) -> Iterator[Movement]:
    """Yield the row, but for what moves nothing that the shop keeps, such as a change of currency."""
    code = str(info.get("transaction_event_code", ""))
    kind = next((each for prefix, each in KINDS.items() if code.startswith(prefix)), None)
    moved = ON_ITS_WAY if kind == MovementKind.REFUNDED else MOVED
    if kind is None or info.get("transaction_status") not in moved:
        return
    amount = read_amount(info.get("transaction_amount"))
    if kind == MovementKind.CAPTURED and amount.amount <= 0:  # the account itself has paid somebody
        return
    reference = str(info.get("transaction_id", ""))
    yield Movement(
        kind=kind,
        amount=-amount if amount.amount < 0 else amount,
        reference=reference,
        happened_at=datetime.fromisoformat(info["transaction_initiation_date"]),
        payment=str(info.get("paypal_reference_id") or ""),
        session=session_in(info.get("custom_field")),
        net=_net(amount, info.get("fee_amount")),
        payout=reference if kind == MovementKind.PAID_OUT else "",
    )


def _net(amount: Money, written: Mapping[str, Any] | None) -> Money | None:
    """Return what the balance changed by; None where PayPal keeps its share in another currency."""
    if not written:
        return amount
    fee = read_amount(written)
    return amount + fee if fee.currency == amount.currency else None


def _write(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
