"""Payments by card: taken, refused, disputed by what was told, compared with the service's books.

No card service is asked. While the demo is made one plays along in this process; afterwards the shop
knows it by name only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Final, cast

from django.utils import timezone

from commerce.core.money import Money
from commerce.integrations.enums import Decline, Mode, MovementKind
from commerce.integrations.errors import PaymentDeclinedError
from commerce.integrations.registry import Calls, PaymentProvider
from commerce.integrations.shapes import (
    Authorised,
    Happened,
    Movement,
    NextStep,
    PaymentAbilities,
    SessionFacts,
)
from commerce.payments.enums import EntryKind, FactSource
from commerce.payments.models import LedgerEntry, PaymentSession
from commerce.payments.registry import register_gateway
from commerce.payments.services.facts import record_happened
from commerce.payments.services.reconciling import reconcile

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

CODE: Final = "card"
READ: Final = timedelta(days=70)


@dataclass(frozen=True)
class DemoCard:
    """Promises at once, or has the customer act first where it `asks`; gives nothing back that it `keeps`."""

    asks: bool = False
    keeps: bool = False
    code: str = CODE
    name: str = "Card"
    description: str = ""
    can: PaymentAbilities = PaymentAbilities(is_by_hand=True, pays_before_order=True)  # noqa: RUF009 it is frozen

    def refusal_of(self, amount: Money) -> Decline | None:
        return None

    def client_facts(self) -> Mapping[str, str]:
        return {}

    def start(self, facts: SessionFacts, *, key: str) -> NextStep | Authorised:
        reference = f"demo_{key}"
        return NextStep(reference=reference) if self.asks else Authorised(reference=reference)

    def look(self, facts: SessionFacts) -> list[Happened]:
        return []

    def capture(self, facts: SessionFacts, amount: Money, *, key: str) -> str:
        return key

    def cancel(self, facts: SessionFacts, *, key: str) -> str:
        return key

    def refund(self, facts: SessionFacts, amount: Money, *, key: str) -> str:
        if self.keeps:
            raise PaymentDeclinedError("The account of the card is closed.")
        return key

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> list[Happened]:
        return []


class DemoBooks(PaymentProvider[None]):
    """The card service's own books, which differ from the shop's in one way of each kind."""

    code = CODE
    name = "Card"
    settings_type = type(None)
    can = PaymentAbilities(lists_movements=True)

    def __init__(self, sessions: list[PaymentSession]) -> None:
        calls = cast("Calls", SimpleNamespace(configuration=""))
        super().__init__(None, calls=calls, mode=Mode.TEST)
        self.sessions = sessions

    def test_connection(self) -> str:
        return ""

    def list_movements(self, since: datetime, until: datetime) -> Iterator[Movement]:
        rows = sorted(self._rows(), key=lambda row: row.happened_at)
        return (row for row in rows if since <= row.happened_at < until)

    def _rows(self) -> Iterator[Movement]:
        kinds = [EntryKind.CAPTURED, EntryKind.REFUNDED]
        entries = LedgerEntry.objects.filter(session__in=self.sessions, kind__in=kinds)
        _unlisted, other, *rest = map(_movement, entries.select_related("session").order_by("pk"))
        yield from rest
        yield replace(other, amount=other.amount - Money(Decimal(5), other.amount.currency))
        last = max(rest, key=lambda row: row.happened_at)
        asked = Money(Decimal(12), last.amount.currency)
        yield replace(last, kind=MovementKind.DISPUTED, amount=asked, reference="demo_dispute")
        fair = Money(Decimal(45), last.amount.currency)
        yield replace(last, amount=fair, reference="demo_fair", payment="demo_fair", session="")


def _movement(entry: LedgerEntry) -> Movement:
    return Movement(
        kind=MovementKind(entry.kind),
        amount=Money(entry.amount, entry.session.currency),
        reference=entry.reference,
        happened_at=entry.happened_at,
        payment=entry.session.reference,
        session=entry.session.public_id,
    )


def take_cards(*, asks: bool = False) -> None:
    """Let cards be paid with in this process."""
    register_gateway(DemoCard(asks=asks))


def keep_money() -> None:
    """Let cards refuse, in this process, to give anything back: they are asked as a service outside is."""
    abilities = PaymentAbilities(pays_before_order=True)
    register_gateway(DemoCard(asks=True, keeps=True, can=abilities))


def tell(session: PaymentSession, kind: MovementKind, amount: Money, **more: str) -> None:
    """Tell the shop what has happened, as a card service does."""
    fact = Happened(
        session=session.public_id,
        kind=kind,
        amount=amount,
        reference=f"{session.reference}_{kind.value}",
        session_reference=session.reference,
        note=more.get("note", ""),
        method=more.get("method", ""),
        risk=more.get("risk", ""),
        decline=Decline(more["decline"]) if "decline" in more else None,
    )
    record_happened(
        gateway=session.gateway, configuration="", facts=[fact], source=FactSource.WEBHOOK
    )


def compare_books(*, channel: Channel) -> None:
    """Hold the card service's books against the ledger, and let one message not fit."""
    sessions = list(PaymentSession.objects.filter(channel=channel, gateway=CODE).order_by("pk"))
    paid = [session for session in sessions if session.captured and session.order_id]
    tell(paid[-1], MovementKind.CAPTURED, paid[-1].money("amount"))
    since = timezone.now() - READ
    reconcile(provider=DemoBooks(sessions), tenant_id=channel.tenant_id, since=since)
