"""Turning a reviewed cart into an order, in one transaction.

Rows are locked in one order everywhere: the cart, its vouchers by key, its stock records by key.
Whoever waits reads the truth afterwards, so two orders never share the last piece or the last use
of a voucher, and two carts with the same products cannot wait for each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from commerce.cart.enums import LineProblem, VoucherRefusal
from commerce.cart.errors import InsufficientStockError
from commerce.cart.policies import available_quantity
from commerce.cart.selectors.appearances import Appearance
from commerce.cart.selectors.baskets import lock_basket
from commerce.cart.services.baskets import voucher_unavailable
from commerce.cart.shoppers import Shopper
from commerce.catalogue.events import StockChanged
from commerce.core.bus import publish
from commerce.core.media import stored_form
from commerce.ordering import statements
from commerce.ordering.enums import ChangeKind
from commerce.ordering.errors import (
    CartEmptyError,
    CheckoutChangedError,
    CheckoutIncompleteError,
    OrderDoesNotAddUpError,
)
from commerce.ordering.events import OrderPlaced
from commerce.ordering.payment_methods import instrument_of, refuse_unpayable
from commerce.ordering.review import Address, Review, review_basket
from commerce.ordering.selectors.fingerprints import Change, list_changes
from commerce.oscar.address.models import Country
from commerce.oscar.basket.models import Basket
from commerce.oscar.order.models import BillingAddress, Order, ShippingAddress
from commerce.oscar.order.utils import NotEnoughStock, OrderCreator, OrderNumberGenerator
from commerce.payments.registry import get_gateway

from .countries import ensure_country
from .payments import begin_payment
from .usage import record_usage

if TYPE_CHECKING:
    from commerce.payments.models import PaymentSession

NUMBER_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class PlacedOrder:
    """An order that knows its rows as they were written, and the payment that was begun with it."""

    order: Order
    payment: PaymentSession


# What says that a voucher is gone for good; the others say that it does not suit this cart.
GONE = set(VoucherRefusal) - {VoucherRefusal.CONDITIONS_NOT_MET, VoucherRefusal.NOT_COMBINABLE}


@transaction.atomic(savepoint=False)  # a refused order leaves nothing that could be kept
def place_order(*, shopper: Shopper, payment_method: str, fingerprint: str) -> PlacedOrder:
    """Place the order that the fingerprint stands for, and publish OrderPlaced and StockChanged.

    Raises CheckoutIncompleteError, InsufficientStockError, VoucherUnavailableError, and
    CheckoutChangedError for every other difference from what was reviewed, MethodRefusedError,
    PaymentFeeChangedError and OrderDoesNotAddUpError; then nothing is written. Stock is allocated
    for all lines or for none.
    """
    gateway = get_gateway(payment_method, channel_id=shopper.channel.pk)
    basket = _lock_everything(shopper)
    review = review_basket(basket=basket, shopper=shopper)
    _refuse_unfinished(review)
    _refuse_changed(review, list_changes(fingerprint, review))
    refuse_unpayable(review, gateway.code)
    if not review.adds_up:
        raise OrderDoesNotAddUpError
    order = _write(review, shopper)
    record_usage(order=order, review=review, user=shopper.user)
    payment = begin_payment(
        order=order,
        gateway=gateway,
        amount=review.totals.total,
        instrument=instrument_of(review, gateway.code),
    )
    statements.SUBMIT_BASKET.run(basket=basket.pk, moment=timezone.now())
    publish(
        OrderPlaced(order_id=order.pk, channel_id=order.channel_id),
        StockChanged(product_ids=_product_ids(review)),
    )
    return PlacedOrder(order, payment)


def _lock_everything(shopper: Shopper) -> Basket:
    basket = lock_basket(shopper)
    if basket is None:
        raise CartEmptyError
    statements.LOCK_VOUCHERS.all(basket=basket.pk)
    statements.LOCK_RECORDS.all(basket=basket.pk)
    return basket


def _refuse_unfinished(review: Review) -> None:
    # A method that vanished since the review is a change, not an omission.
    missing = [step for step in review.missing if step != "shipping_method"]
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


def _write(review: Review, shopper: Shopper) -> Order:
    """Write the order under a random number; a number that is taken is drawn again."""
    fields = _order_fields(review, shopper)
    for attempt in range(1, NUMBER_ATTEMPTS + 1):
        number = OrderNumberGenerator().order_number()
        try:
            with transaction.atomic():
                return OrderCreator().place_order(order_number=number, **fields)
        except NotEnoughStock:
            raise CheckoutChangedError(changes=[]) from None
        except IntegrityError:
            if attempt == NUMBER_ATTEMPTS:
                raise
    raise AssertionError("unreachable: the last attempt returns or raises")


def _order_fields(review: Review, shopper: Shopper) -> dict[str, Any]:
    basket, method = review.priced.basket, review.method
    assert method is not None  # noqa: S101 _refuse_changed lets no review without one pass
    assert review.shipping_address is not None  # noqa: S101 nor without an address
    address = review.shipping_address
    shipping_address, billing_address = _save_addresses(address, review.billing_address or address)
    return {
        "basket": basket,
        "goods": [item.figures for item in review.priced.lines],
        "discounts": review.priced.discounts,
        "shipping_discounts": review.shipping_discounts,
        "totals": review.totals,
        "shipping_method": method.engine,
        "user": shopper.user,
        "shipping_address": shipping_address,
        "billing_address": billing_address,
        "describe": lambda line: _line_fields(review.looks[line.pk]),
        "channel": shopper.channel,
        "locale": shopper.locale,
        "guest_email": review.email,
        "site": None,
    }


def _line_fields(look: Appearance) -> dict[str, Any]:
    appearance = {"options": look.options, "slug": look.slug, "image": stored_form(look.image)}
    return {"title": look.name[:255], "appearance": appearance}


def _save_addresses(shipping: Address, billing: Address) -> tuple[ShippingAddress, BillingAddress]:
    codes = {shipping["country"], billing["country"]}
    countries = {code: ensure_country(code) for code in codes}
    sent_to = ShippingAddress(
        **_address_fields(shipping, countries), phone_number=shipping["phone"]
    )
    billed_to = BillingAddress(**_address_fields(billing, countries))
    for address in (sent_to, billed_to):
        address._update_search_text()  # which `save` would do
    statements.INSERT_SHIPPING_ADDRESS.insert(sent_to)
    statements.INSERT_BILLING_ADDRESS.insert(billed_to)
    return sent_to, billed_to


def _address_fields(address: Address, countries: dict[str, Country]) -> dict[str, Any]:
    return {
        "first_name": address["first_name"],
        "last_name": address["last_name"],
        "line1": address["line1"],
        "line2": address["line2"],
        "line3": address["company"],
        "line4": address["city"],
        "state": address["region"],
        "postcode": address["postcode"],
        "country": countries[address["country"]],
    }


def _product_ids(review: Review) -> tuple[int, ...]:
    return tuple(sorted({item.line.product_id for item in review.priced.lines}))
