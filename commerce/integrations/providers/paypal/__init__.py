"""PayPal, through its Orders v2.

The customer agrees on PayPal's page; that moves nothing. The money is promised or taken when this shop
asks for it, which `look` does: see `taking.py`.
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
class PayPalSettings:
    client_id: str = setting(
        _("Client ID"),
        help=_("Of an app in PayPal's developer dashboard, for sandbox or live as this is."),
        link="https://developer.paypal.com/dashboard/applications",
    )
    secret: str = setting(
        _("Secret"),
        is_secret=True,
        help=_("Shown next to the client ID."),
        link="https://developer.paypal.com/dashboard/applications",
    )
    webhook_id: str = setting(
        _("Webhook ID"),
        default="",
        help=_(
            "Of the app's webhook to this shop. Without it payments are found when they are looked"
            " for, refunds and disputes that are made at PayPal are not."
        ),
        link="https://developer.paypal.com/dashboard/applications",
    )
    brand: str = setting(
        _("Name on PayPal's page"), default="", help=_("Of the account, if left empty.")
    )


@register_provider
class PayPal(PaymentProvider[PayPalSettings]):
    code = "paypal"
    name = "PayPal"
    description = _("You agree to the payment on PayPal's page and come back here.")
    website = "https://www.paypal.com"
    settings_type = PayPalSettings
    can = PaymentAbilities(
        pays_before_order=True,
        has_webhooks=True,
        lists_movements=True,
    )

    def test_connection(self) -> str | _StrPromise:
        from .keys import test_keys

        return test_keys(self)

    def refusal_of(self, amount: Money) -> Decline | None:
        return refusal_of(amount)

    def start(self, facts: SessionFacts, *, key: str) -> NextStep | Authorised:
        from .orders import start

        return start(self, facts, key=key)

    def look(self, facts: SessionFacts) -> list[Happened]:
        from .taking import look

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
