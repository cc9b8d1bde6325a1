"""The same errands at Heron and at its peer, each in the words of its own API."""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from infra.bench import operations, shopper
from infra.bench.load import Client
from infra.bench.peers import oscar
from infra.bench.shopper import ADDRESS, API
from infra.bench.urls import TRIVIAL_PATH

Headers = Mapping[str, str]


class Shop(ABC):
    """A shop that is running; what a cart is known by are headers."""

    name: str

    @abstractmethod
    def reads(self) -> dict[str, Sequence[str]]:
        """Paths of plain reads, by the name of the operation."""

    @abstractmethod
    def add_line(self, client: Client) -> Headers:
        """Put one thing into a new cart."""

    @abstractmethod
    def cart_paths(self, client: Client, cart: Headers) -> Sequence[str]:
        """What has to be read to show a cart with its lines."""

    @abstractmethod
    def prepare(self, client: Client) -> Any:
        """Everything before the last click of a guest who buys one thing."""

    @abstractmethod
    def place(self, client: Client, ready: Any) -> None:
        """The last click."""

    def check_out(self, client: Client) -> None:
        """A whole purchase, step by step as a shopper's pages go."""
        self.place(client, self.prepare(client))

    def check_out_at_once(self, client: Client) -> None:
        """A whole purchase by a client that says all it knows in one request."""
        self.check_out(client)


class Heron(Shop):
    name = "Heron"

    def __init__(self, goods: operations.Goods) -> None:
        self._goods = goods

    def reads(self) -> dict[str, Sequence[str]]:
        lists = [
            f"{operations.LISTS}&category={slug}&page_size=24" for slug in self._goods.categories
        ]
        details = [f"{API}/products/{slug}/" for slug in self._goods.slugs]
        return {"trivial view": [TRIVIAL_PATH], "list 24": lists, "product detail": details}

    def add_line(self, client: Client) -> Headers:
        return {"X-Cart-Token": shopper.create_cart(client.send, self._choose())}

    def cart_paths(self, client: Client, cart: Headers) -> Sequence[str]:
        return [f"{API}/cart/"]

    def prepare(self, client: Client) -> shopper.ReadyOrder:
        return shopper.prepare_order(client.send, [self._choose()])

    def place(self, client: Client, ready: shopper.ReadyOrder) -> None:
        shopper.place_order(client.send, ready)

    def check_out_at_once(self, client: Client) -> None:
        self.place(client, shopper.prepare_at_once(client.send, self._choose()))

    def _choose(self) -> str:
        return random.choice(self._goods.variant_ids)  # noqa: S311 repeatable, not secret


class Oscar(Shop):
    name = "Oscar API"

    def __init__(self, goods: oscar.Goods) -> None:
        self._goods = goods

    def reads(self) -> dict[str, Sequence[str]]:
        lists = [f"/api/cards/{slug}/?limit=24" for slug in self._goods.categories]
        details = [f"/api/products/{key}/" for key in self._goods.details[:400]]
        return {"list 24": lists, "product detail": details}

    def add_line(self, client: Client) -> Headers:
        self._add(client)
        return {"Cookie": _cookies(client.answered)}

    def cart_paths(self, client: Client, cart: Headers) -> Sequence[str]:
        lines: str = client.send("GET", "/api/basket/", None, cart)["lines"]
        return ["/api/basket/", lines.removeprefix(client.address)]

    def prepare(self, client: Client) -> tuple[Headers, dict[str, Any]]:
        basket = self._add(client)
        cart = {"Cookie": _cookies(client.answered)}
        methods: Any = client.send("GET", "/api/basket/shipping-methods/", None, cart)
        address = {
            "title": "Ms",
            "country": f"{client.address}/api/countries/DE/",
            "first_name": ADDRESS["first_name"],
            "last_name": ADDRESS["last_name"],
            "line1": ADDRESS["line1"],
            "line4": ADDRESS["city"],
            "postcode": ADDRESS["postcode"],
        }
        return cart, {
            "basket": basket["url"],
            "guest_email": "ada@example.org",
            "shipping_method_code": methods[0]["code"],
            "shipping_address": address,
        }

    def place(self, client: Client, ready: tuple[Headers, dict[str, Any]]) -> None:
        cart, order = ready
        client.send("POST", "/api/checkout/", order, cart)

    def _add(self, client: Client) -> dict[str, Any]:
        key = random.choice(self._goods.variants)  # noqa: S311 repeatable, not secret
        body = {"url": f"{client.address}/api/products/{key}/", "quantity": 1}
        return client.send("POST", "/api/basket/add-product/", body)


def _cookies(answered: Any) -> str:
    """What a browser sends back."""
    return "; ".join(each.partition(";")[0] for each in answered.get_all("Set-Cookie", []))
