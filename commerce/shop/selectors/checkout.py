"""Where a shopper stands on the way to an order, and what they would get for which money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypedDict

from commerce.core.money import Money
from commerce.oscar.basket.models import Basket
from commerce.oscar.order.models import ShippingAddress
from commerce.oscar.shipping.repository import Repository
from commerce.shop.errors import CartEmptyError
from commerce.shop.registry import list_payment_methods

from .baskets import Shopper, find_basket
from .carts import Json, cart_json, discount_json, totals_json
from .fingerprints import sign_review
from .pricing import Discount, PricedCart, price_basket


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
    """A way to send this cart to its address; `price` is after discounts."""

    code: str
    name: str
    description: str
    price: Money
    discount: Money
    minimum_days: int
    maximum_days: int
    engine: Any


@dataclass(frozen=True, slots=True)
class Review:
    """A cart with everything its owner has said about it so far."""

    priced: PricedCart
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
    def shipping(self) -> Money | None:
        return self.method.price if self.method else None

    @property
    def total(self) -> Money:
        goods = self.priced.total
        return goods if self.shipping is None else goods + self.shipping

    @property
    def discounts(self) -> list[Discount]:
        """What offers take off goods and shipping."""
        return [*self.priced.discounts, *_shipping_discounts(self)]


def get_checkout(shopper: Shopper) -> Json:
    """Return the checkout of the shopper's cart; raise CartEmptyError when there is nothing in it."""
    return checkout_json(get_review(shopper), shopper)


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
    methods = list_methods(basket, said.get("shipping_address"))
    return Review(
        priced=priced,
        email=said.get("email") or (shopper.user.email if shopper.user else ""),
        shipping_address=said.get("shipping_address"),
        billing_address=said.get("billing_address"),
        methods=methods,
        method=next((m for m in methods if m.code == said.get("shipping_method")), None),
    )


def list_methods(basket: Basket, address: Address | None) -> list[ShippingMethod]:
    """Return the ways to send a priced basket there; none before the address is known."""
    if address is None:
        return []
    destination = ShippingAddress(country_id=address["country"])
    methods = Repository().get_shipping_methods(basket=basket, shipping_addr=destination)
    return [_method(method, basket) for method in methods]


def checkout_json(review: Review, shopper: Shopper) -> Json:
    """Return the whole checkout, with a fingerprint of what it shows.

    Its discounts are those of the goods: the price of shipping is after discounts already, and the
    rows add up to the total.
    """
    return {
        "cart": cart_json(review.priced, locale=shopper.locale),
        "email": review.email,
        "shipping_address": review.shipping_address,
        "billing_address": review.billing_address,
        "shipping_method": method_json(review.method) if review.method else None,
        "payment_methods": [
            {"code": m.code, "name": str(m.name), "description": str(m.description)}
            for m in list_payment_methods()
        ],
        "discounts": [discount_json(discount) for discount in review.priced.discounts],
        "totals": totals_json(
            review.priced.subtotal, review.priced.discount, shipping=review.shipping
        ),
        "missing": review.missing,
        "fingerprint": sign_review(review),
    }


def method_json(method: ShippingMethod) -> Json:
    return {
        "code": method.code,
        "name": method.name,
        "description": method.description,
        "price": method.price.as_json(),
        "minimum_days": method.minimum_days,
        "maximum_days": method.maximum_days,
    }


def _method(method: Any, basket: Basket) -> ShippingMethod:
    return ShippingMethod(
        code=method.code,
        name=str(method.name),
        description=str(method.description),
        price=Money(method.calculate(basket).excl_tax, basket.currency),
        discount=Money(method.discount(basket), basket.currency),
        minimum_days=getattr(method, "minimum_days", 0),
        maximum_days=getattr(method, "maximum_days", 0),
        engine=method,
    )


def _shipping_discounts(review: Review) -> list[Discount]:
    if review.method is None or not review.method.discount:
        return []
    # Only the first shipping discount counts, as in upstream's repository.
    application = review.priced.basket.shipping_discounts[0]
    voucher = application["voucher"]
    return [
        Discount(
            offer_id=application["offer"].pk,
            name=application["name"],
            description=application["offer"].description,
            amount=review.method.discount,
            voucher_code=voucher.code if voucher else None,
        )
    ]
