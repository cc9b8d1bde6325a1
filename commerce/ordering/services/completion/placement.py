"""Turning a reviewed cart into an order, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from commerce.cart.selectors.appearances import Appearance
from commerce.cart.shoppers import Shopper
from commerce.catalogue.events import StockChanged
from commerce.core.bus import gathered, publish
from commerce.core.media import stored_form
from commerce.ordering import statements
from commerce.ordering.enums import ReleaseReason
from commerce.ordering.errors import CheckoutChangedError, PaymentBeforeOrderError
from commerce.ordering.events import OrderPlaced
from commerce.ordering.payment_methods import instrument_of, refuse_unpayable
from commerce.ordering.review import Address, Review
from commerce.ordering.services.countries import ensure_country
from commerce.ordering.services.origins import country_of, note_country
from commerce.ordering.services.payments import begin_payment
from commerce.ordering.services.taxes import record_taxes, taxation_json
from commerce.ordering.services.terms import accepted_terms as terms_of
from commerce.ordering.services.terms import note_terms
from commerce.ordering.services.usage import record_usage
from commerce.oscar.address.models import Country
from commerce.oscar.order.models import BillingAddress, Order, ShippingAddress
from commerce.oscar.order.utils import NotEnoughStock, OrderCreator
from commerce.payments.registry import get_gateway

from .checks import checked_review, lock_cart
from .releasing import release_open

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model

    from commerce.payments.models import PaymentSession


@dataclass(frozen=True, slots=True)
class PlacedOrder:
    """An order that knows its rows as they were written, and its payments."""

    order: Order
    payments: list[PaymentSession]


@transaction.atomic(savepoint=False)  # a refused order leaves nothing that could be kept
@gathered()
def place_order(
    *, shopper: Shopper, payment_method: str, fingerprint: str, accepted_terms: str = ""
) -> PlacedOrder:
    """Place the order that the fingerprint stands for, and owe the money.

    For payments that nobody has to make first; others raise PaymentBeforeOrderError. Raises what
    `checked_review`, `refuse_unpayable` and `note_terms` raise; then nothing is written.
    """
    gateway = get_gateway(payment_method, channel_id=shopper.channel.pk)
    if gateway.can.pays_before_order and not gateway.can.needs_purse:
        raise PaymentBeforeOrderError(pointer="/payment_method")
    basket = lock_cart(shopper)
    note_terms(basket=basket, shopper=shopper, version=accepted_terms)
    note_country(basket=basket, shopper=shopper)
    review = checked_review(basket=basket, shopper=shopper, fingerprint=fingerprint)
    refuse_unpayable(review, gateway.code)
    release_open(basket=basket, reason=ReleaseReason.REPLACED)
    order = write_order(review=review, shopper=shopper)
    payment = begin_payment(
        order=order,
        gateway=gateway,
        amount=review.totals.total,
        instrument=instrument_of(review, gateway.code),
    )
    return PlacedOrder(order, [payment])


def write_order(
    *,
    review: Review,
    shopper: Shopper,
    number: str = "",
    beside: Callable[[Order], list[Model]] = lambda _order: [],
) -> Order:
    """Make an order of a checked review, and publish OrderPlaced and StockChanged.

    The caller holds the locks of the cart and its goods. Stock is allocated for all lines or for
    none. Under the number, if it is free, or a random one. Rows `beside` it are written with it.
    """
    basket = review.priced.basket
    try:
        order = OrderCreator().place_order(
            order_number=number, beside=beside, **_order_fields(review, shopper)
        )
    except NotEnoughStock:
        raise CheckoutChangedError(changes=[]) from None
    record_taxes(order=order, review=review)
    record_usage(order=order, review=review, user=shopper.user)
    statements.SUBMIT_BASKET.run(basket=basket.pk, moment=timezone.now())
    publish(
        OrderPlaced(order_id=order.pk, channel_id=order.channel_id),
        StockChanged(product_ids=product_ids_of(review)),
    )
    return order


def _order_fields(review: Review, shopper: Shopper) -> dict[str, Any]:
    basket, method = review.priced.basket, review.method
    assert method is not None  # noqa: S101 _refuse_changed lets no review without one pass
    assert review.shipping_address is not None  # noqa: S101 nor without an address
    address = review.shipping_address
    shipping_address, billing_address = _addresses(address, review.billing_address or address)
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
        "describe": lambda line: line_fields(review.looks[line.pk]),
        "channel": shopper.channel,
        "locale": shopper.locale,
        "guest_email": review.email,
        "promised_from": method.promise.earliest if method.promise else None,
        "promised_until": method.promise.latest if method.promise else None,
        "shipping_priced_by": method.source,
        "pickup_point": review.pickup_point or {},
        "taxation": taxation_json(review),
        "accepted_terms": terms_of(basket),
        "network_country": country_of(basket),
        "site": None,
    }


def line_fields(look: Appearance) -> dict[str, Any]:
    """Return what an order's line keeps of how its product looks."""
    appearance = {"options": look.options, "slug": look.slug, "image": stored_form(look.image)}
    return {"title": look.name[:255], "appearance": appearance}


def _addresses(shipping: Address, billing: Address) -> tuple[ShippingAddress, BillingAddress]:
    codes = {shipping["country"], billing["country"]}
    countries = {code: ensure_country(code) for code in codes}
    sent_to = ShippingAddress(**address_fields(shipping, countries), phone_number=shipping["phone"])
    billed_to = BillingAddress(**address_fields(billing, countries))
    for address in (sent_to, billed_to):
        address._update_search_text()  # which `save` would do
    return sent_to, billed_to


def address_fields(address: Address, countries: dict[str, Country]) -> dict[str, Any]:
    """Return an address as Oscar's rows have it, without the telephone."""
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


def product_ids_of(review: Review) -> tuple[int, ...]:
    return tuple(sorted({item.line.product_id for item in review.priced.lines}))
