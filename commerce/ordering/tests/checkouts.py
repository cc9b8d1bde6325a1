"""The way to an order in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from commerce.cart.tests.carts import Storefront
from commerce.cart.tests.goods import make_product, make_rates
from commerce.oscar.order.models import Order

if TYPE_CHECKING:
    from rest_framework.test import APIClient

    from commerce.tenancy.models import Channel

ADDRESS = {
    "first_name": "Ada",
    "last_name": "Reed",
    "company": "Reed Ltd",
    "line1": "Lindenstraße 5",
    "line2": "",
    "city": "Berlin",
    "region": "",
    "postcode": "10969",
    "country": "DE",
    "phone": "+49 30 1234567",
}
EMAIL = "ada@example.com"


class Customer(Storefront):
    """A shopper who knows where the goods go."""

    def say_where(self, *, email: str = EMAIL, billing: Any = None, **address: Any) -> Any:
        body = {
            "email": email,
            "shipping_address": {**ADDRESS, **address},
            "billing_address": billing,
        }
        return self.call("put", "checkout/addresses/", body)

    def say_how(self, code: str = "standard") -> Any:
        return self.call("put", "checkout/shipping-method/", {"code": code})

    def checkout(self) -> Any:
        return self.call("get", "checkout/").json()

    def review(self) -> Any:
        """Everything said; returns the checkout that is shown before placing."""
        self.say_where()
        return self.say_how().json()

    def place(self, fingerprint: str | None = None, *, key: str | None = None, **body: Any) -> Any:
        fingerprint = fingerprint or self.checkout()["fingerprint"]
        return self.call(
            "post",
            "checkout/place/",
            {"payment_method": "offline", "fingerprint": fingerprint, **body},
            **{"Idempotency-Key": key or uuid4().hex},
        )

    def order(self, **body: Any) -> Order:
        """Places it, which has to go well, and returns the one order that there is."""
        answer = self.place(**body)
        assert answer.status_code == 201, answer.json()
        return Order.objects.get()


def reviewed(channel: Channel, api: APIClient, **pieces: int) -> Customer:
    """A customer who has said everything about a cart with so many of each product, by SKU."""
    make_rates(channel)
    customer = Customer(api)
    for sku, quantity in pieces.items():
        customer.add(make_product(channel, sku), quantity)
    customer.review()
    return customer
