"""What a total is paid with."""

from __future__ import annotations

from dataclasses import dataclass

from commerce.core.money import Money
from commerce.ordering.errors import PaymentRefusedError
from commerce.ordering.payment_methods import payer_of, refuse_other_fee
from commerce.ordering.review import Review
from commerce.payments.registry import FREE, PaymentGateway, get_gateway
from commerce.tenders import shapes
from commerce.tenders.selectors import find_store_credit, get_gift_cards, split_tenders


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How a shopper wants to pay; `payment_method` may be empty where nothing is left for it."""

    payment_method: str = ""
    gift_cards: tuple[str, ...] = ()
    use_store_credit: bool = False
    saved_method: str = ""
    saves_method: bool = False


@dataclass(frozen=True, slots=True)
class Tender:
    """One part of a total, and the gateway that brings it."""

    gateway: PaymentGateway
    amount: Money
    instrument: str = ""
    saves_method: bool = False

    @property
    def acts_before(self) -> bool:
        """Whether the money is promised before there is an order; otherwise the order owes it."""
        return self.gateway.can.pays_before_order


def plan_tenders(*, review: Review, wish: Wish) -> list[Tender]:
    """Return the parts of the reviewed total, each with who brings it; together they are the total.

    Raises what `get_gift_cards`, `split_tenders` and `refuse_other_fee` raise,
    UnknownPaymentMethodError, and PaymentRefusedError for an amount that cannot be paid so.
    """
    refuse_other_fee(review, wish.payment_method)
    channel_id = review.priced.basket.channel_id
    if not review.totals.total:
        return [Tender(get_gateway(FREE, channel_id=channel_id), review.totals.total)]
    return [_tender(part, review, wish) for part in _split(review, wish)]


def _split(review: Review, wish: Wish) -> list[shapes.Tender]:
    basket, total = review.priced.basket, review.totals.total
    of = {"channel_id": basket.channel_id, "currency": total.currency}
    cards = get_gift_cards(codes=wish.gift_cards, **of) if wish.gift_cards else []
    credit = None
    if wish.use_store_credit:
        credit = find_store_credit(user_id=basket.owner_id, **of)
    return split_tenders(
        total=total,
        gift_cards=cards,
        store_credit=credit,
        method=wish.payment_method,
        payer=payer_of(review),
    )


def _tender(part: shapes.Tender, review: Review, wish: Wish) -> Tender:
    gateway = get_gateway(part.gateway, channel_id=review.priced.basket.channel_id)
    if (decline := gateway.refusal_of(part.amount)) is not None:
        raise PaymentRefusedError(reason=decline.label, decline=decline.value)
    if part.instrument:
        return Tender(gateway, part.amount, part.instrument)
    return Tender(gateway, part.amount, wish.saved_method, wish.saves_method)
