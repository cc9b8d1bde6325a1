"""Which payment a line of a bank statement may be."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from commerce.core.money import Money
from commerce.payments.selectors import list_unpaid
from commerce.tenders.enums import BANK_TRANSFER, INVOICE, Reason
from commerce.tenders.models import StatementLine
from commerce.tenders.references import plain, reference_of
from commerce.tenders.registry import names_of

if TYPE_CHECKING:
    from commerce.payments.models import PaymentSession

BY_BANK: Final = (BANK_TRANSFER, INVOICE)
MOST_SUGGESTIONS: Final = 3
MOST_TYPING_ERRORS: Final = 2
NAMES_ALIKE: Final = 90
_WRITTEN: Final = re.compile(r"RF ?(?:[0-9A-Z][ -]?){3,23}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A payment, and why it may be the one. Only one that `is_exact` is booked with others."""

    session: PaymentSession
    due: Money
    reasons: tuple[Reason, ...]

    @property
    def is_exact(self) -> bool:
        return self.reasons == (Reason.REFERENCE, Reason.AMOUNT)

    @property
    def words(self) -> str:
        return " ".join(str(reason.label) for reason in self.reasons)


@dataclass(slots=True)
class Open:
    """The payments of a channel that money is awaited for, by what a line may say of them."""

    by_reference: dict[str, PaymentSession] = field(default_factory=dict)
    by_number: dict[str, PaymentSession] = field(default_factory=dict)
    by_amount: defaultdict[tuple[str, Decimal], list[PaymentSession]] = field(
        default_factory=lambda: defaultdict(list)
    )
    names: dict[str, str] = field(default_factory=dict)


def due_of(session: PaymentSession) -> Money:
    return session.money("amount") - session.money("captured")


def read_open(channel_id: int) -> Open:
    """Return what is awaited in the channel. Two queries."""
    found = Open()
    for session in list_unpaid(channel_id=channel_id, gateways=BY_BANK):
        found.by_reference[reference_of(session.order_number)] = session
        found.by_number[plain(session.order_number)] = session
        due = due_of(session)
        found.by_amount[due.currency, due.amount].append(session)
    found.names = names_of(session.order_number for session in found.by_number.values())
    return found


def suggest(line: StatementLine, awaited: Open) -> list[Suggestion]:
    """Return the payments that the line may be, the likeliest first; not those in another currency.

    Where a reference is right nothing else is looked for: that of the next order is nearly the same.
    """
    seen: dict[int, Suggestion] = {}
    for session, reason in _candidates(line, awaited):
        due = due_of(session)
        if session.pk in seen or due.currency != line.currency:
            continue
        reasons = [*reason, _of_amount(line.amount, due.amount)]
        name = awaited.names.get(session.order_number, "")
        if Reason.REFERENCE not in reason and _is_name(line.payer, name):
            reasons.append(Reason.NAME)
        seen[session.pk] = Suggestion(session, due, tuple(reasons))
    found = [each for each in seen.values() if each.reasons != (Reason.AMOUNT,)]
    named = [each for each in found if Reason.REFERENCE in each.reasons]
    return (named or found)[:MOST_SUGGESTIONS]


def _candidates(
    line: StatementLine, awaited: Open
) -> Iterator[tuple[PaymentSession, tuple[Reason, ...]]]:
    text = plain(line.text)
    for reference, session in awaited.by_reference.items():
        if reference in text:
            yield session, (Reason.REFERENCE,)
    for number, session in awaited.by_number.items():
        if number in text:
            yield session, (Reason.NUMBER,)
    same = awaited.by_amount.get((line.currency, line.amount), ())
    written = [plain(each) for each in _WRITTEN.findall(line.text)]
    for session in same:
        if _is_nearly(reference_of(session.order_number), written, text):
            yield session, (Reason.TYPING_ERROR,)
    for session in same:
        yield session, ()


def _is_nearly(reference: str, written: Iterable[str], text: str) -> bool:
    """A wrong character, one too many, one left out, or two that changed places, at most twice."""
    pieces = {*written, *(text[at : at + len(reference)] for at in _starts(text))}
    return any(
        OSA.distance(reference, piece, score_cutoff=MOST_TYPING_ERRORS) <= MOST_TYPING_ERRORS
        for piece in pieces
    )


def _starts(text: str) -> Iterator[int]:
    return (found.start() for found in re.finditer("RF", text))


def _of_amount(amount: Decimal, due: Decimal) -> Reason:
    if amount == due:
        return Reason.AMOUNT
    return Reason.LESS if amount < due else Reason.MORE


def _is_name(payer: str, name: str) -> bool:
    if not payer or not name:
        return False
    return fuzz.token_sort_ratio(payer.casefold(), name.casefold()) >= NAMES_ALIKE
