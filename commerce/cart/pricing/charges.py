"""The lines of a total that are neither goods nor shipping."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from commerce.cart.models import ChargeRate
from commerce.cart.registry import CartSoFar, ChargeKind, Rate, list_charge_kinds
from commerce.core.money import Money
from commerce.core.process_cache import ProcessCache
from commerce.oscar.basket.models import Basket

from .totals import TotalLine, Totals

if TYPE_CHECKING:
    from .baskets import PricedLine

CHOSEN = "charges"
RATES: ProcessCache[tuple[int, str], Mapping[str, Rate]] = ProcessCache(
    "rates of charges", stale="another stamp of all offers", most=256
)


@dataclass(frozen=True, slots=True)
class Extra:
    """A charge that the shopper may ask for, at its price; `message` is None until they do."""

    kind: ChargeKind
    price: Money
    message: str | None

    @property
    def message_label(self) -> str | None:
        label = self.kind.choice.message_label if self.kind.choice else None
        return None if label is None else str(label)

    @property
    def message_length(self) -> int:
        """How long a message may be: zero where none can be written."""
        choice = self.kind.choice
        return choice.message_length if choice and choice.message_label is not None else 0


def chosen_charges(basket: Basket) -> dict[str, str]:
    """Return the message of each charge the shopper has asked for, by its kind."""
    chosen: dict[str, str] = basket.checkout.get(CHOSEN, {})
    return chosen


def add_charges(basket: Basket, lines: Sequence[PricedLine], totals: Totals) -> Totals:
    """Return the totals with the lines of all kinds. No query as long as nobody changes a rate.

    Kinds that count as goods are noted on the basket for the prices of shipping. An empty cart
    costs nothing.
    """
    rates, chosen = _rates_of(basket), chosen_charges(basket)
    counted = Money.zero(totals.currency)
    so_far = None
    for kind in list_charge_kinds() if lines else ():
        so_far = so_far or CartSoFar(
            channel=basket.channel,
            currency=totals.currency,
            lines=lines,
            goods=totals.goods,
            shipping=totals.shipping,
            total=totals.total,
            chosen=chosen,
            rates=rates,
        )
        if not (charged := tuple(_lines_of(kind, so_far))):
            continue
        totals, so_far = totals.plus(*charged), None
        if kind.counts_as_goods:
            counted = Money.sum((counted, *(line.amount for line in charged)), totals.currency)
    basket.charges_counted_as_goods = counted.amount
    return totals


def list_extras(basket: Basket, lines: Sequence[PricedLine]) -> list[Extra]:
    """Return what the shopper may ask for in this channel and currency; nothing for no goods."""
    rates, chosen = _rates_of(basket), chosen_charges(basket)
    return [
        Extra(kind, Money(rates[kind.code].amount, basket.currency), chosen.get(kind.code))
        for kind in list_charge_kinds()
        if lines and kind.choice is not None and kind.code in rates
    ]


def rate_of(basket: Basket, kind: str) -> Money | None:
    """Return what a kind of charge is set to cost this cart, whether it is asked for or not."""
    rate = _rates_of(basket).get(kind)
    return Money(rate.amount, basket.currency) if rate else None


def _lines_of(kind: ChargeKind, cart: CartSoFar) -> Iterator[TotalLine]:
    left = cart.total
    for charge in kind.work_out(cart):
        # Added to zero, because a tiny amount below zero is rounded to a zero with a sign.
        amount = Money.zero(cart.currency) + max(charge.amount.rounded(), -left)
        left += amount
        yield TotalLine(
            kind.code,
            charge.label or str(kind.label),
            amount,
            source=charge.source,
            tax=charge.tax,
            message=cart.chosen.get(kind.code, ""),
            hint=charge.hint,
        )


def _rates_of(basket: Basket) -> Mapping[str, Rate]:
    """The rates as kept under the stamp that every change of a price renews; none before the first."""
    if not basket.offer_stamp:
        return {}
    key = (basket.channel_id, basket.currency)
    kept = RATES.find(key, version=basket.offer_stamp)
    if kept is None:
        kept = _read_rates(basket)
        RATES.keep(key, kept, version=basket.offer_stamp)
    return kept


def _read_rates(basket: Basket) -> Mapping[str, Rate]:
    rows = ChargeRate.objects.filter(channel=basket.channel_id, currency=basket.currency)
    return MappingProxyType({row.kind: Rate(row.amount, row.goods_below) for row in rows})
