"""PayPal's own books: its transaction search."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

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
# By the beginning of PayPal's code of what a row is.
KINDS: Final = {
    "T00": MovementKind.CAPTURED,
    "T01": MovementKind.FEE,
    "T04": MovementKind.PAID_OUT,
    "T1106": MovementKind.DISPUTED,
    "T1107": MovementKind.REFUNDED,
    "T1201": MovementKind.DISPUTED,
    "T1202": MovementKind.DISPUTE_WON,
}


def list_movements(provider: PayPal, since: datetime, until: datetime) -> Iterator[Movement]:
    """Yield the rows that are settled, the oldest first; PayPal lists them up to three hours late."""
    while since < until:
        end = min(since + SPAN, until)
        yield from _list_span(provider, since, end)
        since = end


def give_back(provider: PayPal, movement: Movement, *, key: str) -> str:
    """Give back a payment that the shop knows nothing of, once for the key."""
    path = f"/v2/payments/captures/{movement.reference}/refund"
    body = {"amount": write_amount(movement.amount)}
    answer = call(provider, "give back", "POST", path, body=body, key=key)
    if answer.get("status") in ("FAILED", "CANCELLED"):
        raise PaymentDeclinedError
    return reference_of(answer)


def _list_span(provider: PayPal, since: datetime, until: datetime) -> Iterator[Movement]:
    """Of a span with more rows than PayPal counts, the halves are asked for."""
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
            "transaction_status": "S",
            "fields": "transaction_info",
            "page_size": PAGE,
            "page": number,
        }
    )
    return call(provider, "list transactions", "GET", f"/v1/reporting/transactions?{question}")


def _read(page: dict[str, Any], since: datetime, until: datetime) -> Iterator[Movement]:
    details = page.get("transaction_details")
    for detail in details if isinstance(details, list) else []:
        info = detail.get("transaction_info") if isinstance(detail, dict) else None
        movement = _movement(info) if isinstance(info, dict) else None
        # Both ends of PayPal's span are part of it; here the last one is the next span's.
        if movement is not None and since <= movement.happened_at < until:
            yield movement


def _movement(info: dict[str, Any]) -> Movement | None:
    """Return the row; None for what moves nothing that the shop keeps, such as a change of currency."""
    code = str(info.get("transaction_event_code", ""))
    kind = next((each for prefix, each in KINDS.items() if code.startswith(prefix)), None)
    moved_at = read_moment(info.get("transaction_initiation_date"))
    if kind is None or moved_at is None:
        return None
    amount = read_amount(info.get("transaction_amount"))
    if kind == MovementKind.CAPTURED and amount.amount <= 0:  # the account itself has paid somebody
        return None
    fee = info.get("fee_amount")
    net = amount + read_amount(fee) if fee else amount
    reference = str(info.get("transaction_id", ""))
    return Movement(
        kind=kind,
        amount=-amount if amount.amount < 0 else amount,
        reference=reference,
        happened_at=moved_at,
        payment=str(info.get("paypal_reference_id") or ""),
        session=session_in(info.get("custom_field")),
        net=net,
    )


def _write(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
