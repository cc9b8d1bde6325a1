"""Where a shopper stands on the way to an order, and what they would get for which money."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypedDict

from commerce.cart.pricing.baskets import PricedCart, discount_of, price_basket
from commerce.cart.pricing.totals import Discount, Figures
from commerce.cart.selectors.baskets import find_basket
from commerce.cart.selectors.carts import (
    Json,
    Looks,
    cart_json,
    describe_cart,
    discount_json,
    totals_json,
)
from commerce.cart.shoppers import Shopper
from commerce.core.money import Money
from commerce.ordering.errors import CartEmptyError
from commerce.oscar.basket.models import Basket
from commerce.oscar.order.models import ShippingAddress
from commerce.oscar.shipping.repository import Repository
from commerce.payments.registry import list_gateways

from .fingerprints import sign_review


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
    """A way to send this cart to its address, at a price that one offer may lower."""

    code: str
    name: str
    description: str
    list_price: Money
    discounts: tuple[Discount, ...]
    minimum_days: int
    maximum_days: int
    engine: Any

    @property
    def discount(self) -> Money:
        return Money.sum((row.amount for row in self.discounts), self.list_price.currency)

    @property
    def price(self) -> Money:
        return self.list_price - self.discount


@dataclass(frozen=True, slots=True)
class Review:
    """A cart with everything its owner has said about it so far."""

    priced: PricedCart
    looks: Looks
    email: str
    shipping_address: Address | None
    billing_address: Address | None
    methods: list[ShippingMethod]
    method: ShippingMethod | None

    @property
    def missing(self) -> list[str]:
        """The steps that keep the order from being placed, in the order of the checkout."""
        steps = {
            "email": self.email,
            "shipping_address": self.shipping_address,
            "shipping_method": self.method,
        }
        return [name for name, value in steps.items() if not value]

    @property
    def figures(self) -> Figures:
        """All amounts of the order: nothing after this computes money again."""
        if self.method is None:
            return self.priced.figures
        return replace(
            self.priced.figures,
            shipping=self.method.list_price,
            shipping_discounts=self.method.discounts,
        )

    @property
    def discounts(self) -> tuple[Discount, ...]:
        """What offers take off goods and shipping."""
        figures = self.figures
        return (*figures.discounts, *figures.shipping_discounts)


def get_checkout(shopper: Shopper) -> Json:
    """Return the checkout of the shopper's cart; raise CartEmptyError when there is nothing in it."""
    return checkout_json(get_review(shopper))


def get_review(shopper: Shopper) -> Review:
    """Return what would be ordered now, freshly priced; raise CartEmptyError."""
    basket = find_basket(shopper)
    if basket is None:
        raise CartEmptyError
    return review_basket(basket=basket, shopper=shopper)


def review_basket(*, basket: Basket, shopper: Shopper) -> Review:
    """Price the cart and what sending it costs; raise CartEmptyError."""
    priced = price_basket(basket=basket, shopper=shopper)
    if not priced.lines:
        raise CartEmptyError
    said = basket.checkout
    methods = _list_methods(priced, said.get("shipping_address"))
    return Review(
        priced=priced,
        looks=describe_cart(priced),
        email=said.get("email") or (shopper.user.email if shopper.user else ""),
        shipping_address=said.get("shipping_address"),
        billing_address=said.get("billing_address"),
        methods=methods,
        method=next((m for m in methods if m.code == said.get("shipping_method")), None),
    )


def _list_methods(priced: PricedCart, address: Address | None) -> list[ShippingMethod]:
    """Return the ways to send a priced basket there; none before the address is known."""
    if address is None:
        return []
    destination = ShippingAddress(country_id=address["country"])
    methods = Repository().get_shipping_methods(basket=priced.basket, shipping_addr=destination)
    return [_method(method, priced) for method in methods]


def checkout_json(review: Review) -> Json:
    """Return the whole checkout, with a fingerprint of what it shows.

    `discounts` are those of the goods. What is paid for shipping is told after its own discounts,
    so the totals add up with or without their rows.
    """
    figures = review.figures
    return {
        "cart": cart_json(review.priced, review.looks),
        "email": review.email,
        "shipping_address": review.shipping_address,
        "billing_address": review.billing_address,
        "shipping_method": method_json(review.method) if review.method else None,
        "payment_methods": [
            {"code": m.code, "name": str(m.name), "description": str(m.description)}
            for m in list_gateways()
        ],
        "discounts": [discount_json(discount) for discount in figures.discounts],
        "shipping_discounts": [discount_json(row) for row in figures.shipping_discounts],
        "totals": totals_json(figures),
        "missing": review.missing,
        "fingerprint": sign_review(review),
    }


def method_json(method: ShippingMethod) -> Json:
    return {
        "code": method.code,
        "name": method.name,
        "description": method.description,
        "price": method.price.as_json(),
        "price_before_discount": method.list_price.as_json(),
        "minimum_days": method.minimum_days,
        "maximum_days": method.maximum_days,
    }


def _method(method: Any, priced: PricedCart) -> ShippingMethod:
    return ShippingMethod(
        code=method.code,
        name=str(method.name),
        description=str(method.description),
        list_price=Money(_list_price(method, priced.basket), priced.basket.currency),
        discounts=_discounts(method, priced),
        minimum_days=getattr(method, "minimum_days", 0),
        maximum_days=getattr(method, "maximum_days", 0),
        engine=method,
    )


def _list_price(method: Any, basket: Basket) -> Decimal:
    undiscounted = method.method if method.is_discounted else method
    price: Decimal = undiscounted.calculate(basket).incl_tax
    return price


def _discounts(method: Any, priced: PricedCart) -> tuple[Discount, ...]:
    """Return the row of the one offer that lowers the price of this method, if any does."""
    basket = priced.basket
    amount = Money(method.discount(basket), basket.currency)
    return tuple(
        discount_of(application, amount, priced.locale)
        for application in basket.shipping_discounts
        if amount and application["offer"] == method.offer
    )
