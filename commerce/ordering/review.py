"""What a shopper would get for which money: a priced cart with all that its owner has said.

Made anew for each question and never stored; placing an order makes it under locks.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypedDict

from django.utils import timezone

from commerce.cart.enums import TotalKind
from commerce.cart.pricing.baskets import PricedCart, discount_of, price_basket
from commerce.cart.pricing.charges import add_charges
from commerce.cart.pricing.taxes import add_taxes
from commerce.cart.pricing.totals import Discount, TotalLine, Totals
from commerce.cart.selectors.carts import Looks, describe_cart
from commerce.cart.services.drafts import DELIVERY_WAIVED
from commerce.cart.shoppers import Shopper
from commerce.core.money import Money
from commerce.delivery.enums import Obstacle, PriceSource
from commerce.delivery.selectors.dates import promise
from commerce.delivery.selectors.points import Said, find_kept_point
from commerce.delivery.selectors.quotes import find_quotes
from commerce.delivery.selectors.timetables import find_timetable
from commerce.delivery.shapes import NO_QUOTES, Consignment, Destination, Promise, Quote, Quotes
from commerce.ordering.errors import CartEmptyError
from commerce.oscar.basket.models import Basket
from commerce.oscar.order.models import ShippingAddress
from commerce.oscar.shipping.methods import consignment_of
from commerce.oscar.shipping.repository import Repository


class Address(TypedDict):
    """Where something goes; `country` is an ISO code."""

    first_name: str
    last_name: str
    company: str
    line1: str
    line2: str
    city: str
    region: str
    postcode: str
    country: str
    phone: str


@dataclass(frozen=True, slots=True)
class ShippingMethod:
    """A way to send this cart to its address, at a price that one offer may lower.

    `source` says whose price it is; `service` is what a carrier was to be asked for, if one was, and
    `quote` what it has said. `pickup` is whose pickup points it goes to; empty, it goes to the address.
    """

    code: str
    name: str
    description: str
    list_price: Money
    discounts: tuple[Discount, ...]
    minimum_days: int
    maximum_days: int
    engine: Any
    promise: Promise | None = None
    source: PriceSource = PriceSource.STANDING
    service: str = ""
    quote: Quote | None = None
    pickup: str = ""

    @property
    def lines(self) -> tuple[TotalLine, ...]:
        """What it adds to a total: its price, and what the offer takes off."""
        price = TotalLine(TotalKind.SHIPPING, self.name, self.list_price, source=self.code)
        discounts = (row.as_line(TotalKind.SHIPPING_DISCOUNT) for row in self.discounts)
        return (price, *discounts)

    @property
    def price(self) -> Money:
        """What is paid for it."""
        return Totals(self.list_price.currency, self.lines).total


@dataclass(frozen=True, slots=True)
class RefusedMethod:
    """A way to send that goes to the country, but not this cart or not to this address."""

    code: str
    name: str
    obstacle: Obstacle


@dataclass(frozen=True, slots=True)
class Review:
    """A cart with everything its owner has said about it so far.

    `totals` is all amounts of the order: nothing after this computes money again.
    """

    priced: PricedCart
    looks: Looks
    email: str
    shipping_address: Address | None
    billing_address: Address | None
    methods: list[ShippingMethod]
    refused_methods: list[RefusedMethod]
    method: ShippingMethod | None
    payment_method: str
    totals: Totals
    quotes: Quotes = NO_QUOTES
    pickup_point: Said | None = None

    @property
    def missing(self) -> list[str]:
        """The steps that keep the order from being placed, in the order of the checkout."""
        steps = {
            "email": self.email,
            "shipping_address": self.shipping_address,
            "shipping_method": self.method,
            "pickup_point": self.pickup_point or not (self.method and self.method.pickup),
        }
        return [name for name, value in steps.items() if not value]

    @property
    def shipping_discounts(self) -> tuple[Discount, ...]:
        return self.method.discounts if self.method else ()

    @property
    def discounts(self) -> tuple[Discount, ...]:
        """What offers take off goods and shipping."""
        return (*self.priced.discounts, *self.shipping_discounts)

    @property
    def adds_up(self) -> bool:
        return self.totals.adds_up([item.figures for item in self.priced.lines])


def review_basket(*, basket: Basket, shopper: Shopper, quotes: Quotes | None = None) -> Review:
    """Price the cart and what sending it costs; raise CartEmptyError.

    With `quotes` exactly these prices of carriers hold, else those that are known at this moment.
    Nobody is asked.
    """
    priced = price_basket(basket=basket, shopper=shopper)
    if not priced.lines:
        raise CartEmptyError
    said = basket.checkout
    address = said.get("shipping_address")
    place = place_of(address) if address else None
    if quotes is None:
        goods = consignment_of(basket)
        quotes = quotes_at(basket, goods, place) if place else NO_QUOTES
    methods = list_methods(priced, place, quotes) if place else []
    method = next((m for m in methods if m.code == said.get("shipping_method")), None)
    return Review(
        priced=priced,
        looks=describe_cart(priced),
        email=said.get("email") or (shopper.user.email if shopper.user else ""),
        shipping_address=said.get("shipping_address"),
        billing_address=said.get("billing_address"),
        methods=methods,
        refused_methods=list_refused_methods(priced, place) if place else [],
        method=method,
        payment_method=said.get("payment_method") or "",
        totals=_totals(priced, method),
        quotes=quotes,
        pickup_point=_pickup_point(basket, method),
    )


def _pickup_point(basket: Basket, method: ShippingMethod | None) -> Said | None:
    """The point that was chosen as it is now, in the country of the address, whose taxes it bears."""
    said = basket.checkout.get("pickup_point")
    if method is None or not said:
        return None
    if said["country"] != basket.checkout["shipping_address"]["country"]:
        return None
    return find_kept_point(channel_id=basket.channel_id, pickup=method.pickup, said=said)


def _totals(priced: PricedCart, method: ShippingMethod | None) -> Totals:
    """Charges are worked out anew with shipping: they may depend on it."""
    if method is None:
        return priced.totals
    basket, lines = priced.basket, priced.lines
    return add_taxes(basket, lines, add_charges(basket, lines, priced.goods.plus(*method.lines)))


def place_of(address: Address) -> Destination:
    """Return where an address is, as far as zones and holidays ask it."""
    return Destination(address["country"], address["postcode"], address["region"])


def quotes_at(shelf: Any, goods: Consignment, place: Destination) -> Quotes:
    """Return what is known of carriers' prices for these goods there.

    `shelf` is a basket, or anything else that has a channel and a currency.
    """
    services = Repository().carrier_services(shelf, goods, place)
    if not services:
        return NO_QUOTES
    return find_quotes(
        channel_id=shelf.channel_id,
        services=services,
        goods=goods,
        place=place,
        currency=shelf.currency,
    )


def list_methods(
    priced: PricedCart, place: Destination, quotes: Quotes = NO_QUOTES
) -> list[ShippingMethod]:
    """Return the ways to send a priced basket there, each with its days."""
    methods = Repository(quotes).get_shipping_methods(
        basket=priced.basket, shipping_addr=_address_at(place)
    )
    return [_method(method, priced, place) for method in methods]


def list_refused_methods(priced: PricedCart, place: Destination) -> list[RefusedMethod]:
    """Return what is not offered for a priced basket there, and why."""
    refused = Repository().refused_methods(priced.basket, _address_at(place))
    return [
        RefusedMethod(each.method.code, str(each.method.name), each.obstacle) for each in refused
    ]


def promise_of(method: Any, *, channel_id: int, place: Destination) -> Promise | None:
    """Return the dates of an engine's method for who orders now; None where the channel tells none."""
    timetable, carriage = find_timetable(channel_id), getattr(method, "carriage", None)
    if timetable is None or carriage is None:
        return None
    return promise(timetable=timetable, carriage=carriage, destination=place, now=timezone.now())


