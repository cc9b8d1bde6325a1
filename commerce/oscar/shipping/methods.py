"""A shipping rate as one of upstream's shipping methods."""

from decimal import Decimal as D
from typing import Any

from django.utils.translation import get_language
from oscar.apps.shipping.methods import *
from oscar.apps.shipping.methods import Base
from oscar.core import prices

from commerce.core.money import Money
from commerce.delivery.selectors.bounds import step_price
from commerce.delivery.shapes import Carriage, Consignment


class RateMethod(Base):
    def __init__(self, rate):
        self.rate = rate
        self.code = rate.code

    @property
    def name(self):
        return self.rate.text("name", get_language())

    @property
    def description(self):
        return self.rate.text("description", get_language())

    @property
    def minimum_days(self):
        return self.rate.minimum_days

    @property
    def maximum_days(self):
        return self.rate.maximum_days

    @property
    def carriage(self):
        """How long its carrier takes."""
        rate = self.rate
        return Carriage(rate.minimum_days, rate.maximum_days, rate.delivers_on_saturday)

    def calculate(self, basket):
        """The rate's price, or nothing for a basket worth enough after discounts."""
        return prices.Price(
            currency=basket.currency,
            excl_tax=self.price_of(consignment_of(basket), basket.currency),
            tax=D("0.00"),
        )

    def price_of(self, goods, currency):
        """What sending these goods costs before offers; they are within the rate's bounds."""
        threshold = self.rate.free_from
        if threshold is not None and goods.value >= threshold:
            return D("0.00")
        price = step_price(self.rate, goods)
        return Money(self.rate.price if price is None else price, currency).rounded().amount


def consignment_of(basket):
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
