"""What offers take off: whole payable units, cut to what is left of a line and of the budget.

A benefit chooses items and says what it would take off; `_give` is the one place that takes it.
The amount it reports is the sum of what the lines got.
"""

from collections import Counter, deque
from decimal import Decimal as D

from oscar.apps.offer import benefits
from oscar.apps.offer.benefits import *
from oscar.apps.offer.conditions import CountCondition, ValueCondition
from oscar.apps.offer.results import ZERO_DISCOUNT, BasketDiscount

from commerce.core.money import Money


class _Goods:
    """What the benefits on goods have in common; `items` are triples of line, price and number."""

    def available_items(self, offer, basket, range_=None):
        """The items the offer may use, cheapest first."""
        pairs = self.get_applicable_lines(offer, basket, range=range_)
        return [(line, price, line.quantity_without_offer_discount(offer)) for price, line in pairs]

    def affected_items(self, offer, basket):
        """The items the offer may use, up to the benefit's maximum."""
        return _first(self.available_items(offer, basket), self._effective_max_affected_items())


class CutPercentage(_Goods, benefits.PercentageDiscountBenefit):
    class Meta:
        app_label = "offer"
        proxy = True

    def apply(self, basket, condition, offer, **kwargs):
        """The maximum of items counts for the basket, however often the offer applies."""
        used = sum(line.quantity_with_offer_discount(offer) for line in basket.all_lines())
        maximum = self._effective_max_affected_items() - used
        items = _first(self.available_items(offer, basket), maximum)
        share = min(self.value, D(100)) / 100
        return _give(offer, basket, items, [share * price * number for _, price, number in items])


class CutAbsolute(_Goods, benefits.AbsoluteDiscountBenefit):
    class Meta:
        app_label = "offer"
        proxy = True

    def apply(self, basket, condition, offer, **kwargs):
        items = self.affected_items(offer, basket)
        return _give(offer, basket, items, _spread(self.value, offer, basket, items))


class CutFixedUnit(_Goods, benefits.FixedUnitDiscountBenefit):
    class Meta:
        app_label = "offer"
        proxy = True

    def apply(self, basket, condition, offer, **kwargs):
        items = self.affected_items(offer, basket)
        wanted = [min(price, self.value) * number for _, price, number in items]
        return _give(offer, basket, items, wanted)


class CutFixedPrice(_Goods, benefits.FixedPriceBenefit):
    class Meta:
        app_label = "offer"
        proxy = True

    def apply(self, basket, condition, offer, **kwargs):
        """Sell what the condition asks for, the cheapest of it first, for one price."""
        if isinstance(condition, ValueCondition):
            return ZERO_DISCOUNT
        items = self.available_items(offer, basket, range_=condition.range)
        if not isinstance(condition, CountCondition):
            items = [(line, price, min(number, 1)) for line, price, number in items]
        items = _first(items, int(condition.value))
        worth = sum(price * number for _, price, number in items)
        wanted = _spread(worth - self.value, offer, basket, items)
        return _give(offer, basket, items, wanted)


class CutMultibuy(_Goods, benefits.MultibuyDiscountBenefit):
    class Meta:
        app_label = "offer"
        proxy = True

    def apply(self, basket, condition, offer, at_most=1, **kwargs):
        """Give the cheapest items that are not used yet; the condition uses up the dearest others.

        A condition that counts items is met as often as it can be, at once: step by step, a cart
        of a hundred lines would take minutes.
        """
        items = self.available_items(offer, basket)
        if isinstance(condition, CountCondition):
            return self._apply_repeatedly(basket, condition, offer, items, at_most)
        items = _first(items, 1)
        result = _give(offer, basket, items, [price for _, price, _number in items])
        if result.is_successful:
            condition.consume_items(offer, basket, items)
        return result

    def _apply_repeatedly(self, basket, condition, offer, items, at_most):
        pairs = condition.get_applicable_lines(offer, basket, most_expensive_first=True)
        dearest = [(line, line.quantity_without_offer_discount(offer)) for _price, line in pairs]
        free, used = _bundles(items, dearest, int(condition.value), at_most)
        given = [(line, price, free[line.pk]) for line, price, _number in items if free[line.pk]]
        result = _give(offer, basket, given, [price * number for _, price, number in given])
        if result.is_successful:
            for line, _number in dearest:
                line.consume(used[line.pk], offer=offer)
        return RepeatedDiscount(result.discount, times=free.total())


class ExactShippingPercentage(benefits.ShippingPercentageDiscountBenefit):
    class Meta:
        app_label = "offer"
        proxy = True

    def shipping_discount(self, charge, currency=None):
        """Every digit; the offer rounds to the currency's payable units."""
        return charge * self.value / 100


class RepeatedDiscount(BasketDiscount):
    """What an offer took off by being applied that many times."""

    def __init__(self, amount, times):
        super().__init__(amount)
        self.times = times


def _bundles(cheapest, dearest, size, at_most):
    """How many pieces of each line are free and how many are used up, by the lines' keys.

    Each bundle is the cheapest piece, which is free, and as many of the dearest as make up its
    size.
    """
    left = {line.pk: number for line, _price, number in cheapest} | {
        line.pk: number for line, number in dearest
    }
    free, used = Counter(), Counter()
    to_give = deque(line.pk for line, _price, _number in cheapest)
    to_use = deque(line.pk for line, _number in dearest)
    counted = frozenset(to_use)
    room = sum(left[pk] for pk in counted)
    for _ in range(at_most):
        if room < size or not (gift := _take(to_give, left, 1)):
            break
        free += gift
        rest = _take(to_use, left, size - 1)
        used += rest
        room -= rest.total() + sum(number for pk, number in gift.items() if pk in counted)
    return free, used


def _take(queue, left, number):
    """Take so many pieces from the lines in the queue, the first ones first."""
    taken = Counter()
    while number and queue:
        some = min(number, left[queue[0]])
        taken[queue[0]] += some
        left[queue[0]] -= some
        number -= some
        if not left[queue[0]]:
            queue.popleft()
    return +taken


def _first(items, maximum):
    """The first so many of the items."""
    chosen = []
    for line, price, number in items:
        number = min(number, maximum)
        if number > 0:
            chosen.append((line, price, number))
            maximum -= number
    return chosen


def _spread(amount, offer, basket, items):
    """The amount, shared out by what the items cost; a line with nothing left gets nothing."""
    limit = offer.budget_left(basket)
    amount = max(D(0), amount if limit is None else min(amount, limit))
    parts = [
        (price * number, min(price * number, line.discounts.left)) for line, price, number in items
    ]
    shares = Money(amount, basket.currency).shared_out(parts)
    return [share.amount for share in shares]


def _give(offer, basket, items, wanted):
    """Take the amounts off the lines, as far as line and budget go. Nothing given, nothing used."""
    limit = offer.budget_left(basket)
    amounts = []
    for (line, _price, _number), amount in zip(items, wanted, strict=True):
        payable = min(Money(amount, basket.currency).rounded().amount, line.discounts.left)
        if limit is not None:
            payable = min(payable, limit)
            limit -= payable
        amounts.append(payable)
    if not any(amounts):
        return ZERO_DISCOUNT
    for (line, _price, number), amount in zip(items, amounts, strict=True):
        line.discount(amount, number, offer=offer)
    return BasketDiscount(sum(amounts))
