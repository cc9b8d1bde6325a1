"""Discounts of a line are whole payable units; which offers combine is known without queries."""

from oscar.apps.basket import utils
from oscar.apps.basket.utils import *
from oscar.apps.basket.utils import ConditionalOffer

from commerce.core.money import Money


class LineDiscountRegistry(utils.LineDiscountRegistry):
    def discount(self, amount, quantity, incl_tax=True, offer=None):
        payable = Money(amount, self._line.basket.currency).rounded().amount
        super().discount(payable, quantity, incl_tax, offer)

    def available(self, offer=None):
        """How many items the offer may still use: upstream's rules on sets read beforehand."""
        left = self._line.quantity - self.num_consumed(offer)
        if not isinstance(offer, ConditionalOffer):
            return left
        others = [other for other in self.consumers if other != offer]
        if any(_exclude_each_other(offer, other) for other in others):
            return 0
        if not offer.exclusive:
            return left
        return max(0, left - sum(self.num_consumed(other) for other in _ahead(offer, others)))


def _exclude_each_other(offer, other):
    if offer.exclusive:
        return not other.exclusive
    if other.exclusive:
        return True
    is_chosen = offer.has_chosen_partners or other.has_chosen_partners
    return is_chosen and offer.pk not in other.partner_ids


def _ahead(offer, others):
    """Exclusive offers that come before this one: their items are theirs."""
    return [other for other in others if other.priority >= offer.priority]
