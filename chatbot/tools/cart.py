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


class Voucher(msgspec.Struct, forbid_unknown_fields=True):
    code: Annotated[str, Meta(min_length=1, max_length=64)]


class VoucherChange(NamedTuple):
    """A voucher that the cart has now or no longer, and what the cart costs with that."""

    code: str
    is_there: bool
    total: dict[str, Any]


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


def _apply(caller: Caller, asked: Voucher) -> VoucherChange:
    """Redeem it. Raises what stands against it, with the exact reason."""
    return _voucher(asked.code, baskets.apply_voucher(shopper=caller.shopper, code=asked.code))


def _remove(caller: Caller, asked: Voucher) -> VoucherChange:
    return _voucher(asked.code, baskets.remove_voucher(shopper=caller.shopper, code=asked.code))


def _voucher(code: str, answer: baskets.CartAnswer) -> VoucherChange:
    cart = json.loads(answer.text)
    codes = {each["code"].casefold() for each in cart["vouchers"]}
    return VoucherChange(code, code.strip().casefold() in codes, cart["totals"]["total"])


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
APPLY_VOUCHER = register(
    Tool(
        "apply_voucher",
        "Redeem a voucher that the person has named in the cart; says exactly why it is refused.",
        Voucher,
        _apply,
        changes=True,
        rate="cart",
    )
)
REMOVE_VOUCHER = register(
    Tool(
        "remove_voucher",
        "Take a voucher out of the cart.",
        Voucher,
        _remove,
        changes=True,
        rate="cart",
    )
)
SHIPPING_OPTIONS = register(
    Tool(
        "shipping_options",
        "List the ways to send the cart, with prices and dates of delivery.",
        Nothing,
        _shipping,
    )
)
