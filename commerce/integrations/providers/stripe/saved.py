"""What Stripe keeps for a customer to pay with again."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import stripe

from commerce.integrations.shapes import NextStep, SavedMethod

from .client import connect
from .happenings import label_of

if TYPE_CHECKING:
    from . import Stripe


def introduce(provider: Stripe, email: str, key: str) -> str:
    """Make a customer; told twice with one key it is one."""
    with connect(provider, "introduce customer", about=key) as client:
        return client.v1.customers.create({"email": email}, {"idempotency_key": key}).id


def begin_saving(provider: Stripe, customer: str, key: str) -> NextStep:
    """Begin a Setup Intent: the bank asks who is there now, so that it need not later.

    What the script finishes belongs to the customer at once; nothing has to be told to the shop.
    """
    with connect(provider, "begin saving", about=customer) as client:
        intent = client.v1.setup_intents.create(
            {
                "customer": customer,
                "usage": "off_session",
                "automatic_payment_methods": {"enabled": True},
            },
            {"idempotency_key": key},
        ).to_dict()
    return NextStep(
        reference=intent["id"],
        client={
            "provider": provider.code,
            "publishable_key": provider.settings.publishable_key,
            "client_secret": intent["client_secret"],
        },
        customer=customer,
    )


def list_saved(provider: Stripe, customer: str) -> list[SavedMethod]:
    """Return the customer's methods, the newest first."""
    with connect(provider, "list saved methods", about=customer) as client:
        rows = client.v1.customers.payment_methods.list(customer, {"limit": 100})
    return [_saved(row.to_dict()) for row in rows]


def forget_saved(provider: Stripe, customer: str, reference: str) -> None:
    """Take a method from the customer who has it; one that is not theirs stays as it is."""
    with connect(provider, "forget saved method", about=customer) as client:
        try:
            client.v1.customers.payment_methods.retrieve(customer, reference)
        except stripe.InvalidRequestError as error:
            if error.code == "resource_missing":
                return
            raise
        client.v1.payment_methods.detach(reference)


def _saved(row: Mapping[str, Any]) -> SavedMethod:
    card = row.get(row["type"]) or {}
    return SavedMethod(
        reference=row["id"],
        label=label_of(row),
        brand=str(card.get("brand") or row["type"]),
        last_four=str(card.get("last4") or ""),
        expires=_last_day(card["exp_year"], card["exp_month"]) if card.get("exp_year") else None,
    )


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
