"""Payment methods: what a shop takes. Each is registered once, by `hooks.py` of whoever brings it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from .errors import UnknownPaymentMethodError

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from commerce.core.money import Money


class PaymentMethod(Protocol):
    """A way to pay. `begin` and `settle` run in the transaction of the order's change."""

    @property
    def code(self) -> str: ...

    @property
    def name(self) -> str | _StrPromise: ...

    @property
    def description(self) -> str | _StrPromise: ...

    def begin(self, *, order_id: int, amount: Money) -> None:
        """Record that the order is to be paid this way."""

    def settle(self, *, order_id: int) -> None:
        """Record that the whole amount has come in. Doing it twice changes nothing."""


_methods: dict[str, PaymentMethod] = {}


def register_payment_method(method: PaymentMethod) -> None:
    """Offer a payment method in all channels; a second one of the same code takes its place."""
    _methods[method.code] = method


def list_payment_methods() -> list[PaymentMethod]:
    """Return the methods in the order they were registered."""
    return list(_methods.values())


def find_payment_method(code: str) -> PaymentMethod | None:
    """Return the method of that code; None when it is no longer offered."""
    return _methods.get(code)


def get_payment_method(code: str) -> PaymentMethod:
    """Return the method of that code; raise UnknownPaymentMethodError."""
    try:
        return _methods[code]
    except KeyError:
        raise UnknownPaymentMethodError(pointer="/payment_method") from None
