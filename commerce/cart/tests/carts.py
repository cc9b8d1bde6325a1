"""Talking to the cart and the checkout as a storefront does."""

from __future__ import annotations

from typing import Any

from rest_framework.test import APIClient

from commerce.oscar.basket.models import Basket, Line
from commerce.oscar.catalogue.models import Product


class Storefront:
    """A shopper's browser: remembers the token of its cart."""

    def __init__(self, api: APIClient, *, token: str | None = None) -> None:
        self.api = api
        self.token = token

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        if self.token:
            headers["X-Cart-Token"] = self.token
        send = getattr(self.api, method)
        answer = send(f"/api/v1/{path}", body, format="json", headers=headers)
        if answer.status_code == 201 and "token" in (body_of := answer.json()):
            self.token = body_of["token"]
        return answer

    def add(self, product: Product | str, quantity: Any = 1, **headers: str) -> Any:
        variant_id = product if isinstance(product, str) else product.public_id
        body = {"variant_id": variant_id, "quantity": quantity}
        return self.call("post", "cart/lines/", body, **headers)

    def cart(self, query: str = "") -> Any:
        return self.call("get", f"cart/{query}").json()

    def set_quantity(self, line_id: str, quantity: Any) -> Any:
        return self.call("patch", f"cart/lines/{line_id}/", {"quantity": quantity})

    def voucher(self, code: str) -> Any:
        return self.call("post", "cart/vouchers/", {"code": code})


def state_of_carts() -> list[tuple[Any, ...]]:
    """Everything a refused request must leave as it was."""
    baskets = Basket.objects.order_by("pk").values_list("pk", "version", "status", "currency")
    lines = Line.objects.order_by("pk").values_list("basket", "product", "quantity")
    vouchers = Basket.vouchers.through.objects.order_by("pk").values_list("basket", "voucher")
    return [*baskets, *lines, *vouchers]