def _address_at(place: Destination) -> ShippingAddress:
    return ShippingAddress(country_id=place.country, postcode=place.postcode, state=place.region)


def _method(method: Any, priced: PricedCart, place: Destination) -> ShippingMethod:
    return ShippingMethod(
        code=method.code,
        name=str(method.name),
        description=str(method.description),
        list_price=_as_paid(_list_price(method, priced.basket), priced.basket),
        discounts=_discounts(method, priced),
        minimum_days=getattr(method, "minimum_days", 0),
        maximum_days=getattr(method, "maximum_days", 0),
        engine=method,
        promise=promise_of(method, channel_id=priced.basket.channel_id, place=place),
        source=getattr(method, "price_source", PriceSource.STANDING),
        service=getattr(method, "service", ""),
        quote=getattr(method, "quote", None),
        pickup=getattr(method, "pickup", ""),
    )


def _list_price(method: Any, basket: Basket) -> Decimal:
    if basket.checkout.get(DELIVERY_WAIVED):
        return Decimal(0)
    undiscounted = method.method if method.is_discounted else method
    price: Decimal = undiscounted.calculate(basket).incl_tax
    return price


def _as_paid(amount: Decimal, basket: Basket) -> Money:
    """An amount as this buyer pays it: without the tax of home, if they bear none."""
    taxation = basket.taxation
    lowered = taxation.price_of(amount, basket.currency) if taxation else amount
    return Money(lowered, basket.currency)


def _discounts(method: Any, priced: PricedCart) -> tuple[Discount, ...]:
    """Return the row of the one offer that lowers the price of this method, if any does."""
    basket = priced.basket
    if basket.checkout.get(DELIVERY_WAIVED):
        return ()
    amount = _as_paid(method.discount(basket), basket)
    return tuple(
        discount_of(application, amount, priced.locale)
        for application in basket.shipping_discounts
        if amount and application["offer"] == method.offer
    )
