"""Stripe: for now the proof that its key is right; it takes payments with the calls of payments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from commerce.integrations.registry import PaymentProvider, register_provider, setting

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class StripeSettings:
    secret_key: str = setting(
        _("Secret key"),
        is_secret=True,
        help=_("Begins with sk_ or rk_. One with rk_ has to be allowed to read the balance."),
        link="https://dashboard.stripe.com/apikeys",
    )


@register_provider
class Stripe(PaymentProvider[StripeSettings]):
    code = "stripe"
    name = "Stripe"
    description = _("Cards, wallets and other ways to pay.")
    website = "https://stripe.com"
    settings_type = StripeSettings
    payment_page = "https://dashboard.stripe.com/payments/{reference}"

    def test_connection(self) -> str | _StrPromise:
        from .client import test_key

        return test_key(self)
