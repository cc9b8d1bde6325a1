"""The one door for what is told of payments from outside: by webhooks, by looking, by reconciling."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import structlog
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from commerce.core.bus import publish
from commerce.core.money import Money
from commerce.integrations.enums import MovementKind
from commerce.integrations.selectors import find_tenant_id
from commerce.integrations.shapes import Happened
from commerce.payments.enums import (
    OF_BOOKS,
    EntryKind,
    FactOutcome,
    FactSource,
    Mismatch,
    SessionState,
)
from commerce.payments.errors import ToldTooEarlyError
from commerce.payments.events import PaymentAgreed, PaymentSuspected
from commerce.payments.models import LedgerEntry, PaymentSession, SuspiciousFact
from commerce.payments.selectors import lock_suspicious_fact
from commerce.payments.statements import EARLY_FACTS_OF, LOCK_NAMED

from .ledger import book, happening_at

if TYPE_CHECKING:
    from commerce.accounts.models import User

logger = structlog.get_logger(__name__)

# How far the clocks of the world may differ.
TOLERANCE: Final = timedelta(minutes=5)
# Their amount is one step of several, so the same name with another amount is another story.
STEPS: Final = (EntryKind.CAPTURED, EntryKind.REFUNDED)
# Nothing moves by an agreement, nor by a try that may be made again.
UNMOVED: Final = (MovementKind.AGREED, MovementKind.DECLINED)
# What other facts may have been waiting for.
AWAITED: Final = (EntryKind.CAPTURED, EntryKind.REFUNDED, EntryKind.DISPUTED)
# These may be told of no amount at all.
WITHOUT_AMOUNT: Final = (EntryKind.AUTHORISED, EntryKind.CANCELLED, EntryKind.FAILED)


@transaction.atomic
def record_happened(
    *, gateway: str, configuration: str, facts: Sequence[Happened], source: FactSource
) -> list[FactOutcome]:
    """Book what a provider tells of payments, each fact once; say what became of each.

    `configuration` is the account that tells: only payments begun with it can be meant. A fact has
    to fit its payment: the provider's name of it, the currency, the amount, the total. One that does
    not is kept as a SuspiciousFact, published as PaymentSuspected, and nothing moves; one that comes
    before what belongs before it is kept, too, and booked with that. A refund that came back is
    booked, and kept for people to look into. Locks sessions by their keys.
    """
    sessions = _lock_sessions(gateway, facts)
    return [
        _record(_session_of(fact, sessions), gateway, configuration, fact, source) for fact in facts
    ]


@transaction.atomic
def close_fact(*, fact_id: int, note: str, actor: User | None = None) -> None:
    """Note what was found out about a suspicious fact; nothing is booked. Twice changes nothing."""
    fact = lock_suspicious_fact(fact_id)
    if fact.closed_at is None:
        fact.note, fact.closed_by, fact.closed_at = note, actor, timezone.now()
        fact.save(update_fields=["note", "closed_by", "closed_at"])


def book_early(session: PaymentSession) -> None:
    """Book what was told of the session too early, as far as it fits now. The caller has locked it."""
    while waiting := EARLY_FACTS_OF.all(session=session.pk):
        booked = [fact for fact in waiting if _fits_now(session, fact)]
        if not booked:
            return
        for fact in booked:
            _settle_early(fact)


def _settle_early(fact: SuspiciousFact) -> None:
    """It is booked now; that a refund came back is still to be looked into."""
    if fact.kind == EntryKind.NOT_REFUNDED:
        fact.reason = Mismatch.CAME_BACK
        publish(PaymentSuspected(fact_id=fact.pk))
    else:
        fact.closed_at = timezone.now()
    fact.save(update_fields=["reason", "closed_at"])


def _fits_now(session: PaymentSession, fact: SuspiciousFact) -> bool:
    try:
        with happening_at(fact.happened_at or fact.told_at):
            book(
                session=session,
                kind=EntryKind(fact.kind),
                amount=Money(fact.amount, fact.currency),
                reference=fact.reference,
                note=fact.text,
            )
    except ToldTooEarlyError:
        return False
    return True


def _lock_sessions(gateway: str, facts: Iterable[Happened]) -> list[PaymentSession]:
    names = {fact.session for fact in facts if fact.session}
    references = {fact.session_reference for fact in facts if fact.session_reference}
    if len(names) <= 1 and len(references) <= 1:
        session, reference = "".join(names), "".join(references)
        return LOCK_NAMED.all(session=session, gateway=gateway, reference=reference)
    meant = Q(public_id__in=names) | Q(gateway=gateway, reference__in=references)
    return list(
        PaymentSession._base_manager.select_for_update().filter(meant).order_by("pk"),
    )


def _session_of(fact: Happened, sessions: list[PaymentSession]) -> PaymentSession | None:
    """Return whom the fact names; one that only knows the provider's own name is found by it."""
    for session in sessions:
        if fact.session and session.public_id == fact.session:
            return session
        if not fact.session and session.reference and session.reference == fact.session_reference:
            return session
    return None


