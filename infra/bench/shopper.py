"""What a shopper's browser makes the storefront send: carts, lines, a checkout."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Send = Callable[..., dict[str, Any]]
API = "/api/v1"
ADDRESS = {
    "first_name": "Ada",
    "last_name": "Reed",
    "line1": "Lindenstraße 7",
    "city": "Berlin",
    "postcode": "10969",
    "country": "DE",
}


@dataclass(frozen=True)
class ReadyOrder:
    """A cart that needs only the last click."""

    token: str
    fingerprint: str


def create_cart(send: Send, variant_id: str) -> str:
    """Put something into a new cart and return the cart's token."""
    cart = _add(send, variant_id, {})
    return str(cart["token"])


def add_line(send: Send, token: str, variant_id: str) -> None:
    """Put something into a cart that is there already."""
    _add(send, variant_id, {"X-Cart-Token": token})


def _add(send: Send, variant_id: str, headers: dict[str, str]) -> dict[str, Any]:
    body = {"variant_id": variant_id, "quantity": 1}
    return send("POST", f"{API}/cart/lines/", body, headers)


def fill_cart(send: Send, variant_ids: Sequence[str]) -> str:
    """A cart with one line for each variant."""
    token = create_cart(send, variant_ids[0])
    for variant_id in variant_ids[1:]:
        add_line(send, token, variant_id)
    return token


def prepare_order(send: Send, variant_ids: Sequence[str]) -> ReadyOrder:
    """Everything up to the review of the order."""
    token = fill_cart(send, variant_ids)
    headers = {"X-Cart-Token": token}
    addresses = {"email": "ada@example.org", "shipping_address": ADDRESS, "billing_address": None}
    send("PUT", f"{API}/checkout/addresses/", addresses, headers)
    methods = send("GET", f"{API}/checkout/shipping-methods/", None, headers)["results"]
    send("PUT", f"{API}/checkout/shipping-method/", {"code": methods[0]["code"]}, headers)
    review = send("GET", f"{API}/checkout/", None, headers)
    return ReadyOrder(token, review["fingerprint"])


def prepare_at_once(send: Send, variant_id: str) -> ReadyOrder:
    """Everything up to the last click, by a client that asks what sending costs and then says all."""
    token = create_cart(send, variant_id)
    headers = {"X-Cart-Token": token}
    there = f"country={ADDRESS['country']}&postcode={ADDRESS['postcode']}"
    methods = send("GET", f"{API}/delivery/estimate/?{there}", None, headers)["results"]
    said = {
        "email": "ada@example.org",
        "shipping_address": ADDRESS,
        "billing_address": None,
        "shipping_method": {"code": methods[0]["code"]},
    }
    checkout = send("PATCH", f"{API}/checkout/", said, headers)
    return ReadyOrder(token, checkout["fingerprint"])


def place_order(send: Send, order: ReadyOrder) -> None:
    """The last click."""
    headers = {"X-Cart-Token": order.token, "Idempotency-Key": secrets.token_urlsafe(16)}
    body = {"payment_method": "offline", "fingerprint": order.fingerprint}
    send("POST", f"{API}/checkout/payments/", body, headers)
