"""Charges: what a cart comes to beside its goods and their shipping.

A gift wrapping, a deposit, a fee, a tip, paid points: each is registered once, by `hooks.py` of
whoever brings it. Cart, review, fingerprint, order, letter, API and storefront show it then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from commerce.core.money import Money
    from commerce.tenancy.models import Channel

    from .pricing.baskets import PricedLine


@dataclass(frozen=True, slots=True)
class Rate:
    """What staff have set for one kind, channel and currency. `goods_below` is the kind's to read."""

    amount: Decimal
    goods_below: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CartSoFar:
    """What a kind of charge may look at.

    `goods` is their value after discounts, `shipping` what is paid for it (None until a method is
    chosen) and `total` the sum of everything before this charge. `chosen` has the message of each
    charge the shopper has asked for, by its kind; `rates` has what staff have set.
    """

    channel: Channel
    currency: str
    lines: Sequence[PricedLine]
    goods: Money
    shipping: Money | None
    total: Money
    chosen: Mapping[str, str]
    rates: Mapping[str, Rate]


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """An amount on top, or below zero for what is taken off.

    `label` is the kind's own where it is empty; `source` tells several charges of a kind apart.
    """

    amount: Money
    label: str = ""
    source: str = ""
    tax: Money | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Makes a charge the shopper's own to ask for.

    `message_label` names the short text that may come with it, and None lets none be written.
    """

    message_label: str | _StrPromise | None = None
    message_length: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeKind:
    """A kind of charge. `work_out` is asked whenever a cart is priced, and reads nothing.

    Kinds are asked by `position`, the lowest first. What one takes off ends where the total is
    zero. Offers see goods only; `counts_as_goods` lets the value from which shipping is free see
    the charge, too.
    """

    code: str
    label: str | _StrPromise
    work_out: Callable[[CartSoFar], Iterable[Charge]]
    position: int = 0
    counts_as_goods: bool = False
    choice: Choice | None = None


_kinds: dict[str, ChargeKind] = {}


def register_charge(kind: ChargeKind) -> None:
    """Let carts know a kind of charge; a second one of the same code takes its place."""
    _kinds[kind.code] = kind


def list_charge_kinds() -> list[ChargeKind]:
    """Return the kinds in the order in which they are worked out."""
    return sorted(_kinds.values(), key=lambda kind: (kind.position, kind.code))


def find_charge_kind(code: str) -> ChargeKind | None:
    """Return the kind of that code; None when nobody has registered it."""
    return _kinds.get(code)