def _record(
    session: PaymentSession | None,
    gateway: str,
    configuration: str,
    fact: Happened,
    source: FactSource,
) -> FactOutcome:
    if session is None and not fact.session.startswith("pay_"):
        # Other shops may share the account: this one has never named the payment.
        logger.info("payment_of_another_shop", gateway=gateway, reference=fact.session_reference)
        return FactOutcome.UNKNOWN
    reason = _mismatch(session, gateway, configuration, fact)
    if session is None or reason is not None:
        _keep(session, gateway, configuration, fact, source, reason or Mismatch.UNKNOWN_PAYMENT)
        return FactOutcome.UNKNOWN if session is None else FactOutcome.REFUSED
    _note(session, fact)
    if fact.kind == MovementKind.AGREED and session.is_open:
        publish(PaymentAgreed(session_id=session.pk))
    if fact.kind in UNMOVED:
        return FactOutcome.KNOWN
    try:
        with happening_at(fact.happened_at or timezone.now()):
            is_news = book(
                session=session,
                kind=EntryKind(fact.kind.value),
                amount=fact.amount,
                reference=fact.reference,
                note=fact.note,
            )
    except ToldTooEarlyError:
        _keep(session, gateway, configuration, fact, source, Mismatch.EARLY)
        return FactOutcome.EARLY
    if is_news and fact.kind == MovementKind.REFUND_FAILED:
        _keep(session, gateway, configuration, fact, source, Mismatch.CAME_BACK)
    if is_news and fact.kind.value in AWAITED:
        book_early(session)
    return FactOutcome.BOOKED if is_news else FactOutcome.KNOWN


def _mismatch(
    session: PaymentSession | None, gateway: str, configuration: str, fact: Happened
) -> Mismatch | None:
    """Say why the fact cannot be booked on the session, the plainest reason first."""
    if session is None:
        return Mismatch.UNKNOWN_PAYMENT
    if (session.gateway, session.configuration) != (gateway, configuration):
        return Mismatch.OTHER_ACCOUNT
    if _is_of_another(session, fact):
        return Mismatch.OTHER_REFERENCE
    currencies = {fact.amount.currency, (fact.total or fact.amount).currency}
    if currencies != {session.currency}:
        return Mismatch.OTHER_CURRENCY
    if fact.total is not None and fact.total.amount != session.amount:
        return Mismatch.OTHER_TOTAL
    if not _is_possible(session, fact):
        return Mismatch.OTHER_AMOUNT
    return Mismatch.WRONG_TIME if _is_out_of_time(session, fact) else None


def _is_of_another(session: PaymentSession, fact: Happened) -> bool:
    """Whether the provider's name of the payment is that of another payment."""
    named = fact.session_reference
    if not named or named == session.reference:
        return False
    others = PaymentSession._base_manager.filter(gateway=session.gateway, reference=named)
    return bool(session.reference) or others.exclude(pk=session.pk).exists()


def _is_possible(session: PaymentSession, fact: Happened) -> bool:
    """Whether the amount can be: never below zero, never more than the payment is for."""
    if fact.kind in UNMOVED:
        return True
    kind, amount = EntryKind(fact.kind.value), fact.amount.amount
    if amount < 0 or (amount == 0 and kind not in WITHOUT_AMOUNT) or kind == EntryKind.PAID_OUT:
        return False
    if kind not in STEPS:
        return kind in (EntryKind.FAILED, *OF_BOOKS) or amount <= session.amount
    known = LedgerEntry.objects.filter(session=session, kind=kind, reference=fact.reference)
    if (booked := known.values_list("amount", flat=True).first()) is not None:
        return bool(booked == amount)
    before = session.captured if kind == EntryKind.CAPTURED else 0
    return bool(before + amount <= session.amount)


def _is_out_of_time(session: PaymentSession, fact: Happened) -> bool:
    if fact.happened_at is None:
        return False
    earliest, latest = session.created_at - TOLERANCE, timezone.now() + TOLERANCE
    return not earliest <= fact.happened_at <= latest


def _note(session: PaymentSession, fact: Happened) -> None:
    """Keep what the provider says beside the money, as far as it is news."""
    told = {
        "reference": session.reference or fact.session_reference,
        "method": fact.method or session.method,
        "card": fact.card or session.card,
        "risk": fact.risk or session.risk,
        "decline": _decline_of(session, fact),
    }
    changed = [name for name, value in told.items() if getattr(session, name) != value]
    if changed:
        for name in changed:
            setattr(session, name, told[name])
        session.save(update_fields=[*changed, "updated_at"])


def _decline_of(session: PaymentSession, fact: Happened) -> str:
    """Why the last try was refused: nothing of it is left once one was not, whatever is told later."""
    is_promised = session.state == SessionState.AUTHORISED
    if is_promised or fact.kind in (MovementKind.AUTHORISED, MovementKind.CAPTURED):
        return ""
    return fact.decline or session.decline


def _keep(
    session: PaymentSession | None,
    gateway: str,
    configuration: str,
    fact: Happened,
    source: FactSource,
    reason: Mismatch,
) -> None:
    """Write the fact down, once; say so to whoever looks after the money."""
    row, is_new = SuspiciousFact._base_manager.get_or_create(
        gateway=gateway,
        configuration=configuration,
        named_session=fact.session[:64],
        named_reference=fact.session_reference[:255],
        kind=fact.kind.value,
        reference=fact.reference[:255],
        amount=fact.amount.amount,
        currency=fact.amount.currency,
        reason=reason,
        defaults={
            "session": session,
            "tenant_id": session.channel.tenant_id if session else find_tenant_id(configuration),
            "source": source,
            "total": fact.total.amount if fact.total else None,
            "text": fact.note,
            "message": fact.message[:255],
            "happened_at": fact.happened_at,
        },
    )
    if is_new and reason != Mismatch.EARLY:
        logger.warning("suspicious_fact", gateway=gateway, fact=row.public_id, reason=str(reason))
        publish(PaymentSuspected(fact_id=row.pk))
