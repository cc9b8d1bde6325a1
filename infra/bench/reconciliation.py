"""How fast the books of a payment service are read and held against the ledger."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Final

from django.utils import timezone

from commerce.core.money import Money
from commerce.integrations.enums import Mode, MovementKind
from commerce.integrations.registry import PaymentProvider
from commerce.integrations.shapes import Movement
from commerce.payments.enums import EntryKind, Finding, SessionState
from commerce.payments.models import LedgerEntry, PaymentSession
from commerce.payments.services.reconciling import reconcile
from commerce.tenancy.models import Channel
from infra.bench import shop
from infra.schema.fingerprint import schema_fingerprint

NUMBER: Final = 20_000
# One payment in so many is unknown to the shop, and one has come in with another amount.
ODD: Final = 100
AMOUNT: Final = Decimal("85.90")
FEE: Final = Decimal("1.54")
CONFIGURATION: Final = "cfg_of_the_measurement"


@dataclass(frozen=True)
class Read:
    """How many movements were read, and what it took."""

    number: int
    found: Counter[Finding]
    seconds: float
    cpu_seconds: float

    def __str__(self) -> str:
        findings = ", ".join(f"{number} {finding.value}" for finding, number in self.found.items())
        return (
            f"{self.number:,} movements in {self.seconds:.1f} s: {self.number / self.seconds:,.0f}"
            f" per second, {self.cpu_seconds / self.number * 1e6:.0f} µs of CPU each; {findings}"
        )


class Books(PaymentProvider[None]):
    """Lists a capture with its fee for each payment of the measurement."""

    code = "books"
    name = "Books"

    def test_connection(self) -> str:
        return "It is here."

    def list_movements(self, since: datetime, until: datetime) -> Iterator[Movement]:
        step = (until - since) / (NUMBER + 1)
        for number in range(NUMBER):
            amount = AMOUNT + (1 if number % ODD == 1 else 0)
            yield Movement(
                kind=MovementKind.CAPTURED,
                amount=Money(amount, "EUR"),
                reference=f"ch_{number}",
                happened_at=since + step * number,
                payment=f"pi_{number}",
                net=Money(amount - FEE, "EUR"),
            )


def prepare() -> Channel:
    """Use a database of its own, without what an earlier measurement has left."""
    name = f"heron_bench_{schema_fingerprint()[:8]}_reconciliation"
    shop.use_database(name, is_fresh=True)
    return shop.make_channel(["en"])


def measure(channel: Channel) -> Read:
    """Pay as many orders as are listed, and read the list."""
    _pay(channel)
    books = Books(None, calls=SimpleNamespace(configuration=CONFIGURATION), mode=Mode.TEST)
    start, cpu = time.perf_counter(), time.process_time()
    found = reconcile(provider=books, tenant_id=channel.tenant_id).found
    return Read(NUMBER, found, time.perf_counter() - start, time.process_time() - cpu)


def _pay(channel: Channel) -> None:
    numbers = [number for number in range(NUMBER) if number % ODD]
    moment = timezone.now() - timedelta(days=1)
    sessions = PaymentSession._base_manager.bulk_create(
        [_session(channel, number) for number in numbers], batch_size=2000
    )
    rows = [
        LedgerEntry(
            session=session,
            kind=kind,
            amount=AMOUNT,
            reference=f"ch_{number}",
            happened_at=moment,
        )
        for number, session in zip(numbers, sessions, strict=True)
        for kind in (EntryKind.DUE, EntryKind.AUTHORISED, EntryKind.CAPTURED)
    ]
    LedgerEntry.objects.bulk_create(rows, batch_size=2000)


def _session(channel: Channel, number: int) -> PaymentSession:
    return PaymentSession(
        channel=channel,
        order_id=number + 1,
        order_number=f"R-{number}",
        gateway=Books.code,
        configuration=CONFIGURATION,
        reference=f"pi_{number}",
        currency="EUR",
        locale="en",
        state=SessionState.AUTHORISED,
        **dict.fromkeys(("amount", "authorised", "captured"), AMOUNT),
    )
