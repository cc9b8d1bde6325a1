"""Razorpay: orders that are paid in its own checkout, by card, UPI, bank or wallet.

An order of Razorpay's may be tried to be paid several times, and is paid once. Where the money is to be
taken at once, Razorpay takes it by itself as soon as the customer has paid.
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
    SessionFacts,
)

from .amounts import refusal_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class RazorpaySettings:
    key_id: str = setting(
        _("Key ID"),
        help=_("Begins with rzp_test_ or rzp_live_."),
        link="https://dashboard.razorpay.com/app/website-app-settings/api-keys",
    )
    key_secret: str = setting(
        _("Key secret"),
        is_secret=True,
        help=_("Razorpay shows it once, when the key is made."),
        link="https://dashboard.razorpay.com/app/website-app-settings/api-keys",
    )
    webhook_secret: str = setting(
        _("Webhook secret"),
        default="",
        is_secret=True,
        help=_(
            "The one that you chose for the webhook to this shop. Without it payments are found when"
            " they are looked for, refunds and disputes that are made at Razorpay are not."
        ),
        link="https://dashboard.razorpay.com/app/webhooks",
    )


@register_provider
class Razorpay(PaymentProvider[RazorpaySettings]):
    code = "razorpay"
    name = "Razorpay"
    description = _("Cards, UPI, banks and wallets of India, and cards of the world.")
    website = "https://razorpay.com"
    settings_type = RazorpaySettings
    can = PaymentAbilities(
        pays_before_order=True,
        captures_parts=False,
        has_webhooks=True,
        has_script=True,
        lists_movements=True,
    )

    def test_connection(self) -> str | _StrPromise:
        from .keys import test_keys

        return test_keys(self)

    def refusal_of(self, amount: Money) -> Decline | None:
        return refusal_of(amount)

    def client_facts(self) -> Mapping[str, str]:
        return {"provider": self.code, "key_id": self.settings.key_id}

    def start(self, facts: SessionFacts, *, key: str) -> NextStep | Authorised:
        from .orders import start

        return start(self, facts, key=key)

    def look(self, facts: SessionFacts) -> list[Happened]:
        from .orders import look

        return look(self, facts)

    def capture(self, facts: SessionFacts, amount: Money, *, key: str) -> str:
        from .movements import capture

        return capture(self, facts, amount, key=key)

    def cancel(self, facts: SessionFacts, *, key: str) -> str:
        from .movements import cancel

        return cancel(self, facts, key=key)

    def refund(self, facts: SessionFacts, amount: Money, *, key: str) -> str:
        from .movements import refund

        return refund(self, facts, amount, key=key)

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> list[Happened]:
        from .news import read_webhook

        return read_webhook(self, headers, body)

    def list_movements(self, since: datetime, until: datetime) -> Iterator[Movement]:
        from .books import list_movements

        return list_movements(self, since, until)

    def give_back(self, movement: Movement, *, key: str) -> str:
        from .books import give_back

        return give_back(self, movement, key=key)
