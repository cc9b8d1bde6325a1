"""What a total is paid with."""

from __future__ import annotations

from dataclasses import dataclass

from commerce.core.money import Money
from commerce.ordering.errors import PaymentRefusedError
from commerce.payments.errors import UnknownPaymentMethodError
from commerce.payments.registry import FREE, PaymentGateway, get_gateway


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


def plan_tenders(*, channel_id: int, total: Money, wish: Wish) -> list[Tender]:
    """Return the parts of the total, each with who brings it; together they are the total.

    Raises UnknownPaymentMethodError, and PaymentRefusedError for an amount that cannot be paid so.
    """
    if wish.gift_cards:
        raise UnknownPaymentMethodError(pointer="/gift_cards")
    if not total:
        return [Tender(get_gateway(FREE, channel_id=channel_id), total)]
    gateway = get_gateway(wish.payment_method, channel_id=channel_id)
    if (decline := gateway.refusal_of(total)) is not None:
        raise PaymentRefusedError(reason=decline.label, decline=decline.value)
    return [Tender(gateway, total, wish.saved_method, wish.saves_method)]
