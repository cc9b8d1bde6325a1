"""The shopper's cart, through the services that the API calls."""

from __future__ import annotations

import json
from typing import Annotated, Any, NamedTuple

import msgspec
from msgspec import Meta

from chatbot.registry import Caller, Tool, register
from commerce.cart.selectors.carts import read_cart
from commerce.cart.services import baskets
from commerce.ordering.errors import CartEmptyError
from commerce.ordering.selectors.checkout import get_review, method_json

from .catalogue import Nothing

Id = Annotated[str, Meta(max_length=64)]


class Add(msgspec.Struct, forbid_unknown_fields=True):
    variant_id: Id
    quantity: Annotated[int, Meta(ge=1, le=999)] = 1


class Change(msgspec.Struct, forbid_unknown_fields=True):
    variant_id: Id
    quantity: Annotated[int, Meta(ge=0, le=999)]


class CartChange(NamedTuple):
    """How many of a variant the cart has now, had before, the token of a guest's new cart, and the
    line of it, empty once that is gone."""

    variant_id: str
    before: int
    after: int
    token: str | None = None
    line_id: str = ""


def _read(caller: Caller, _asked: Nothing) -> dict[str, Any]:
    cart: dict[str, Any] = json.loads(read_cart(caller.shopper))
    return cart


def _add(caller: Caller, asked: Add) -> CartChange:
    answer = baskets.add_line(
        shopper=caller.shopper, variant_id=asked.variant_id, quantity=asked.quantity
    )
    line = _line_of(json.loads(answer.text), asked.variant_id)
    after = line["quantity"] if line else 0
    line_id = line["id"] if line else ""
    return CartChange(asked.variant_id, after - asked.quantity, after, answer.token, line_id)


def _change(caller: Caller, asked: Change) -> CartChange:
    """Set how many of a variant there are; what the cart did not have is put in."""
    line = _line_of(_read(caller, Nothing()), asked.variant_id)
    if line is None:
        return CartChange(asked.variant_id, 0, 0) if not asked.quantity else _readd(caller, asked)
    if asked.quantity:
        baskets.change_quantity(shopper=caller.shopper, line_id=line["id"], quantity=asked.quantity)
    else:
        baskets.remove_line(shopper=caller.shopper, line_id=line["id"])
    return CartChange(asked.variant_id, line["quantity"], asked.quantity, line_id=line["id"])


def _readd(caller: Caller, asked: Change) -> CartChange:
    return _add(caller, Add(asked.variant_id, asked.quantity))


def _shipping(caller: Caller, _asked: Nothing) -> list[dict[str, Any]]:
    """The ways to send the cart; none before there is something in it and an address."""
    try:
        return [method_json(method) for method in get_review(caller.shopper).methods]
    except CartEmptyError:
        return []


def _line_of(cart: dict[str, Any], variant_id: str) -> dict[str, Any] | None:
    return next((line for line in cart["lines"] if line["variant_id"] == variant_id), None)


READ_CART = register(Tool("read_cart", "Read what is in the cart.", Nothing, _read))
ADD_TO_CART = register(
    Tool("add_to_cart", "Put a variant into the cart.", Add, _add, changes=True, rate="cart")
)
CHANGE_CART = register(
    Tool(
        "change_cart",
        "Set how many of a variant the cart has; 0 takes it out.",
        Change,
        _change,
        changes=True,
        rate="cart",
    )
)
SHIPPING_OPTIONS = register(
    Tool("shipping_options", "List the ways to send the cart, with prices.", Nothing, _shipping)
)
