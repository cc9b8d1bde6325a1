"""Looking through the ledger: whether what is kept beside it, and what it says itself, adds up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.db.models import Sum

from commerce.notifications.services.staff import tell_staff
from commerce.payments.enums import ACCOUNTS, NOTES, EntryKind, Fault
from commerce.payments.kinds import LEDGER_WRONG
from commerce.payments.models import LedgerCheck, LedgerEntry, PaymentSession
from commerce.tenancy.selectors import list_channels

from .ledger import SUMS

STEP: Final = 1000
NAMES: Final = ("authorised", "captured", "refunded", "disputed", "lost")
Sums = dict[str, Decimal]


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that does not add up, and whose it is; of no tenant it is of all."""

    fault: Fault
    about: str
    channel_id: int | None = None

    def __str__(self) -> str:
        return f"{self.fault.label}: {self.about}"


def check_sessions(progress: Callable[[int], object] = lambda _seen: None) -> Iterator[Wrong]:
    """Yield each payment whose sums are not those of its entries. Two queries per thousand."""
    last = 0
    while sessions := list(
        PaymentSession._base_manager.filter(pk__gt=last).order_by("pk")[:STEP],
    ):
        last = sessions[-1].pk
        booked = _sums_of([session.pk for session in sessions])
        for session in sessions:
            kept = {name: getattr(session, name) for name in NAMES}
            if kept != booked[session.pk]:
                about = f"{session.public_id} {_told(kept)} / {_told(booked[session.pk])}"
                yield Wrong(Fault.SUMS, about, session.channel_id)
        progress(len(sessions))


def check_accounts() -> Iterator[Wrong]:
    """Yield what is not of the accounts of its kind, so that all accounts together are not zero."""
    groups = LedgerEntry.objects.order_by().values("kind", "debit", "credit", "session__currency")
    for group in groups.annotate(total=Sum("amount")):
        sides = {"debit": group["debit"], "credit": group["credit"]}
        is_note = group["kind"] in NOTES and not any(sides.values())
        if not is_note and ACCOUNTS.get(EntryKind(group["kind"])) != sides:
            about = f"{group['kind']} {group['debit']} {group['credit']} {group['total']}"
            yield Wrong(Fault.ACCOUNTS, f"{about} {group['session__currency']}")


@dataclass(slots=True)
class Dues:
    """What is booked as owed by an order, and how much of that it was let off."""

    owed: Decimal = Decimal(0)
    let_off: Decimal = Decimal(0)

    def fits(self, total: Decimal) -> bool:
        """Whether the order may come to that. One of which nothing was let off owes all of it; where
        one payment took the place of another the same is owed through both, and let off once.
        """
        return self.owed - self.let_off <= total <= self.owed


def dues_of(order_ids: Sequence[int]) -> dict[int, Dues]:
    """Return what is booked as owed by each of the orders that have payments. Two queries."""
    kinds = [EntryKind.DUE, EntryKind.CANCELLED]
    entries = LedgerEntry.objects.filter(session__order_id__in=order_ids, kind__in=kinds)
    rows = entries.exclude(debit="").order_by().values_list("session__order_id", "kind")
    paying = PaymentSession._base_manager.filter(order_id__in=order_ids)
    found = {pk: Dues() for pk in paying.values_list("order_id", flat=True) if pk}
    for order_id, kind, total in rows.annotate(total=Sum("amount")):
        name = "owed" if kind == EntryKind.DUE else "let_off"
        setattr(found[order_id], name, Decimal(total))
    return found


@transaction.atomic
def keep_check(*, found: Sequence[Wrong]) -> LedgerCheck:
    """Write down what a look through the ledger has found, and tell the staff of whose it is."""
    first = str(found[0]) if found else ""
    check = LedgerCheck.objects.create(findings=len(found), first=first)
    by_tenant: defaultdict[int, list[Wrong]] = defaultdict(list)
    tenants = dict(list_channels().values_list("pk", "tenant_id"))
    for wrong in found:
        own = [tenants[wrong.channel_id]] if wrong.channel_id else set(tenants.values())
        for tenant_id in own:
            by_tenant[tenant_id].append(wrong)
    for tenant_id, theirs in by_tenant.items():
        tell_staff(
            kind=LEDGER_WRONG.code,
            tenant_id=tenant_id,
            event_id=f"ledger:{check.pk}",
            values={"count": len(theirs), "first": str(theirs[0])},
        )
    return check


def _sums_of(sessions: Sequence[int]) -> defaultdict[int, Sums]:
    found: defaultdict[int, Sums] = defaultdict(lambda: dict.fromkeys(NAMES, Decimal(0)))
    entries: Any = LedgerEntry.objects.filter(session__in=sessions, kind__in=list(SUMS))
    rows = entries.order_by().values_list("session_id", "kind").annotate(total=Sum("amount"))
    for session, kind, total in rows:
        for name, sign in SUMS[EntryKind(kind)].items():
            found[session][name] += sign * total
    return found


def _told(sums: Sums) -> str:
    return ", ".join(f"{name} {amount}" for name, amount in sums.items() if amount) or "0"
