"""Gateways: the ways to pay. Some ask nobody outside and are registered once, by `hooks.py` of
whoever brings them; each payment provider that a channel has configured is one more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from commerce.core.money import Money
from commerce.integrations.enums import Decline
from commerce.integrations.registry import PaymentProvider
from commerce.integrations.selectors import find_active, list_active
from commerce.integrations.shapes import (
    Authorised,
    Happened,
    NextStep,
    PaymentAbilities,
    SessionFacts,
)

from .errors import PaymentServiceGoneError, UnknownPaymentMethodError

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class PaymentGateway(Protocol):
    """A way to pay, as `PaymentProvider` promises it."""

    @property
    def code(self) -> str: ...

    @property
    def name(self) -> str | _StrPromise: ...

    @property
    def description(self) -> str | _StrPromise: ...

    @property
    def can(self) -> PaymentAbilities: ...

    def refusal_of(self, amount: Money) -> Decline | None: ...

    def client_facts(self) -> Mapping[str, str]: ...

    def start(self, facts: SessionFacts, *, key: str) -> NextStep | Authorised: ...

    def look(self, facts: SessionFacts) -> list[Happened]: ...

    def capture(self, facts: SessionFacts, amount: Money, *, key: str) -> str: ...

    def cancel(self, facts: SessionFacts, *, key: str) -> str: ...

    def refund(self, facts: SessionFacts, amount: Money, *, key: str) -> str: ...

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> list[Happened]: ...


# Pays what costs nothing; it is not among the ways to choose from.
FREE = "free"

_gateways: dict[str, PaymentGateway] = {}


def register_gateway(gateway: PaymentGateway) -> None:
    """Offer a gateway in all channels; a second one of the same code takes its place."""
    _gateways[gateway.code] = gateway


def list_gateways(channel_id: int) -> list[PaymentGateway]:
    """Return the ways to pay in the channel: its providers in their order, then those of the house.

    Not those that nobody chooses: where nothing is to be paid, or with a purse that is named.
    """
    return [*_of_providers(channel_id), *_of_house()]


def _of_house() -> list[PaymentGateway]:
    return [
        gateway
        for code, gateway in _gateways.items()
        if code != FREE and not gateway.can.needs_purse
    ]


def find_gateway(
    code: str, *, channel_id: int | None = None, configuration: str = ""
) -> PaymentGateway | None:
    """Return the gateway of that code; None when it is no longer offered.

    One of a provider is known by its channel or by its configuration: a payment that was begun with
    one configuration of a provider is finished with the same.
    """
    if code in _gateways:
        return _gateways[code]
    for provider in _of_providers(channel_id) if channel_id else ():
        if provider.code == code and configuration in ("", provider.calls.configuration):
            return provider
    found = find_active(configuration) if configuration else None
    return found if isinstance(found, PaymentProvider) else None


def get_gateway(code: str, *, channel_id: int, configuration: str = "") -> PaymentGateway:
    """Return the gateway of that code; raise UnknownPaymentMethodError."""
    found = find_gateway(code, channel_id=channel_id, configuration=configuration)
    if found is None:
        raise UnknownPaymentMethodError(pointer="/payment_method")
    return found


def get_gateway_again(code: str, *, channel_id: int, configuration: str) -> PaymentGateway:
    """Return the gateway that a payment was begun with; raise PaymentServiceGoneError."""
    found = find_gateway(code, channel_id=channel_id, configuration=configuration)
    if found is None:
        raise PaymentServiceGoneError
    return found


def configuration_of(gateway: PaymentGateway) -> str:
    """Return the public id of the configuration that a gateway works with; empty for the house's."""
    return gateway.calls.configuration if isinstance(gateway, PaymentProvider) else ""


def name_for_shoppers(gateway: PaymentGateway) -> str:
    """Return what shoppers call a way to pay, whoever moves the money."""
    name = gateway.shoppers_name if isinstance(gateway, PaymentProvider) else ""
    return str(name or gateway.name)


def _of_providers(channel_id: int) -> list[PaymentProvider[Any]]:
    first: dict[str, PaymentProvider[Any]] = {}
    for provider in list_active(PaymentProvider, channel_id):  # type: ignore[type-abstract]
        if _takes_payments(provider):
            first.setdefault(provider.code, provider)
    return list(first.values())


def _takes_payments(provider: PaymentProvider[Any]) -> bool:
    """Whether it has more than its connection test: nobody is offered what could not be paid."""
    return type(provider).start is not PaymentProvider.start
