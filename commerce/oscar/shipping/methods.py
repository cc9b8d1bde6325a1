"""A shipping rate as one of upstream's shipping methods."""

from decimal import Decimal as D
from typing import Any

from django.utils.translation import get_language
from oscar.apps.shipping.methods import *
from oscar.apps.shipping.methods import Base
from oscar.core import prices

from commerce.core.money import Money
from commerce.delivery.enums import PriceSource
from commerce.delivery.selectors.bounds import step_price
from commerce.delivery.shapes import NO_QUOTES, Carriage, Consignment


class RateMethod(Base):
    """`quotes` are what carriers have said: of a rate that is priced by one, theirs is its price."""

    def __init__(self, rate, quotes=NO_QUOTES, *, is_free=False):
        self.rate = rate
        self.code = rate.code
        self.pickup = rate.pickup
        service = "" if is_free else rate.carrier_service
        self.quote = quotes.known.get(service)
        self.service = service if service.partition(":")[0] in quotes.carriers else ""

    @property
    def price_source(self):
        if not self.service:
            return PriceSource.STANDING
        return PriceSource.FALLBACK if self.quote is None else PriceSource.CARRIER

    @property
    def name(self):
        return self.rate.text("name", get_language())

    @property
    def description(self):
        return self.rate.text("description", get_language())

    @property
    def minimum_days(self):
        return self.rate.minimum_days if self._days is None else self._days

    @property
    def maximum_days(self):
        return self.rate.maximum_days if self._days is None else self._days

    @property
    def carriage(self):
        """How long its carrier takes."""
        return Carriage(self.minimum_days, self.maximum_days, self.rate.delivers_on_saturday)

    @property
    def _days(self):
        """What the carrier has said."""
        return None if self.quote is None else self.quote.days

    def calculate(self, basket):
        """The rate's price, or nothing for a basket worth enough after discounts."""
        return prices.Price(
            currency=basket.currency,
            excl_tax=self.price_of(consignment_of(basket), basket.currency),
            tax=D("0.00"),
        )

    def price_of(self, goods, currency):
        """What sending these goods costs before offers; they are within the rate's bounds."""
        if is_free(self.rate, goods):
            return D("0.00")
        price = step_price(self.rate, goods)
        if self.quote is not None:
            price = self.quote.price * (1 + self.rate.markup_percent / 100) + self.rate.markup
        return Money(self.rate.price if price is None else price, currency).rounded().amount


def is_free(rate, goods):
    """Whether the goods are worth enough, after discounts."""
    return rate.free_from is not None and goods.value >= rate.free_from


def consignment_of(basket: Any) -> Consignment:
    """What of a priced basket is to be sent; its lines have been read with their products."""
    value = basket.total_excl_tax + basket.charges_counted_as_goods
    return consignment([(line.product, line.quantity) for line in basket.all_lines()], value)


def consignment(goods: Any, value: Any) -> Consignment:
    """Products with their quantities as one thing to be sent; what is not sent weighs nothing."""
    sent = [(p, n) for p, n in goods if p.get_product_class().requires_shipping]
    sides = [(n, product.sides) for product, n in sent]
    return Consignment(
        value=value,
        pieces=sum(n for _product, n in sent),
        weight=sum(n * product.weight_to_send for product, n in sent),
        longest_side=max((max(measured) for _n, measured in sides), default=0),
        volume=sum(n * a * b * c for n, (a, b, c) in sides),
        classes=frozenset(p.class_to_send for p, _n in sent if p.class_to_send),
    )
