"""PayPal's orders: made before the customer goes to PayPal, and read afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from commerce.core.money import Money
from commerce.integrations.errors import ProviderUnavailableError
from commerce.integrations.providers.answers import GARBLED
from commerce.integrations.shapes import NextStep, SessionFacts

from .amounts import write_amount
from .wire import call, reference_of

if TYPE_CHECKING:
    from . import PayPal

_LOCALE = re.compile(r"[a-z]{2}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")


def start(provider: PayPal, facts: SessionFacts, *, key: str) -> NextStep:
    """Make the order that the customer agrees to; asked again with the key it is the same one.

    Should PayPal have forgotten the key, there are two, of which nobody has seen the first.
    """
    order = call(
        provider,
        "create order",
        "POST",
        "/v2/checkout/orders",
        body=_order(provider, facts),
        key=key,
        about=facts.order_number,
    )
    links = (
        link for link in _list(order, "links") if link.get("rel") in ("payer-action", "approve")
    )
    url = str(next(links, {}).get("href", ""))
    if not url.startswith(("https://", "http://")):
        raise ProviderUnavailableError(GARBLED)
    reference = reference_of(order)
    client = {"client_id": provider.settings.client_id, "order_id": reference}
    return NextStep(reference=reference, url=url, client={"provider": provider.code, **client})


def read(provider: PayPal, facts: SessionFacts) -> dict[str, Any]:
    """Return the order as PayPal knows it now. Raises ProviderError."""
    path = f"/v2/checkout/orders/{facts.reference}"
    return call(provider, "read order", "GET", path, about=facts.order_number)


def unit_of(order: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the one part that an order of the shop has."""
    return next(_list(order, "purchase_units"), {})


def payments_of(order: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    """Return its authorizations, captures or refunds, the oldest first."""
    payments = unit_of(order).get("payments")
    return list(_list(payments if isinstance(payments, dict) else {}, kind))


def _order(provider: PayPal, facts: SessionFacts) -> dict[str, Any]:
    return {
        "intent": "CAPTURE" if facts.is_captured_at_once else "AUTHORIZE",
        "purchase_units": [
            {
                "custom_id": facts.session,
                "invoice_id": facts.order_number,
                "amount": write_amount(facts.amount),
            }
        ],
        "payment_source": {"paypal": _payer(provider, facts)},
    }


def _payer(provider: PayPal, facts: SessionFacts) -> dict[str, Any]:
    """Only money that comes at once is taken: what takes days, such as an e-cheque, PayPal refuses."""
    page: dict[str, str] = {
        "payment_method_preference": "IMMEDIATE_PAYMENT_REQUIRED",
        "user_action": "PAY_NOW",
        "shipping_preference": "NO_SHIPPING",
    }
    if facts.return_url:
        page |= {"return_url": facts.return_url, "cancel_url": facts.return_url}
    language, _dash, region = facts.locale.partition("-")
    locale = f"{language.lower()}-{region.upper()}" if region else language.lower()
    if _LOCALE.fullmatch(locale):
        page["locale"] = locale
    if provider.settings.brand:
        page["brand_name"] = provider.settings.brand
    return {"experience_context": page, **({"email_address": facts.email} if facts.email else {})}


def _list(found: Mapping[str, Any], name: str) -> Iterator[dict[str, Any]]:
    entries = found.get(name)
    return (
        each for each in (entries if isinstance(entries, list) else []) if isinstance(each, dict)
    )


def is_of(order: Mapping[str, Any], session: str, amount: Money) -> bool:
    """Whether the order was made for that payment, and for that amount."""
    unit = unit_of(order)
    return unit.get("custom_id") == session and unit.get("amount") == write_amount(amount)
