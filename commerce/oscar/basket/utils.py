"""Discounts of a line are whole payable units and never exceed it; who combines needs no query."""

from decimal import Decimal as D

from oscar.apps.basket import utils
from oscar.apps.basket.utils import *
from oscar.apps.basket.utils import ConditionalOffer

from commerce.core.money import Money


class LineDiscountRegistry(utils.LineDiscountRegistry):
    @property
    def left(self):
        """What the line still costs: no discount takes off more."""
        price = Money(self._line.unit_effective_price, self._line.basket.currency)
        return (price * self._line.quantity).rounded().amount - D(self.total)

    def discount(self, amount, quantity, incl_tax=True, offer=None):
        """Take the amount off, rounded to payable units and cut to what is left of the line."""
        payable = Money(amount, self._line.basket.currency).rounded().amount
        super().discount(min(payable, self.left), quantity, incl_tax, offer)

    def consume(self, quantity, offer=None):
        """Shipping offers look at goods and leave them as they are."""
        if is_about_shipping(offer):
            return quantity
        return super().consume(quantity, offer=offer)

    def available(self, offer=None):
        """How many items the offer may still use: upstream's rules on sets read beforehand.

        What other offers did with the goods says nothing about the price of sending them.
        """
        if is_about_shipping(offer):
            return self._line.quantity
        left = self._line.quantity - self.num_consumed(offer)
        if not isinstance(offer, ConditionalOffer):
            return left
        if self.opponents(offer):
            return 0
        if not offer.exclusive:
            return left
        return max(0, left - sum(self.num_consumed(other) for other in self._ahead(offer)))

    def opponents(self, offer):
        """The offers on this line that share no item with this one."""
        return [other for other in self._others(offer) if _exclude_each_other(offer, other)]

    def rivals(self, offer):
        """The offers that keep this one from the line, in the order they came."""
        others = self._others(offer)
        if not self.left:
            return others
        return [
            other
            for other in others
            if _exclude_each_other(offer, other) or (offer.exclusive and other.exclusive)
        ]

    def _others(self, offer):
        return [other for other in self.consumers if other != offer]

    def _ahead(self, offer):
        """Exclusive offers that come before this one: their items are theirs."""
        return [other for other in self._others(offer) if other.priority >= offer.priority]


def is_about_shipping(offer):
    return isinstance(offer, ConditionalOffer) and offer.benefit.is_about_shipping


def _exclude_each_other(offer, other):
    if offer.exclusive:
        return not other.exclusive
    if other.exclusive:
        return True
    is_chosen = offer.has_chosen_partners or other.has_chosen_partners
    return is_chosen and offer.pk not in other.partner_ids
