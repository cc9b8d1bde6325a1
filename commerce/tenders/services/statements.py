"""Bank statements: read, compared with what is awaited, and booked once staff have said so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction

from commerce.payments.selectors import list_unpaid, lock_session
from commerce.payments.services.sessions import capture_payment
from commerce.tenancy.selectors import read_channel
from commerce.tenders.enums import LineState
from commerce.tenders.errors import (
    LineCurrencyError,
    LineSettledError,
    NoOpenPaymentError,
    StatementKnownError,
    StatementTooLargeError,
    UnreadableStatementError,
)
from commerce.tenders.models import Statement, StatementLine
from commerce.tenders.reading.camt import is_camt, read_camt
from commerce.tenders.reading.lines import MOST_BYTES, MOST_LINES, UNREADABLE, Credit, is_money
from commerce.tenders.reading.tables import read_table
from commerce.tenders.references import plain
from commerce.tenders.selectors.matching import BY_BANK, due_of, read_open, suggest

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.payments.models import PaymentSession


@transaction.atomic
def keep_statement(
    *,
    channel_id: int,
    name: str,
    content: bytes,
    columns: Mapping[str, str] | None = None,
    actor: User | None = None,
) -> Statement:
    """Keep what a file of the bank says has come in; nothing is booked. Lines that are known from
    another file are not kept again.

    Raises StatementTooLargeError, StatementKnownError, UnreadableStatementError and
    MissingColumnError; then nothing is kept.
    """
    credits = _read_all(channel_id, content, columns or {})
    digest = sha256(content).hexdigest()
    if Statement._base_manager.filter(channel=channel_id, digest=digest).exists():
        raise StatementKnownError
    statement = Statement.objects.create(
        channel_id=channel_id,
        name=name[:255],
        digest=digest,
        columns=dict(columns or {}),
        uploaded_by=actor,
    )
    StatementLine.objects.bulk_create(_lines(statement, credits), ignore_conflicts=True)
    return statement


@transaction.atomic
def book_line(*, line_id: int, session: str, actor: User | None) -> StatementLine:
    """Book what came in as the payment's money: at most what is due, the rest stays on the line.

    Too little leaves the payment open for what is missing. Booked twice, the second is refused with
    LineSettledError. Raises NoOpenPaymentError and LineCurrencyError.
    """
    line = _lock_line(line_id)
    found = list_unpaid(channel_id=line.channel_id, gateways=BY_BANK).filter(public_id=session)
    if (key := found.values_list("pk", flat=True).first()) is None:
        raise NoOpenPaymentError
    payment = lock_session(key)
    if payment.currency != line.currency:
        raise LineCurrencyError
    if not (due := due_of(payment)):  # somebody else was faster
        raise NoOpenPaymentError
    part = min(line.money, due)
    note = f"{line.day} {line.payer}".strip()
    capture_payment(session_id=payment.pk, amount=part, actor=actor, note=note)
    line.state, line.booked = LineState.BOOKED, part.amount
    line.session, line.order_number = payment.public_id, payment.order_number
    line.settled_by = actor
    line.save()
    return line


def book_to_order(*, line_id: int, order_number: str, actor: User | None) -> StatementLine:
    """Book a line for the order that staff have named. Raises what `book_line` raises."""
    line = StatementLine._base_manager.get(pk=line_id)
    for payment in list_unpaid(channel_id=line.channel_id, gateways=BY_BANK):
        if plain(payment.order_number) == plain(order_number):
            return book_line(line_id=line_id, session=payment.public_id, actor=actor)
    raise NoOpenPaymentError


def book_exact(*, statement: Statement, actor: User | None) -> int:
    """Book each line whose reference and amount are those of one payment; how many that were."""
    awaited, number = read_open(statement.channel_id), 0
    for line in statement.lines.filter(state=LineState.OPEN):
        exact = [each for each in suggest(line, awaited) if each.is_exact]
        if len(exact) == 1 and _book_if_due(line, exact[0].session, actor):
            number += 1
    return number


def _book_if_due(line: StatementLine, session: PaymentSession, actor: User | None) -> bool:
    """Two lines may name one payment: the second finds nothing due any more, and is left open."""
    try:
        with transaction.atomic():
            book_line(line_id=line.pk, session=session.public_id, actor=actor)
    except (NoOpenPaymentError, LineSettledError):
        return False
    return True


@transaction.atomic
def set_aside(*, line_id: int, is_aside: bool, actor: User | None) -> None:
    """Say that a line pays for no order, or take that back. Raises LineSettledError for a booked one."""
    line = StatementLine._base_manager.select_for_update().get(pk=line_id)
    if line.state == LineState.BOOKED:
        raise LineSettledError
    line.state = LineState.SET_ASIDE if is_aside else LineState.OPEN
    line.settled_by = actor
    line.save(update_fields=["state", "settled_by"])


def _lock_line(line_id: int) -> StatementLine:
    line = StatementLine._base_manager.select_for_update().get(pk=line_id)
    if line.state != LineState.OPEN:
        raise LineSettledError
    return line


def _read_all(channel_id: int, content: bytes, columns: Mapping[str, str]) -> list[Credit]:
    """Whatever a stranger may have written into the file, it is read or refused."""
    too_large = StatementTooLargeError(megabytes=MOST_BYTES // 1024**2, lines=MOST_LINES)
    if len(content) > MOST_BYTES:
        raise too_large
    try:
        came_in = filter(is_money, _read(channel_id, content, columns))
        credits = list(islice(came_in, MOST_LINES + 1))
    except UNREADABLE as error:
        raise UnreadableStatementError from error
    if len(credits) > MOST_LINES:
        raise too_large
    return credits


def _read(channel_id: int, content: bytes, columns: Mapping[str, str]) -> Iterable[Credit]:
    if b"\0" in content:
        raise UnreadableStatementError
    if is_camt(content):
        return read_camt(content)
    currency = read_channel(channel_id=channel_id).default_currency
    return read_table(content, columns=columns, currency=currency)


def _lines(statement: Statement, credits: Iterable[Credit]) -> list[StatementLine]:
    """Alike lines of one file are as many payments: each is told by how many were before it."""
    before: Counter[Credit] = Counter()
    lines = []
    for credit in credits:
        lines.append(
            StatementLine(
                statement=statement,
                channel_id=statement.channel_id,
                fingerprint=_fingerprint(credit, before[credit]),
                day=credit.day,
                currency=credit.currency,
                amount=credit.amount,
                payer=credit.payer[:140],
                text=credit.text[:1000],
            )
        )
        before[credit] += 1
    return lines


def _fingerprint(credit: Credit, number: int) -> str:
    """The bank's own reference tells a movement; without one, everything that is said of it."""
    told = (credit.reference,) if credit.reference else (credit.payer, credit.text, str(number))
    amount = credit.amount.normalize()
    return sha256(
        "\n".join([str(credit.day), str(amount), credit.currency, *told]).encode()
    ).hexdigest()
