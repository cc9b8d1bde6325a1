"""Gateways: who moves the money. Each is registered once, by `hooks.py` of whoever brings it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from commerce.core.money import Money

from .enums import EntryKind
from .errors import UnknownPaymentMethodError

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a gateway can do. One that `is_by_hand` asks nobody: staff book what happened elsewhere."""

    is_by_hand: bool = False
    captures_parts: bool = True
    refunds_parts: bool = True
    has_webhooks: bool = False


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What a gateway is told of a payment. `reference` is its own, empty until it has given one."""

    session: str
    order_number: str
    channel_id: int
    amount: Money
    locale: str
    return_url: str
    reference: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """What the customer has to do: go to `url`, or follow the `text` and name the `payment_reference`."""

    reference: str = ""
    url: str | None = None
    text: str = ""
    payment_reference: str = ""


@dataclass(frozen=True, slots=True)
class Authorised:
    """The money is promised; nobody has to do anything more."""

    reference: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that a gateway tells by itself.

    `session` is the id that `start` was given. `reference` names this one movement: the same as the
    gateway's answer to an instruction gave, so that what is told twice counts once.
    """

    session: str
    kind: EntryKind
    amount: Money
    reference: str
    note: str = ""
    session_reference: str = field(default="")


class GatewayRefusedError(Exception):
    """The gateway has said no, and would say so again. The text is for staff."""


class PaymentGateway(Protocol):
    """Moves money, outside of any database transaction and in less than a minute.

    `key` stands for one instruction: asked again with it, a gateway does nothing twice and answers
    the same. The three that move money return the gateway's reference of the movement. A "no" is
    GatewayRefusedError; any other error means that nothing is known, and the same is asked again.
    """

    @property
    def code(self) -> str: ...

    @property
    def name(self) -> str | _StrPromise: ...

    @property
    def description(self) -> str | _StrPromise: ...

    @property
    def capabilities(self) -> Capabilities: ...

    def start(self, facts: SessionFacts, *, key: str) -> NextStep | Authorised: ...

    def capture(self, facts: SessionFacts, amount: Money, *, key: str) -> str: ...

    def cancel(self, facts: SessionFacts, *, key: str) -> str: ...

    def refund(self, facts: SessionFacts, amount: Money, *, key: str) -> str: ...

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> list[Happened]:
        """Return what the message tells. Raises WebhookRefusedError for a wrong signature."""


_gateways: dict[str, PaymentGateway] = {}


def register_gateway(gateway: PaymentGateway) -> None:
    """Offer a gateway in all channels; a second one of the same code takes its place."""
    _gateways[gateway.code] = gateway


def list_gateways() -> list[PaymentGateway]:
    """Return the gateways in the order they were registered."""
    return list(_gateways.values())


def find_gateway(code: str) -> PaymentGateway | None:
    """Return the gateway of that code; None when it is no longer offered."""
    return _gateways.get(code)


def get_gateway(code: str) -> PaymentGateway:
    """Return the gateway of that code; raise UnknownPaymentMethodError."""
    try:
        return _gateways[code]
    except KeyError:
        raise UnknownPaymentMethodError(pointer="/payment_method") from None
