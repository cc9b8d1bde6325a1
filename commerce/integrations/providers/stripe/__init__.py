"""Stripe: cards, wallets and whatever else its account is set up for, by Payment Intents.

A payment is authorised when Stripe holds the money and captured when it has taken it. What a bank
declines in the customer's own hands is told as declined: the same payment may be tried again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from commerce.core.money import Money
from commerce.integrations.enums import Decline
from commerce.integrations.registry import PaymentProvider, register_provider, setting
from commerce.integrations.shapes import (
    Authorised,
    Happened,
    Movement,
    NextStep,
    PaymentAbilities,
    SavedMethod,
    SessionFacts,
)

from .amounts import refusal_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class StripeSettings:
    secret_key: str = setting(
        _("Secret key"),
        is_secret=True,
        help=_(
            "Begins with sk_ or rk_. One with rk_ has to be allowed to read the balance and to write"
            " payment intents, setup intents, refunds, customers and payment methods."
        ),
        link="https://dashboard.stripe.com/apikeys",
    )
    publishable_key: str = setting(
        _("Publishable key"),
        default="",
        help=_("Begins with pk_. The shop's pages ask for the card with it."),
        link="https://dashboard.stripe.com/apikeys",
    )
    webhook_secret: str = setting(
        _("Signing secret of the webhook"),
        default="",
        is_secret=True,
        help=_(
            "Begins with whsec_. Save first; this page then shows the address for Stripe's dashboard."
            " Choose there all events of payment intents, charges, refunds and disputes."
        ),
        link="https://dashboard.stripe.com/webhooks",
    )


@register_provider
class Stripe(PaymentProvider[StripeSettings]):
    code = "stripe"
    name = "Stripe"
    shoppers_name = _("Card")
    description = _("Cards, wallets and other ways to pay.")
    website = "https://stripe.com"
    settings_type = StripeSettings
    payment_page = "https://dashboard.stripe.com/payments/{reference}"
    can = PaymentAbilities(
        pays_before_order=True,
        has_webhooks=True,
        has_script=True,
        has_wallets=True,
        saves_methods=True,
        lists_movements=True,
    )

    def test_connection(self) -> str | _StrPromise:
        from .client import test_key

        return test_key(self)

    def client_facts(self) -> Mapping[str, str]:
        """Tell a page which account asks, and that money is held before it is taken."""
        return {
            "provider": self.code,
            "publishable_key": self.settings.publishable_key,
            "capture_method": "manual",
        }

    def refusal_of(self, amount: Money) -> Decline | None:
        return refusal_of(amount)

    def start(self, facts: SessionFacts, *, key: str) -> NextStep | Authorised:
        from .intents import start

        return start(self, facts, key)

    def look(self, facts: SessionFacts) -> list[Happened]:
        from .intents import look

        return look(self, facts)

    def capture(self, facts: SessionFacts, amount: Money, *, key: str) -> str:
        from .intents import capture

        return capture(self, facts, amount, key)

    def cancel(self, facts: SessionFacts, *, key: str) -> str:
        from .intents import cancel

        return cancel(self, facts, key)

    def refund(self, facts: SessionFacts, amount: Money, *, key: str) -> str:
        from .intents import refund

        return refund(self, facts, amount, key)

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> list[Happened]:
        from .webhooks import read_webhook

        return read_webhook(self, headers, body)

    def list_movements(self, since: datetime, until: datetime) -> Iterator[Movement]:
        from .movements import list_movements

        return list_movements(self, since, until)

    def give_back(self, movement: Movement, *, key: str) -> str:
        from .movements import give_back

        return give_back(self, movement, key)

    def introduce(self, email: str, *, key: str) -> str:
        from .saved import introduce

        return introduce(self, email, key)

    def begin_saving(self, customer: str, *, key: str) -> NextStep:
        from .saved import begin_saving

        return begin_saving(self, customer, key)

    def list_saved(self, customer: str) -> list[SavedMethod]:
        from .saved import list_saved

        return list_saved(self, customer)

    def forget_saved(self, customer: str, reference: str) -> None:
        from .saved import forget_saved

        forget_saved(self, customer, reference)
