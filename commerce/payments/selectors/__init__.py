"""Payments, and where those of an order stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any, Final
from urllib.parse import quote

from django.db.models import Case, Count, F, Prefetch, Q, QuerySet, Sum, When
from django.utils import timezone

from commerce.core.money import Money
from commerce.integrations.registry import PaymentProvider
from commerce.integrations.shapes import PaymentAbilities
from commerce.payments.enums import (
    SHOWN,
    EntryKind,
    Finding,
    InstructionKind,
    InstructionState,
    Mismatch,
    PaymentState,
    SessionState,
)
from commerce.payments.errors import FactNotFoundError, MovementNotFoundError
from commerce.payments.models import (
    Instruction,
    LedgerCheck,
    LedgerEntry,
    PaymentSession,
    ProviderMovement,
    Reconciliation,
    SuspiciousFact,
    WebhookMessage,
)
from commerce.payments.registry import PaymentGateway, find_gateway, get_gateway_again
from commerce.payments.statements import LOCK_SESSIONS_OF, SESSIONS_OF

ZERO = Decimal(0)
# What came too early and still waits after this long is worth a look.
EARLY_FOR = timedelta(hours=1)
# Longer than any provider tells the same again.
KEEP_MESSAGES_FOR = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the ledgers of an order's sessions come to, in its currency."""

    due: Decimal = ZERO
    authorised: Decimal = ZERO
    captured: Decimal = ZERO
    refunded: Decimal = ZERO
    disputed: Decimal = ZERO
    lost: Decimal = ZERO
    is_awaited: bool = False
    is_cancelled: bool = False

    @property
    def state(self) -> PaymentState:
        """Where the payment stands: a function of these sums alone."""
        if self.disputed:
            return PaymentState.DISPUTED
        if self.gone:
            is_all_back = self.gone >= self.captured
            return PaymentState.REFUNDED if is_all_back else PaymentState.PART_REFUNDED
        if not self.captured and not self.is_awaited:
            return PaymentState.CANCELLED if self.is_cancelled else PaymentState.DUE
        if self.captured >= self.due:
            return PaymentState.PAID
        return PaymentState.AUTHORISED if self.authorised >= self.due else PaymentState.DUE

    @property
    def is_paid_up(self) -> bool:
        """Whether all has come in, and not all of it has gone back since."""
        is_here = self.state in (PaymentState.PAID, PaymentState.PART_REFUNDED)
        return is_here and self.captured >= self.due

    @property
    def gone(self) -> Decimal:
        """What is with the customer again: given back, or lost in a dispute."""
        return self.refunded + self.lost

    @property
    def outstanding(self) -> Decimal:
        """What is still to come in."""
        return max(self.due - self.captured, ZERO)


def payment_state(order_id: int) -> PaymentState:
    """Return where the payment of the order stands. One query."""
    return payment_states([order_id])[order_id]


def payment_states(order_ids: Iterable[int]) -> dict[int, PaymentState]:
    """Return for each of the orders where its payment stands. One query for all of them."""
    return {pk: standing.state for pk, standing in payment_standings(order_ids).items()}


def payment_standings(order_ids: Iterable[int]) -> dict[int, Standing]:
    """Return the sums of each of the orders; those without any payment owe nothing yet. One query."""
    wanted = list(order_ids)
    sessions: defaultdict[int, list[PaymentSession]] = defaultdict(list)
    for session in PaymentSession.objects.filter(order_id__in=wanted):
        sessions[session.order_id or 0].append(session)
    return {pk: standing_of(sessions[pk]) for pk in wanted}


def standing_of(sessions: Iterable[PaymentSession]) -> Standing:
    """Add up the sessions of one order. What failed or was cancelled is no longer waited for."""
    rows = list(sessions)
    return Standing(
        due=sum((row.amount if row.is_open else row.captured for row in rows), ZERO),
        authorised=sum((row.authorised if row.is_open else row.captured for row in rows), ZERO),
        captured=sum((row.captured for row in rows), ZERO),
        refunded=sum((row.refunded for row in rows), ZERO),
        disputed=sum((row.disputed for row in rows), ZERO),
        lost=sum((row.lost for row in rows), ZERO),
        is_awaited=any(row.is_open for row in rows),
        is_cancelled=any(row.state == SessionState.CANCELLED for row in rows),
    )


def orders_in_state(state: PaymentState) -> Q:
    """Return what rows with a `pk` of an order have to meet for its payment to stand there.

    As `Standing.state` tells it of one order; those without any payment are due.
    """
    if state is PaymentState.DUE:
        others = (each for each in PaymentState if each is not PaymentState.DUE)
        return ~reduce(or_, map(orders_in_state, others))
    rows = PaymentSession.objects.exclude(order_id=None).order_by().values("order_id")
    return Q(pk__in=rows.annotate(**_SUMS_OF_ORDER).filter(_WHERE[state]).values("order_id"))


_IS_OPEN = ~Q(state__in=[SessionState.FAILED, SessionState.CANCELLED])


def _waited_for(name: str) -> Sum:
    """What failed or was cancelled is no longer waited for."""
    return Sum(Case(When(_IS_OPEN, then=F(name)), default=F("captured")))


