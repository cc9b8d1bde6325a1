"""What an order is checked for, under locks, before anything is written.

Rows are locked in one order everywhere: the cart, its vouchers by key, its stock records by key.
Whoever waits reads the truth afterwards, so two orders never share the last piece or the last use
of a voucher, and two carts with the same products cannot wait for each other.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.utils import timezone

from commerce.cart.enums import LineProblem, VoucherRefusal
from commerce.cart.errors import InsufficientStockError
from commerce.cart.policies import available_quantity
from commerce.cart.selectors.baskets import lock_basket
from commerce.cart.services.baskets import voucher_unavailable
from commerce.cart.shoppers import Shopper
from commerce.ordering import statements
from commerce.ordering.enums import ChangeKind
from commerce.ordering.errors import (
    CartEmptyError,
    CheckoutChangedError,
    CheckoutIncompleteError,
    OrderDoesNotAddUpError,
    PickupPointGoneError,
)
from commerce.ordering.review import Review, review_basket
from commerce.ordering.selectors.checkout import drop_review
from commerce.ordering.selectors.fingerprints import (
    Change,
    list_changes,
    names_vouchers,
    quotes_in,
)
from commerce.oscar.basket.models import Basket

# What says that a voucher is gone for good; the others say that it does not suit this cart.
# How long a carrier's price holds for who has seen it.
QUOTES_HOLD: Final = timedelta(days=1)
GONE = set(VoucherRefusal) - {VoucherRefusal.CONDITIONS_NOT_MET, VoucherRefusal.NOT_COMBINABLE}


def lock_cart(shopper: Shopper) -> Basket:
    """Return the shopper's cart, locked; raise CartEmptyError."""
    basket = lock_basket(shopper)
    if basket is None:
        raise CartEmptyError
    return basket


def lock_goods(basket: Basket, *, has_vouchers: bool) -> None:
    """Lock the vouchers of a locked cart, then all stock that it may take, or holds already."""
    if has_vouchers:
        statements.LOCK_VOUCHERS.all(basket=basket.pk)
    statements.LOCK_RECORDS.all(basket=basket.pk)


def checked_review(
    *, basket: Basket, shopper: Shopper, fingerprint: str, is_promised: bool = False
) -> Review:
    """Lock the goods of a locked cart and return its review, which is what the fingerprint says.

    Raises CheckoutIncompleteError, InsufficientStockError, VoucherUnavailableError,
    PickupPointGoneError, CheckoutChangedError for every other difference from what was reviewed, and
    OrderDoesNotAddUpError. A voucher that came after the fingerprint is such a difference, so none
    is looked for where it names none. A carrier's price is the one that was reviewed, if that was
    within a day or money `is_promised` for it.
    """
    drop_review(basket)
    lock_goods(basket, has_vouchers=names_vouchers(fingerprint))
    since = None if is_promised else timezone.now() - QUOTES_HOLD
    quotes = quotes_in(fingerprint, since=since)
    review = review_basket(basket=basket, shopper=shopper, quotes=quotes)
    _refuse_unfinished(review)
    _refuse_changed(review, list_changes(fingerprint, review))
    if not review.adds_up:
        raise OrderDoesNotAddUpError
    return review


def _refuse_unfinished(review: Review) -> None:
    # A method that vanished since the review is a change, not an omission.
    missing = [step for step in review.missing if step != "shipping_method"]
    said = review.priced.basket.checkout.get("pickup_point")
    if missing == ["pickup_point"] and said:
        raise PickupPointGoneError(name=said["name"], changes=[])
    if not review.priced.basket.checkout.get("shipping_method"):
        missing.append("shipping_method")
    if missing:
        raise CheckoutIncompleteError(missing=missing)


def _refuse_changed(review: Review, changes: list[Change]) -> None:
    _refuse_sold_out(review)
    _refuse_voucher(review, changes)
    gone = [
        Change(ChangeKind.AVAILABILITY, item.line.product.get_title(), None, item.problem)
        for item in review.priced.lines
        if item.problem and not changes
    ]
    if changes or gone:
        raise CheckoutChangedError(changes=[change.as_json() for change in changes or gone])


def _refuse_sold_out(review: Review) -> None:
    for item in review.priced.lines:
        if item.problem in (LineProblem.OUT_OF_STOCK, LineProblem.INSUFFICIENT_STOCK):
            raise InsufficientStockError(
                available=available_quantity(item.line),
                sku=item.line.stockrecord.partner_sku,
                line_id=item.line.public_id,
            )


def _refuse_voucher(review: Review, changes: list[Change]) -> None:
    """A voucher that was used up or ran out since the review has an answer of its own."""
    changed = {change.name for change in changes if change.kind is ChangeKind.VOUCHER}
    for item in review.priced.vouchers:
        if item.refusal in GONE and item.voucher.code in changed:
            raise voucher_unavailable(item)
