"""Stripe's own books: the transactions of its balance, and which payout each went out with."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import stripe

from commerce.integrations.enums import MovementKind
from commerce.integrations.errors import PaymentDeclinedError
from commerce.integrations.shapes import Movement

from .amounts import to_money, to_units
from .client import connect
from .happenings import SESSION, id_of

if TYPE_CHECKING:
    from . import Stripe

Told = Mapping[str, Any]

PAGE: Final = 100
# Stripe lists the newest first; a stretch of time is read as a whole and turned round.
STRETCH: Final = datetime.timedelta(days=1)
KINDS: Final = {
    "charge": MovementKind.CAPTURED,
    "payment": MovementKind.CAPTURED,
    "refund": MovementKind.REFUNDED,
    "payment_refund": MovementKind.REFUNDED,
    "partial_capture_reversal": MovementKind.REFUNDED,
    "refund_failure": MovementKind.REFUND_FAILED,
    "payment_failure_refund": MovementKind.REFUND_FAILED,
    "dispute": MovementKind.DISPUTED,
    "dispute_reversal": MovementKind.DISPUTE_WON,
    "payout": MovementKind.PAID_OUT,
    "payout_reversal": MovementKind.PAID_OUT,
    "fee": MovementKind.FEE,
}


def list_movements(
    provider: Stripe, since: datetime.datetime, until: datetime.datetime
) -> Iterator[Movement]:
    """Yield the rows of the balance from `since` until before `until`, oldest first.

    Before them come the older ones that were paid out since then: with which payout is news of them.
    """
    with connect(provider, "list movements") as client:
        paid_out = list(_paid_out(client, since))
        payouts = {row["id"]: payout for payout, row in paid_out}
        older = (row for _payout, row in paid_out if row["created"] < _second(since))
        for row in sorted(older, key=lambda row: int(row["created"])):
            yield from _movements_of(row, payouts)
        start = since
        while start < until:
            end = min(start + STRETCH, until)
            for row in reversed(list(_rows(client, start, end))):
                yield from _movements_of(row, payouts)
            start = end


def give_back(provider: Stripe, movement: Movement, key: str) -> str:
    """Give back a payment that the shop knows nothing of. Returns the refund's id."""
    named = {"payment_intent": movement.payment} if movement.payment else {}
    of = named or {"charge": movement.reference}
    with connect(provider, "give back") as client:
        answer = client.v1.refunds.create(
            {**of, "amount": to_units(movement.amount)},  # type: ignore[arg-type] # made of parts
            {"idempotency_key": key},
        )
    if answer.status in ("failed", "canceled"):
        raise PaymentDeclinedError
    return answer.id


def _rows(
    client: stripe.StripeClient, start: datetime.datetime, end: datetime.datetime
) -> Iterator[Told]:
    created = {"gte": _second(start), "lt": _second(end)}
    page = client.v1.balance_transactions.list(
        {"created": created, "limit": PAGE, "expand": ["data.source"]}  # type: ignore[arg-type]
    )
    for row in page.auto_paging_iter():
        yield row.to_dict()


def _paid_out(client: stripe.StripeClient, since: datetime.datetime) -> Iterator[tuple[str, Told]]:
    """Yield what went out with which payout; what was paid out by hand Stripe does not tell."""
    payouts = client.v1.payouts.list({"created": {"gte": _second(since)}, "limit": PAGE})
    for payout in payouts.auto_paging_iter():
        if not payout.automatic:
            continue
        rows = client.v1.balance_transactions.list(
            {"payout": payout.id, "limit": PAGE, "expand": ["data.source"]}
        )
        for row in rows.auto_paging_iter():
            yield payout.id, row.to_dict()


def _movements_of(row: Told, payouts: Mapping[str, str]) -> Iterator[Movement]:
    """Tell one row of the balance, and its fee as a movement of its own."""
    kind = _kind_of(row)
    if kind not in (None, MovementKind.FEE):
        yield _movement(row, kind, row["amount"], _reference(row), payouts)
    fee = int(row["fee"]) - (int(row["amount"]) if kind == MovementKind.FEE else 0)
    if fee:
        yield _movement(row, MovementKind.FEE, -fee, row["id"], payouts)


def _kind_of(row: Told) -> MovementKind | None:
    """Stripe groups the types of its rows by what they are for; of older rows the type has to do."""
    return KINDS.get(str(row.get("reporting_category"))) or KINDS.get(str(row["type"]))


def _reference(row: Told) -> str:
    return id_of(row.get("source")) or str(row["id"])


def _movement(
    row: Told, kind: MovementKind | None, net: int, reference: str, payouts: Mapping[str, str]
) -> Movement:
    source = row.get("source")
    whole: Told = source if isinstance(source, Mapping) else {}
    assert kind is not None  # noqa: S101 the caller has looked
    return Movement(
        kind=kind,
        amount=to_money(abs(net), row["currency"]),
        reference=reference,
        happened_at=datetime.datetime.fromtimestamp(row["created"], datetime.UTC),
        payment=id_of(whole.get("payment_intent")),
        session=str((whole.get("metadata") or {}).get(SESSION, "")),
        net=to_money(net, row["currency"]),
        payout=reference if kind == MovementKind.PAID_OUT else payouts.get(row["id"], ""),
    )


def _second(moment: datetime.datetime) -> int:
    return int(moment.timestamp())
