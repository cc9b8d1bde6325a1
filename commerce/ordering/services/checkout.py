"""The steps to an order: whom and where, how to send it. Placing it is in `placement`."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from commerce.cart.policies import cart_expiry
from commerce.cart.pricing.taxes import VAT_ID
from commerce.cart.selectors.baskets import find_basket, lock_basket
from commerce.cart.shoppers import Shopper
from commerce.ordering.errors import (
    CartEmptyError,
    CountryNotServedError,
    ShippingMethodUnavailableError,
)
from commerce.ordering.payment_methods import refuse_unpayable, with_fee
from commerce.ordering.review import Address, Review, place_of, review_basket
from commerce.ordering.selectors.checkout import (
    checkout_json,
    keep_review,
    last_review,
    methods_json,
)
from commerce.ordering.services.quoting import ask_for_prices
from commerce.ordering.statements import NOTE_CHECKOUT
from commerce.oscar.basket.models import Basket
from commerce.payments.registry import get_gateway
from commerce.tax.services.asking import ask_rates
from commerce.tax.services.vat_ids import check_vat_id
from commerce.tax.shapes.rates import Place


def read_checkout(*, shopper: Shopper) -> dict[str, Any]:
    """Return the checkout of the shopper's cart; raise CartEmptyError when there is nothing in it.

    Carriers whose prices are not known yet are asked, as after each change below: two seconds at
    most, with no lock held.
    """
    return checkout_json(_quoted(last_review(shopper), shopper))


def list_methods(*, shopper: Shopper) -> dict[str, Any]:
    """Return the ways to send the shopper's cart to its address; raise CartEmptyError."""
    review = _quoted(last_review(shopper), shopper)
    return methods_json(review.methods, review.refused_methods)


def set_addresses(
    *,
    shopper: Shopper,
    email: str,
    shipping_address: Address,
    billing_address: Address | None,
) -> dict[str, Any]:
    """Note whom the order is for; return the checkout.

    Without a billing address the shipping address is billed. Raises CountryNotServedError or
    CartEmptyError. A shipping method that does not go there is no longer chosen. A channel's tax
    service is asked about the place before anything is locked.
    """
    if (country := shipping_address["country"]) not in shopper.channel.countries:
        raise CountryNotServedError(country=country, pointer="/shipping_address/country")
    said = {
        "email": email,
        "shipping_address": shipping_address,
        "billing_address": billing_address,
    }
    region, postcode = shipping_address.get("region"), shipping_address.get("postcode")
    place = Place(country, region or "", postcode or "")
    ask_rates(channel=shopper.channel, place=place, currency=shopper.channel.default_currency)
    with transaction.atomic():
        review = _note(_lock(shopper), shopper, said)
    return checkout_json(_quoted(review, shopper))


def set_shipping_method(*, shopper: Shopper, code: str) -> dict[str, Any]:
    """Choose how the order is sent; return the checkout.

    Raises ShippingMethodUnavailableError for a method that does not go to the address, and
    CartEmptyError.
    """
    with transaction.atomic():
        review = _note(_lock(shopper), shopper, {"shipping_method": code})
        if review.method is None:
            raise ShippingMethodUnavailableError(pointer="/code")
    return checkout_json(_quoted(review, shopper))


def set_payment_method(*, shopper: Shopper, code: str) -> dict[str, Any]:
    """Choose how the order is paid, so that what it costs is in the totals; return the checkout.

    An empty code chooses none. Raises UnknownPaymentMethodError, MethodRefusedError for one that is
    not open, and CartEmptyError.
    """
    with transaction.atomic():
        basket = _lock(shopper)
        if code:
            get_gateway(code, channel_id=shopper.channel.pk)
        review = _note(basket, shopper, with_fee(basket, code))
        if code:
            refuse_unpayable(review, code)
    return checkout_json(_quoted(review, shopper))


def set_vat_id(*, shopper: Shopper, vat_id: str) -> dict[str, Any]:
    """Note the VAT id of a business; return the checkout. An empty one takes it out.

    The register is asked before anything is locked; where it does not answer, the checkout says so
    and tax is charged. Raises what `check_vat_id` raises, and CartEmptyError.
    """
    basket = find_basket(shopper)
    if basket is None:
        raise CartEmptyError
    said: dict[str, Any] = {VAT_ID: None}
    if vat_id:
        address = basket.checkout.get("shipping_address") or {}
        country = address.get("country", "")
        check = check_vat_id(channel=shopper.channel, text=vat_id, country=country)
        said[VAT_ID] = {"id": check.vat_id, "state": check.state, "check": check.public_id}
    with transaction.atomic():
        review = _note(_lock(shopper), shopper, said)
    return checkout_json(_quoted(review, shopper))


def _lock(shopper: Shopper) -> Basket:
    basket = lock_basket(shopper)
    if basket is None:
        raise CartEmptyError
    return basket


def _note(basket: Basket, shopper: Shopper, said: dict[str, Any]) -> Review:
    basket.checkout = {**basket.checkout, **said}
    basket.expires_at = cart_expiry(is_owned=basket.owner_id is not None, now=timezone.now())
    NOTE_CHECKOUT.run(basket=basket.pk, checkout=basket.checkout, expires_at=basket.expires_at)
    review = review_basket(basket=basket, shopper=shopper)
    keep_review(review, shopper)
    return review


def _quoted(review: Review, shopper: Shopper) -> Review:
    """Return the review with prices that carriers had to be asked for; read anew only then."""
    place = review.shipping_address and place_of(review.shipping_address)
    if not place or not ask_for_prices(review.priced, review.quotes, place):
        return review
    basket = find_basket(shopper)
    if basket is None:
        return review
    fresh = review_basket(basket=basket, shopper=shopper)
    keep_review(fresh, shopper)
    return fresh
