"""The steps to an order: whom and where, how to send it. Placing it is in `placement`."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from commerce.cart.policies import cart_expiry
from commerce.cart.pricing.taxes import VAT_ID
from commerce.cart.selectors.baskets import find_basket, lock_basket
from commerce.cart.shoppers import Shopper
from commerce.delivery.selectors.points import find_point
from commerce.delivery.services.points import list_points
from commerce.ordering.errors import (
    CartEmptyError,
    CountryNotServedError,
    PickupPointUnavailableError,
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
from commerce.ordering.selectors.estimates import destination_of, pickup_of
from commerce.ordering.selectors.sending import points_json
from commerce.ordering.services.quoting import ask_for_prices
from commerce.ordering.statements import NOTE_CHECKOUT
from commerce.oscar.basket.models import Basket
from commerce.oscar.shipping.methods import consignment_of
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


def change_checkout(*, shopper: Shopper, said: dict[str, Any]) -> dict[str, Any]:
    """Note several things at once, all of them or none; return the checkout.

    `said` has some of `email`, `shipping_address`, `billing_address`, `shipping_method` and
    `payment_method`; the last two as `set_shipping_method` and `set_payment_method` take them. What
    is not named stays as it is. Raises what these and `set_addresses` raise.
    """
    said = dict(said)
    method, payment = said.pop("shipping_method", None), said.pop("payment_method", None)
    if address := said.get("shipping_address"):
        _ask_about(shopper, address)
    with transaction.atomic():
        basket = _lock(shopper)
        if payment:
            said |= _payment(basket, shopper, **payment)
        if method:
            review = _send(basket, shopper, said, **method, at="/shipping_method")
        else:
            review = _note(basket, shopper, said)
        if payment and payment["code"]:
            refuse_unpayable(review, payment["code"])
    return checkout_json(_quoted(review, shopper))


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
    said = {
        "email": email,
        "shipping_address": shipping_address,
        "billing_address": billing_address,
    }
    return change_checkout(shopper=shopper, said=said)


def _ask_about(shopper: Shopper, address: Address) -> None:
    if (country := address["country"]) not in shopper.channel.countries:
        raise CountryNotServedError(country=country, pointer="/shipping_address/country")
    place = Place(country, address.get("region") or "", address.get("postcode") or "")
    ask_rates(channel=shopper.channel, place=place, currency=shopper.channel.default_currency)


def set_shipping_method(*, shopper: Shopper, code: str, pickup_point: str = "") -> dict[str, Any]:
    """Choose how the order is sent, and where it waits; return the checkout.

    Of a way to pickup points without a point, that is still missing. Raises
    ShippingMethodUnavailableError for a method that does not go to the address,
    PickupPointUnavailableError for a point that it does not go to, and CartEmptyError.
    """
    with transaction.atomic():
        review = _send(_lock(shopper), shopper, {}, code=code, pickup_point=pickup_point)
    return checkout_json(_quoted(review, shopper))


def _send(
    basket: Basket,
    shopper: Shopper,
    said: dict[str, Any],
    *,
    code: str,
    pickup_point: str = "",
    at: str = "",
) -> Review:
    review = _note(basket, shopper, {**said, "shipping_method": code, "pickup_point": None})
    if review.method is None:
        raise ShippingMethodUnavailableError(pointer=f"{at}/code")
    if pickup_point:
        point = find_point(
            channel_id=shopper.channel.pk, pickup=review.method.pickup, point_id=pickup_point
        )
        review = _note(basket, shopper, {"pickup_point": point})
        if review.pickup_point is None:
            raise PickupPointUnavailableError(pointer=f"{at}/pickup_point")
    return review


def list_pickup_points(
    *, shopper: Shopper, code: str, country: str = "", postcode: str = ""
) -> dict[str, Any]:
    """Return where a way of sending lets parcels wait, 20 at most, the nearest first.

    Without a postcode near the cart's address, if it is known. Raises ShippingMethodUnavailableError,
    NoPickupPointsError, CountryNotServedError and PostcodeOfAnotherCountryError. A carrier is asked,
    two seconds at most, with no lock held.
    """
    basket = find_basket(shopper)
    address = basket.checkout.get("shipping_address") if basket else None
    if address and not postcode and country in ("", address["country"]):
        country, postcode = address["country"], address["postcode"]
    place = destination_of(
        shopper.channel, country=country or (address or {}).get("country", ""), postcode=postcode
    )
    pickup = pickup_of(shopper, code)
    return points_json(list_points(channel_id=shopper.channel.pk, pickup=pickup, place=place))


def set_payment_method(*, shopper: Shopper, code: str) -> dict[str, Any]:
    """Choose how the order is paid, so that what it costs is in the totals; return the checkout.

    An empty code chooses none. Raises UnknownPaymentMethodError, MethodRefusedError for one that is
    not open, and CartEmptyError.
    """
    return change_checkout(shopper=shopper, said={"payment_method": {"code": code}})


def _payment(basket: Basket, shopper: Shopper, *, code: str) -> dict[str, object]:
    if code:
        get_gateway(code, channel_id=shopper.channel.pk)
    return with_fee(basket, code)


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
    if not place or not review.quotes.unasked:
        return review
    asked = review.priced.basket
    if not ask_for_prices(asked, consignment_of(asked), place, known=review.quotes):
        return review
    basket = find_basket(shopper)
    if basket is None:
        return review
    fresh = review_basket(basket=basket, shopper=shopper)
    keep_review(fresh, shopper)
    return fresh
