"""What a total is paid with."""

from __future__ import annotations

from dataclasses import dataclass

from commerce.core.money import Money
from commerce.ordering.errors import PaymentRefusedError
from commerce.payments.errors import SavedMethodNotFoundError
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

    @property
    def has_purses(self) -> bool:
        """Whether money that was paid before is to be a part of it."""
        return bool(self.gift_cards) or self.use_store_credit


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


def plan_tenders(*, payer: shapes.Payer, wish: Wish) -> list[Tender]:
    """Return the parts of the payer's amount, each with who brings it; together they are all of it.

    Raises what `get_gift_cards` and `split_tenders` raise, UnknownPaymentMethodError,
    PaymentRefusedError for an amount that cannot be paid so, and SavedMethodNotFoundError for a
    saved method that the way to pay does not know.
    """
    if not payer.amount:
        return [Tender(get_gateway(FREE, channel_id=payer.channel_id), payer.amount)]
    return [_tender(part, payer, wish) for part in _split(payer, wish)]


def _split(payer: shapes.Payer, wish: Wish) -> list[shapes.Tender]:
    channel, currency = payer.channel_id, payer.amount.currency
    cards = (
        get_gift_cards(channel_id=channel, currency=currency, codes=wish.gift_cards)
        if wish.gift_cards
        else []
    )
    credit = (
        find_store_credit(channel_id=channel, user_id=payer.user_id, currency=currency)
        if wish.use_store_credit
        else None
    )
    return split_tenders(
        total=payer.amount,
        gift_cards=cards,
        store_credit=credit,
        method=wish.payment_method,
        payer=payer,
    )


def _tender(part: shapes.Tender, payer: shapes.Payer, wish: Wish) -> Tender:
    gateway = get_gateway(part.gateway, channel_id=payer.channel_id)
    if (decline := gateway.refusal_of(part.amount)) is not None:
        raise PaymentRefusedError(reason=decline.label, decline=decline.value)
    if part.instrument:
        return Tender(gateway, part.amount, part.instrument)
    return _chosen(gateway, part.amount, wish, user_id=payer.user_id)


def _chosen(gateway: PaymentGateway, amount: Money, wish: Wish, *, user_id: int | None) -> Tender:
    """Return the part that the chosen way brings; only customers have something saved, or save it."""
    if not gateway.can.saves_methods:
        if wish.saved_method:
            raise SavedMethodNotFoundError(pointer="/saved_method")
        return Tender(gateway, amount)
    saves = wish.saves_method and not wish.saved_method and user_id is not None
    return Tender(gateway, amount, wish.saved_method, saves)