_SUMS_OF_ORDER: Final = {
    "all_due": _waited_for("amount"),
    "all_authorised": _waited_for("authorised"),
    "all_captured": Sum("captured"),
    "all_disputed": Sum("disputed"),
    "all_gone": Sum(F("refunded") + F("lost")),
    "awaited": Count("pk", filter=_IS_OPEN),
    "cancelled": Count("pk", filter=Q(state=SessionState.CANCELLED)),
}
_IS_NOTHING = Q(all_captured=0, awaited=0)
_IS_CALM = Q(all_disputed=0)
_IS_KEPT = _IS_CALM & Q(all_gone=0)
_WHERE: Final[Mapping[PaymentState, Q]] = {
    PaymentState.DISPUTED: ~_IS_CALM,
    PaymentState.REFUNDED: _IS_CALM & Q(all_gone__gt=0, all_gone__gte=F("all_captured")),
    PaymentState.PART_REFUNDED: _IS_CALM & Q(all_gone__gt=0, all_gone__lt=F("all_captured")),
    PaymentState.CANCELLED: _IS_KEPT & _IS_NOTHING & Q(cancelled__gt=0),
    PaymentState.PAID: _IS_KEPT & ~_IS_NOTHING & Q(all_captured__gte=F("all_due")),
    PaymentState.AUTHORISED: _IS_KEPT
    & ~_IS_NOTHING
    & Q(all_captured__lt=F("all_due"), all_authorised__gte=F("all_due")),
}


def list_payments(
    order_ids: Iterable[int], *, kinds: Iterable[EntryKind] = SHOWN
) -> dict[int, list[PaymentSession]]:
    """Return the sessions of each of the orders with what shoppers see of their ledgers.

    Two queries for all of them.
    """
    found: defaultdict[int, list[PaymentSession]] = defaultdict(list)
    shown = LedgerEntry.objects.filter(kind__in=list(kinds)).select_related("actor")
    entries = Prefetch("entries", shown)
    for session in PaymentSession.objects.filter(order_id__in=list(order_ids)).prefetch_related(
        entries
    ):
        found[session.order_id or 0].append(session)
    return found


@dataclass(frozen=True, slots=True)
class PaymentDescription:
    """A session with its ledger, and what may be done with it now."""

    session: PaymentSession
    name: str
    reference: str
    page: str
    capturable: Money
    refundable: Money
    can: PaymentAbilities
    is_reachable: bool


def describe_payments(order_id: int) -> list[PaymentDescription]:
    """Return the payments of an order as staff see them, with all of their ledgers."""
    found = list_payments([order_id], kinds=EntryKind)
    return [_describe(session) for session in found[order_id]]


def _describe(session: PaymentSession) -> PaymentDescription:
    gateway = find_gateway(
        session.gateway, channel_id=session.channel_id, configuration=session.configuration
    )
    can = gateway.can if gateway else PaymentAbilities()
    is_ready = session.is_open and (can.is_by_hand or session.state == SessionState.AUTHORISED)
    return PaymentDescription(
        session=session,
        name=str(gateway.name) if gateway else session.gateway,
        reference=session.reference or (session.next_step or {}).get("reference", ""),
        page=_page_of(session, gateway),
        capturable=capturable(session) if is_ready else Money.zero(session.currency),
        refundable=refundable(session),
        can=can,
        is_reachable=gateway is not None,
    )


def _page_of(session: PaymentSession, gateway: PaymentGateway | None) -> str:
    """Return where staff see the payment at its provider; empty where there is no such page."""
    if not session.reference or not isinstance(gateway, PaymentProvider):
        return ""
    return gateway.payment_page.format(reference=quote(session.reference, safe=""))


def list_open_instructions(session_ids: Iterable[int]) -> QuerySet[Instruction]:
    """Return what was asked of these payments' gateways and is not answered yet."""
    rows = Instruction.objects.filter(session__in=list(session_ids), state=InstructionState.OPEN)
    return rows.select_related("session")


def get_instruction(instruction_id: int) -> Instruction:
    """Return the instruction with its payment and that one's channel, whoever works."""
    rows = Instruction._base_manager.select_related("session__channel")
    found: Instruction = rows.get(pk=instruction_id)
    return found


def gateway_of(session: PaymentSession) -> PaymentGateway:
    """Return whom the session is paid with; raise PaymentServiceGoneError."""
    return get_gateway_again(
        session.gateway, channel_id=session.channel_id, configuration=session.configuration
    )


def get_session(session_id: int) -> PaymentSession:
    """Return the session with that key, whoever works."""
    return PaymentSession._base_manager.get(pk=session_id)


def rows_of_session(session_id: Any) -> QuerySet[PaymentSession]:
    """Return the session with that key, which may be an expression, for statements about it."""
    return PaymentSession._base_manager.filter(pk=session_id)


