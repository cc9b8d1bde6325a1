"""Gift cards that were bought: made when the order is paid, taken back when its money goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from ulid import ULID

from commerce.core.bus import publish
from commerce.core.money import Money
from commerce.ordering.errors import GiftCardsSpentError
from commerce.ordering.events import GiftCardsSpent
from commerce.ordering.selectors.gift_cards import SoldCards, cards_sold, issue_of, list_card_lines
from commerce.ordering.selectors.holds import find_hold
from commerce.ordering.selectors.orders import lock_order
from commerce.oscar.order.models import Order
from commerce.payments.selectors import payment_standings
from commerce.tenancy.permissions import everywhere
from commerce.tenders.services.issuing import issue_gift_card
from commerce.tenders.services.recalling import recall_gift_cards, restore_gift_cards

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from commerce.accounts.models import User
    from commerce.oscar.order.models import Line


@transaction.atomic
def issue_gift_cards(*, order_id: int) -> int:
    """Issue a card for each piece of a paid order that is one, and write to who ordered; how many
    pieces that are. Doing it twice issues none twice.

    A card is worth its price before any discount. Pieces that were cancelled become none, and what
    went back of the price meanwhile is taken back at once. An order on hold waits for its release.
    """
    order = lock_order(order_id)
    if not payment_standings([order_id])[order_id].is_paid_up:
        return 0
    pieces = list(_pieces(cards_sold(order)))
    if pieces and find_hold(order_id) is not None:
        return 0
    for line, number in pieces:
        issue_gift_card(
            channel_id=order.channel_id,
            amount=Money(line.unit_price_incl_tax, order.currency),
            email=order.email,
            locale=order.locale,
            issue=issue_of(line, number),
            order_number=order.number,
        )
    if pieces:
        recall_what_went_back(order_id=order_id)
    return len(pieces)


@transaction.atomic
def recall_for_refund(
    *,
    order: Order,
    gone: Decimal,
    pieces: Mapping[int, int],
    key: str,
    actor: User | None = None,
    note: str = "",
) -> None:
    """Take back what has to be, before so much of the order's money is back in all.

    Pieces of lines that are named take their own cards with them. Raises GiftCardsSpentError when
    more than is left would have to be.
    """
    sold = cards_sold(order)
    wanted, own = sold.to_recall(gone), sold.of_lines(pieces.keys())
    named = sum((line.unit_price_incl_tax * pieces[line.pk] for line in own.lines), 0)
    if named and own.worth.issued and named >= wanted.amount:
        sold, wanted = own, Money(named, order.currency)
    _recall(sold, wanted, key=key, actor=actor, note=note)


@transaction.atomic
def recall_all(*, order: Order, actor: User | None = None, note: str = "") -> None:
    """Take back each card of an order that is cancelled. Raises GiftCardsSpentError."""
    sold = cards_sold(order)
    left = Money(sold.worth.issued - sold.worth.recalled, order.currency)
    _recall(sold, left, key=f"cancelled/{order.number}", actor=actor, note=note)


@transaction.atomic
def recall_what_went_back(*, order_id: int) -> None:
    """Take back the worth of cards whose price is back with the customer, whoever has given it back.

    Publishes GiftCardsSpent with what was spent of it. Twice changes nothing.
    """
    if not (sold := _sold_by(order_id)).lines:
        return
    with everywhere():
        wanted = sold.to_recall(payment_standings([order_id])[order_id].gone)
    taken = recall_gift_cards(issues=sold.issues, amount=wanted, reference=str(ULID()))
    if taken < wanted:
        channel_id, spent = sold.order.channel_id, wanted - taken
        publish(GiftCardsSpent(order_id=order_id, channel_id=channel_id, amount=spent))


def restore_after_refusal(*, order_id: int, key: str) -> None:
    """Put back what was taken back for a refund that was refused. Twice changes nothing."""
    restore_gift_cards(issues=_sold_by(order_id).issues, reference=key)


def _sold_by(order_id: int) -> SoldCards:
    """A line knows its order: one query where no gift card was sold, and that is nearly always."""
    lines = list_card_lines(order_id)
    return SoldCards(lines[0].order if lines else Order(pk=order_id), lines)


def _recall(sold: SoldCards, wanted: Money, *, key: str, actor: User | None, note: str) -> None:
    if not wanted:
        return
    taken = recall_gift_cards(
        issues=sold.issues, amount=wanted, reference=key, actor=actor, note=note
    )
    if taken < wanted:
        raise GiftCardsSpentError(wanted=str(wanted), left=str(taken))


def _pieces(sold: SoldCards) -> Iterator[tuple[Line, int]]:
    for line in sold.lines:
        for number in range(1, line.quantity - line.num_cancelled + 1):
            yield line, number
