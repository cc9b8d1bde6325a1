"""Reading the books of payment services, and holding the ledger and the orders against them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from commerce.core.points import reach
from commerce.integrations.registry import PaymentProvider
from commerce.integrations.shapes import Movement
from commerce.payments.enums import EntryKind, Finding
from commerce.payments.models import LedgerEntry, ProviderMovement, Reconciliation

from .ledger import book_from_books
from .matching import Account, Matched, match, movement_of
from .unheard import book_unheard, fits, unheard

BATCH: Final = 500
# The first reading goes back so far; each later one begins somewhat before the last one's end.
FIRST: Final = timedelta(days=30)
OVERLAP: Final = timedelta(days=2)
# Payment services list what happened up to some hours late.
LATE: Final = timedelta(hours=6)
# What a payment service lists one by one.
LISTED: Final = (EntryKind.CAPTURED, EntryKind.REFUNDED)
KEY: Final = ["configuration", "gateway", "kind", "reference"]
TOLD: Final = [
    *("tenant", "session", "finding", "payment", "named_session", "amount", "booked", "net"),
    *("currency", "payout", "happened_at"),
]

Progress = Callable[[int], object]


@dataclass(slots=True)
class Comparison:
    """How many rows stand how in the end, and how many of those that agree were `booked` for that."""

    found: Counter[Finding] = field(default_factory=Counter)
    booked: int = 0


def reconcile(
    *,
    provider: PaymentProvider[Any],
    tenant_id: int | None,
    since: datetime | None = None,
    progress: Progress = lambda _read: None,
) -> Comparison:
    """Read an account's books into rows and say how many agree and how many do not.

    An earlier reading that was interrupted is continued where it had got to, with the time that it
    was to read. Each batch is one transaction, and reading a row again changes nothing but what is
    found of it; so killed at any moment, or run twice together, it ends the same. What came in and
    went back and was never told is booked as far as it fits its payment; so are fees and payouts,
    which are told nowhere else. All else waits for somebody, and what waits of before is compared
    once more. Raises ProviderError.
    """
    account = Account(provider.code, provider.calls.configuration, tenant_id)
    run = _open(account, since)
    read = Comparison()
    for batch in _batches(provider.list_movements(run.reached, run.until)):
        _take(account, run, batch, read)
        reach("reconciliation.batch")
        progress(len(batch))
    for batch in _batches(_waiting(account, run)):
        _take(account, run, batch, read)
    _finish(account, run, read)
    return read


def rehearse(
    *,
    provider: PaymentProvider[Any],
    tenant_id: int | None,
    since: datetime | None = None,
    progress: Progress = lambda _read: None,
) -> Comparison:
    """Say what `reconcile` would find among what the books list, and what of it is yet to be booked.

    Nothing is written.
    """
    account = Account(provider.code, provider.calls.configuration, tenant_id)
    until = timezone.now()
    read = Comparison()
    for batch in _batches(provider.list_movements(since or _begin(account, until), until)):
        rows = match(account, batch).rows
        read.found.update(Finding(row.finding) for row in rows)
        read.booked += sum(map(fits, unheard(rows)))
        progress(len(batch))
    return read


def _batches(movements: Iterator[Movement]) -> Iterator[list[Movement]]:
    while batch := list(islice(movements, BATCH)):
        yield batch


@transaction.atomic
def _open(account: Account, since: datetime | None) -> Reconciliation:
    """Continue the reading that was interrupted, or begin one; two at once share it."""
    until = timezone.now()
    begin = since or _begin(account, until)
    run, _is_new = Reconciliation._base_manager.get_or_create(
        gateway=account.gateway,
        configuration=account.configuration,
        finished_at=None,
        defaults={
            "tenant_id": account.tenant_id,
            "since": begin,
            "until": until,
            "reached": begin,
        },
    )
    return run


def _begin(account: Account, now: datetime) -> datetime:
    done = Reconciliation._base_manager.filter(
        gateway=account.gateway,
        configuration=account.configuration,
        finished_at__isnull=False,
    )
    last = done.order_by("-until").values_list("until", flat=True).first()
    return last - OVERLAP if last else now - FIRST


def _take(account: Account, run: Reconciliation, batch: list[Movement], read: Comparison) -> None:
    """Book what was never told, then compare. Whoever ends between finds it booked the next time."""
    matched = match(account, batch)
    if rows := unheard(matched.rows):
        read.booked += sum(map(book_unheard, rows))
        matched = match(account, batch)
    read.found += _write(run, matched, batch[-1].happened_at)


@transaction.atomic
def _write(run: Reconciliation, matched: Matched, reached: datetime) -> Counter[Finding]:
    rows = {(row.kind, row.reference): row for row in matched.rows}
    keep(list(rows.values()))
    book_from_books(matched.entries)
    run.reached = max(run.reached, reached)
    run.save(update_fields=["reached"])
    return Counter(Finding(row.finding) for row in rows.values())


def _waiting(account: Account, run: Reconciliation) -> Iterator[Movement]:
    """Yield what was listed before that time and waits: it may have been settled meanwhile."""
    rows = ProviderMovement._base_manager.filter(
        gateway=account.gateway,
        configuration=account.configuration,
        finding__in=[Finding.UNBOOKED, Finding.WITHOUT_ORDER],
        closed_at=None,
        happened_at__lt=run.since,
    )
    return map(movement_of, list(rows.order_by("happened_at", "pk")))


def keep(rows: list[ProviderMovement]) -> None:
    """Write the rows, or what is found of them now; what somebody closed stays closed."""
    ProviderMovement._base_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=KEY, update_fields=TOLD
    )


@transaction.atomic
def _finish(account: Account, run: Reconciliation, read: Comparison) -> None:
    missing = [_missing(account, entry) for entry in _unlisted(account, run)]
    keep(missing)
    run.finished_at = timezone.now()
    run.save(update_fields=["finished_at"])
    reach("reconciliation.finished")
    read.found += Counter({Finding.MISSING: len(missing)})


def _unlisted(account: Account, run: Reconciliation) -> Iterator[LedgerEntry]:
    """Yield the entries of that time that no row of the books stands for."""
    entries = LedgerEntry.objects.filter(
        session__gateway=account.gateway,
        session__configuration=account.configuration,
        kind__in=LISTED,
        happened_at__gte=run.since,
        happened_at__lt=run.until - LATE,
    )
    booked = entries.select_related("session").order_by("pk").iterator(chunk_size=BATCH)
    while batch := list(islice(booked, BATCH)):
        listed = _listed(account, {entry.reference for entry in batch})
        yield from (entry for entry in batch if (entry.kind, entry.reference) not in listed)


def _listed(account: Account, references: set[str]) -> set[tuple[str, str]]:
    rows = ProviderMovement._base_manager.filter(
        gateway=account.gateway,
        configuration=account.configuration,
        kind__in=LISTED,
        reference__in=references,
    ).exclude(finding=Finding.MISSING)
    return set(rows.values_list("kind", "reference"))


def _missing(account: Account, entry: LedgerEntry) -> ProviderMovement:
    return ProviderMovement(
        tenant_id=account.tenant_id,
        session=entry.session,
        gateway=account.gateway,
        configuration=account.configuration,
        finding=Finding.MISSING,
        kind=entry.kind,
        reference=entry.reference,
        payment=entry.session.reference,
        named_session=entry.session.public_id,
        amount=entry.amount,
        booked=entry.amount,
        currency=entry.session.currency,
        happened_at=entry.happened_at,
    )