def list_unpaid(
    *, channel_id: int, gateways: Iterable[str], instrument: str = ""
) -> QuerySet[PaymentSession]:
    """Return the payments by these gateways that money is still to come in for, oldest first."""
    rows = PaymentSession._base_manager.filter(
        channel=channel_id, gateway__in=list(gateways), captured__lt=F("amount")
    ).exclude(state__in=[SessionState.FAILED, SessionState.CANCELLED])
    return (rows.filter(instrument=instrument) if instrument else rows).order_by("pk")


def lock_session(session_id: int) -> PaymentSession:
    """Return the session, locked until the transaction ends.

    Who holds it takes no lock of an order any more: those come first everywhere.
    """
    return PaymentSession._base_manager.select_for_update().get(pk=session_id)


def list_sessions_of(completion_id: int) -> list[PaymentSession]:
    """Return the payments of a completion, oldest first."""
    return SESSIONS_OF.all(completion=completion_id)


def lock_sessions_of(completion_id: int) -> list[PaymentSession]:
    """Return the payments of a completion, locked until the transaction ends, oldest first."""
    return LOCK_SESSIONS_OF.all(completion=completion_id)


def list_sessions_without_order(completion_ids: Iterable[int]) -> list[PaymentSession]:
    """Return the payments of these completions that pay no order, the first one first."""
    rows = PaymentSession._base_manager.filter(completion_id__in=completion_ids, order_id=None)
    return list(rows.order_by("pk"))


def capturable(session: PaymentSession) -> Money:
    """How much may still be asked for: not received, and not being asked for already."""
    asked = _asked_for(session, InstructionKind.CAPTURE)
    return Money(max(session.amount - session.captured - asked, ZERO), session.currency)


def refundable(session: PaymentSession) -> Money:
    """How much may still be given back: received, not gone back, nor on its way already."""
    asked = _asked_for(session, InstructionKind.REFUND)
    gone = session.refunded + session.disputed + session.lost
    return Money(max(session.captured - gone - asked, ZERO), session.currency)


def _asked_for(session: PaymentSession, kind: InstructionKind) -> Decimal:
    open_ones = Instruction.objects.filter(session=session, kind=kind, state=InstructionState.OPEN)
    total: Decimal | None = open_ones.aggregate(total=Sum("amount"))["total"]
    return total or ZERO


def list_suspicious_facts() -> QuerySet[SuspiciousFact]:
    """Return what was told and is open: what does not fit, and what has waited in vain. Newest first.

    With its session, as far as there is one.
    """
    late = Q(reason=Mismatch.EARLY, told_at__gt=timezone.now() - EARLY_FOR)
    rows = SuspiciousFact.objects.filter(closed_at=None).exclude(late)
    found: QuerySet[SuspiciousFact] = rows.select_related("session")
    return found


def get_suspicious_fact(fact_id: int) -> SuspiciousFact:
    """Return the fact with its session, whoever works."""
    found: SuspiciousFact = SuspiciousFact._base_manager.select_related("session").get(pk=fact_id)
    return found


def lock_suspicious_fact(fact_id: int) -> SuspiciousFact:
    """Return the fact, locked until the transaction ends; raise FactNotFoundError."""
    found: SuspiciousFact | None = (
        SuspiciousFact.objects.select_for_update(of=("self",)).filter(pk=fact_id).first()
    )
    if found is None:
        raise FactNotFoundError
    return found


def list_old_messages(*, now: datetime) -> QuerySet[WebhookMessage]:
    """Return the messages that no provider tells again."""
    return WebhookMessage.objects.filter(received_at__lt=now - KEEP_MESSAGES_FOR)


def list_differences(*, finding: Finding | None = None) -> QuerySet[ProviderMovement]:
    """Return the rows of payment services' books that do not agree and are open, newest first.

    With their sessions; all of them, or those of one finding.
    """
    rows = ProviderMovement.objects.filter(closed_at=None).exclude(finding=Finding.MATCHED)
    found: QuerySet[ProviderMovement] = rows.select_related("session")
    return found if finding is None else found.filter(finding=finding)


def count_differences() -> dict[Finding, int]:
    """Return how many open differences there are of each kind, without those of none. One query."""
    rows = list_differences().order_by().values_list("finding").annotate(number=Count("pk"))
    return {Finding(finding): number for finding, number in rows}


def list_reconciliations() -> QuerySet[Reconciliation]:
    """Return the readings of payment services' books, the newest first."""
    found: QuerySet[Reconciliation] = Reconciliation.objects.all()
    return found


def lock_movement(movement_id: int) -> ProviderMovement:
    """Return the row with its session, locked until the transaction ends.

    Raises MovementNotFoundError.
    """
    rows = ProviderMovement.objects.select_for_update(of=("self",)).select_related("session")
    found: ProviderMovement | None = rows.filter(pk=movement_id).first()
    if found is None:
        raise MovementNotFoundError
    return found


def list_credits() -> QuerySet[LedgerEntry]:
    """Return what was given back as store credit, the oldest first, with its payments."""
    rows = LedgerEntry.objects.filter(kind=EntryKind.CREDITED)
    return rows.select_related("session").order_by("pk")


def find_last_check() -> LedgerCheck | None:
    """Return the newest look through the ledger."""
    return LedgerCheck.objects.first()
