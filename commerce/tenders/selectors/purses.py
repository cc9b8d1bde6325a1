"""Reads of gift cards and store credit."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Case, F, Q, Sum, When
from django.db.models.functions import Round

from commerce.core.money import Money
from commerce.tenders.codes import digest
from commerce.tenders.enums import Book, PurseEntryKind, PurseKind
from commerce.tenders.errors import (
    GiftCardCurrencyError,
    GiftCardEmptyError,
    GiftCardNotFoundError,
    PurseNotFoundError,
    TooManyGiftCardsError,
)
from commerce.tenders.models import PurseAccount, PurseEntry
from commerce.tenders.shapes import Purse, PurseFault, Worth

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST_CARDS: Final = 5
# Of an amount in the books.
PLACES: Final = PurseEntry._meta.get_field("amount").decimal_places


def get_gift_cards(*, channel_id: int, currency: str, codes: Iterable[str]) -> list[Purse]:
    """Return the gift cards of those codes, as a shopper has typed them. One query.

    Raises TooManyGiftCardsError, GiftCardNotFoundError, GiftCardCurrencyError and GiftCardEmptyError,
    with the place of the code in the list as the pointer.
    """
    digests = [digest(code) for code in codes]
    if len(digests) > MOST_CARDS:
        raise TooManyGiftCardsError(pointer="/gift_cards", most=MOST_CARDS)
    rows = PurseAccount._base_manager.filter(digest__in=digests)
    known = {row.digest: row for row in rows if row.channel_id == channel_id and row.is_usable}
    cards = []
    for place, key in enumerate(digests):
        pointer = f"/gift_cards/{place}"
        if (card := known.get(key)) is None:
            raise GiftCardNotFoundError(pointer=pointer)
        if card.currency != currency:
            raise GiftCardCurrencyError(pointer=pointer, currency=card.currency)
        if not card.available:
            raise GiftCardEmptyError(pointer=pointer, last_four=card.last_four)
        cards.append(card.as_purse())
    return cards


def get_gift_card(*, channel_id: int, code: str) -> PurseAccount:
    """Return the gift card of that code; raise GiftCardNotFoundError, the same whatever is wrong.

    One query by the digest, whether there is such a card or not: how long it takes tells nothing of
    how near a guess was.
    """
    card = PurseAccount._base_manager.filter(digest=digest(code)).first()
    if card is None or card.channel_id != channel_id or not card.is_usable:
        raise GiftCardNotFoundError
    return card


def find_store_credit(*, channel_id: int, user_id: int | None, currency: str) -> Purse | None:
    """Return what the shop owes the customer in that currency, if that is anything. One query."""
    if user_id is None:
        return None
    account = PurseAccount._base_manager.filter(
        kind=PurseKind.STORE_CREDIT, channel=channel_id, owner=user_id, currency=currency
    ).first()
    if account is None or not account.is_usable or not account.available:
        return None
    return account.as_purse()


def lock_purse(purse: str) -> PurseAccount:
    """Return the purse, locked until the transaction ends; raise PurseNotFoundError.

    Its lock is the last: who holds it takes none of an order or a payment any more.
    """
    rows = PurseAccount._base_manager.select_for_update().filter(public_id=purse)
    if (account := rows.first()) is None:
        raise PurseNotFoundError
    return account


def lock_issues(issues: Iterable[str]) -> list[PurseAccount]:
    """Return the gift cards of these issues, locked until the transaction ends as `lock_purse` does."""
    rows = PurseAccount._base_manager.select_for_update().filter(issue__in=list(issues))
    return list(rows.order_by("pk"))


def worth_of(issues: Iterable[str]) -> Worth:
    """Return what the gift cards of these issues were worth, and what has become of it. One query."""
    sums = PurseEntry.objects.filter(account__issue__in=list(issues)).aggregate(
        issued=_moved(Book.AVAILABLE, kind=PurseEntryKind.ISSUED),
        recalled=_moved(Book.ISSUED, kind__in=[PurseEntryKind.RECALLED, PurseEntryKind.RESTORED]),
        available=_moved(Book.AVAILABLE),
    )
    return Worth(**{name: total or Decimal(0) for name, total in sums.items()})


def get_purse(purse: str) -> PurseAccount:
    """Return the purse of the shop at hand; raise PurseNotFoundError."""
    if (account := PurseAccount.objects.filter(public_id=purse).first()) is None:
        raise PurseNotFoundError
    return account


def find_purses(words: str) -> QuerySet[PurseAccount]:
    """Return the purses of the shop at hand whose last four, address or order begin with that."""
    rows: QuerySet[PurseAccount] = PurseAccount.objects.select_related("channel", "owner")
    if not (words := words.strip()):
        return rows
    return rows.filter(
        Q(last_four__iexact=words[-4:] if "-" in words else words)
        | Q(email__istartswith=words)
        | Q(order_number__iexact=words)
        | Q(public_id=words)
    )


def held_for(account: PurseAccount, session: str) -> Money:
    """Return what of the purse is held for the payment."""
    return Money(_change(account.entries.filter(session=session), Book.HELD), account.currency)


def taken_for(account: PurseAccount, session: str) -> Money:
    """Return what of the purse the payment has taken and not given back."""
    return Money(_change(account.entries.filter(session=session), Book.REDEEMED), account.currency)


def list_faults() -> list[PurseFault]:
    """Return what is wrong with each purse whose sums are not those of its entries. Two queries."""
    sums: dict[int, tuple[Decimal, Decimal]] = {
        row["account"]: (row["available"] + row["held"], row["held"])
        for row in PurseEntry.objects.order_by()
        .values("account")
        .annotate(available=_moved(Book.AVAILABLE), held=_moved(Book.HELD))
    }
    none = (Decimal(0), Decimal(0))
    return [
        PurseFault(_told(row, *sums.get(row.pk, none)), row.channel_id)
        for row in PurseAccount._base_manager.order_by("pk").iterator()
        if (row.balance, row.held) != sums.get(row.pk, none)
    ]


def credits_given(references: Iterable[str]) -> dict[str, Decimal]:
    """Return what was put on store credits under these names. One query."""
    rows = PurseEntry.objects.filter(
        kind=PurseEntryKind.ISSUED,
        account__kind=PurseKind.STORE_CREDIT,
        reference__in=list(references),
    )
    return dict(rows.values_list("reference", "amount"))


def _told(row: PurseAccount, balance: Decimal, held: Decimal) -> str:
    return f"{row.public_id} {row.balance}, {row.held} / {balance}, {held}"


def _change(entries: Any, book: Book) -> Decimal:
    total: Decimal | None = entries.order_by().aggregate(total=_moved(book))["total"]
    return total or Decimal(0)


def _moved(book: Book, **only: Any) -> Round:
    """What came into the book less what went out of it.

    SQLite adds in floating point: rounding to the places of an amount makes the sum exact again.
    """
    moves = Case(
        When(credit=book, **only, then=F("amount")),
        When(debit=book, **only, then=-F("amount")),
        default=Decimal(0),
    )
    return Round(Sum(moves), precision=PLACES)
