"""Payments at Stripe: one PaymentIntent for each of our sessions, bound to it by its metadata."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import stripe

from commerce.core.money import Money
from commerce.integrations.enums import Decline
from commerce.integrations.errors import PaymentDeclinedError
from commerce.integrations.shapes import Authorised, Happened, NextStep, SessionFacts

from .amounts import refusal_of, to_units
from .client import connect
from .happenings import ORDER, SESSION, id_of, method_of_intent, of_dispute, of_intent

if TYPE_CHECKING:
    from . import Stripe

PROMISED = ("requires_capture", "succeeded")
_WHOLE = ["latest_charge.balance_transaction", "latest_charge.refunds"]
_LOST = ("failed", "canceled")


def start(provider: Stripe, facts: SessionFacts, key: str) -> NextStep | Authorised:
    """Begin a payment; one with a saved method is tried at once, and asks only who is there.

    Who has a page to come back to is there; without one nobody can be asked anything.
    """
    if refusal := refusal_of(facts.amount):
        raise PaymentDeclinedError(refusal.label, decline=refusal)
    if facts.instrument and not facts.customer:
        raise PaymentDeclinedError(decline=Decline.NOT_SUPPORTED)
    with connect(provider, "start payment", about=facts.order_number) as client:
        customer = facts.customer or _new_customer(client, facts, key)
        intent = client.v1.payment_intents.create(
            {**_asked_for(facts, customer), "expand": ["latest_charge"]},  # type: ignore[typeddict-item] # of parts
            {"idempotency_key": key},
        ).to_dict()
    return _answer(provider, intent, customer)


def look(provider: Stripe, facts: SessionFacts) -> list[Happened]:
    """Return what has happened to the payment, with its charge, refunds, fee and dispute."""
    if not facts.reference:
        return []
    with connect(provider, "look at payment", about=facts.order_number) as client:
        intent = client.v1.payment_intents.retrieve(facts.reference, {"expand": _WHOLE}).to_dict()
        disputes = _disputes(client, intent)
    return [*of_intent(intent), *(each for row in disputes for each in of_dispute(row))]


def capture(provider: Stripe, facts: SessionFacts, amount: Money, key: str) -> str:
    """Take the money, or a part of it; Stripe lets go of the rest. Returns the charge's id."""
    with connect(provider, "capture payment", about=facts.order_number) as client:
        try:
            intent = client.v1.payment_intents.capture(
                facts.reference,
                {"amount_to_capture": to_units(amount), "metadata": _names_of(facts)},
                {"idempotency_key": key},
            ).to_dict()
        except stripe.InvalidRequestError as error:
            intent = _known(client, facts, error)
            if intent["status"] != "succeeded" or intent["amount_received"] != to_units(amount):
                raise
    return id_of(intent.get("latest_charge")) or str(intent["id"])


def cancel(provider: Stripe, facts: SessionFacts, key: str) -> str:
    """Let go of the payment. Returns its id, also where Stripe has let go of it before."""
    if not facts.reference:
        return key
    with connect(provider, "cancel payment", about=facts.order_number) as client:
        try:
            client.v1.payment_intents.cancel(facts.reference, options={"idempotency_key": key})
        except stripe.InvalidRequestError as error:
            if not _is_let_go(_known(client, facts, error)):
                raise
    return facts.reference


def refund(provider: Stripe, facts: SessionFacts, amount: Money, key: str) -> str:
    """Give money back. Returns the refund's id."""
    with connect(provider, "refund payment", about=facts.order_number) as client:
        answer = client.v1.refunds.create(
            {
                "payment_intent": facts.reference,
                "amount": to_units(amount),
                "metadata": _names_of(facts),
            },
            {"idempotency_key": key},
        )
    if answer.status in _LOST:
        raise PaymentDeclinedError(str(answer.to_dict().get("failure_reason") or answer.status))
    return answer.id


def _disputes(client: stripe.StripeClient, intent: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the disputes of a payment, which bear no metadata of it."""
    charge = intent.get("latest_charge")
    if not isinstance(charge, dict) or not charge.get("disputed"):
        return []
    rows = client.v1.disputes.list({"payment_intent": intent["id"]})
    return [{**row.to_dict(), "metadata": intent["metadata"]} for row in rows]


def _new_customer(client: stripe.StripeClient, facts: SessionFacts, key: str) -> str:
    """Methods are saved for somebody; who saves none leaves nothing at Stripe but the payment."""
    if not facts.saves_method:
        return ""
    person = {"metadata": {SESSION: facts.session}} | (
        {"email": facts.email} if facts.email else {}
    )
    made = client.v1.customers.create(
        person,  # type: ignore[arg-type] # made of parts
        {"idempotency_key": f"{key}-customer"},
    )
    return made.id


def _asked_for(facts: SessionFacts, customer: str) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "amount": to_units(facts.amount),
        "currency": facts.amount.currency.lower(),
        "capture_method": "automatic" if facts.is_captured_at_once else "manual",
        "automatic_payment_methods": {"enabled": True},
        "description": facts.order_number,
        "metadata": _names_of(facts),
    }
    if customer:
        asked["customer"] = customer
    if facts.saves_method:
        asked["setup_future_usage"] = "off_session"
    if facts.instrument:
        asked |= {"payment_method": facts.instrument, "confirm": True}
        asked |= {"return_url": facts.return_url} if facts.return_url else _without_anybody()
    return asked


def _without_anybody() -> dict[str, Any]:
    return {
        "off_session": True,
        "automatic_payment_methods": {"enabled": True, "allow_redirects": "never"},
    }


def _names_of(facts: SessionFacts) -> dict[str, str]:
    return {SESSION: facts.session, ORDER: facts.order_number}


def _answer(provider: Stripe, intent: Mapping[str, Any], customer: str) -> NextStep | Authorised:
    if intent["status"] in PROMISED:
        method = method_of_intent(intent)
        return Authorised(reference=intent["id"], method=method, customer=customer)
    redirect = (intent.get("next_action") or {}).get("redirect_to_url") or {}
    return NextStep(
        reference=intent["id"],
        url=redirect.get("url"),
        client={
            **provider.client_facts(),
            "capture_method": intent["capture_method"],
            "client_secret": intent["client_secret"],
        },
        customer=customer,
    )


def _known(
    client: stripe.StripeClient, facts: SessionFacts, error: stripe.InvalidRequestError
) -> dict[str, Any]:
    """Return how the payment stands where Stripe says that it is too late: it may be done already."""
    if error.code not in ("payment_intent_unexpected_state", "charge_already_captured"):
        raise error
    return client.v1.payment_intents.retrieve(facts.reference).to_dict()


def _is_let_go(intent: Mapping[str, Any]) -> bool:
    """What was taken in part has let go of the rest with that."""
    return intent["status"] == "canceled" or (
        intent["status"] == "succeeded" and intent["amount_received"] < intent["amount"]
    )
