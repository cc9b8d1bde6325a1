"""A shipping rate as one of upstream's shipping methods."""

from decimal import Decimal as D

from django.utils.translation import get_language
from oscar.apps.shipping.methods import *
from oscar.apps.shipping.methods import Base
from oscar.core import prices

from commerce.core.money import Money


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

    def calculate(self, basket):
        """The rate's price, or nothing for a basket worth enough after discounts."""
        threshold = self.rate.free_from
        value = basket.total_excl_tax + basket.charges_counted_as_goods
        is_free = threshold is not None and value >= threshold
        return prices.Price(
            currency=basket.currency,
            excl_tax=D("0.00") if is_free else self.price(basket),
            tax=D("0.00"),
        )

    def price(self, basket):
        return Money(self.rate.price, basket.currency).rounded().amount
