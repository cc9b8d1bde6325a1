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
from commerce.ordering.review import Address, Review, review_basket
from commerce.ordering.selectors.checkout import checkout_json, keep_review
from commerce.ordering.statements import NOTE_CHECKOUT
from commerce.oscar.basket.models import Basket
from commerce.payments.registry import get_gateway
from commerce.tax.services.asking import ask_rates
from commerce.tax.services.vat_ids import check_vat_id
from commerce.tax.shapes.rates import Place


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
        return checkout_json(_note(_lock(shopper), shopper, said))


@transaction.atomic
def set_shipping_method(*, shopper: Shopper, code: str) -> dict[str, Any]:
    """Choose how the order is sent; return the checkout.

    Raises ShippingMethodUnavailableError for a method that does not go to the address, and
    CartEmptyError.
    """
    review = _note(_lock(shopper), shopper, {"shipping_method": code})
    if review.method is None:
        raise ShippingMethodUnavailableError(pointer="/code")
    return checkout_json(review)


@transaction.atomic
def set_payment_method(*, shopper: Shopper, code: str) -> dict[str, Any]:
    """Choose how the order is paid, so that what it costs is in the totals; return the checkout.

    An empty code chooses none. Raises UnknownPaymentMethodError, MethodRefusedError for one that is
    not open, and CartEmptyError.
    """
    basket = _lock(shopper)
    if code:
        get_gateway(code, channel_id=shopper.channel.pk)
    review = _note(basket, shopper, with_fee(basket, code))
    if code:
        refuse_unpayable(review, code)
    return checkout_json(review)


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
        return checkout_json(_note(_lock(shopper), shopper, said))


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
