"""SendGrid.

The letter's key travels as a custom argument and comes back in every event. SendGrid does not tell two
letters of one key apart from two letters: one is doubled where its answer was lost after it had been
taken, and it is then sent again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from commerce.integrations.providers.letters import check_setting
from commerce.integrations.registry import EmailProvider, register_provider, setting
from commerce.integrations.shapes import DeliveryNews, Letter, Sent

from .news import read_events, verify

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

REGIONS = (("global", _("Worldwide")), ("eu", _("European Union")))


@dataclass(frozen=True, slots=True)
class SendGridSettings:
    api_key: str = setting(
        _("API key"),
        is_secret=True,
        help=_("Begins with SG. and needs the permission Mail Send."),
        link="https://app.sendgrid.com/settings/api_keys",
    )
    sender: str = setting(
        _("Sender's address"),
        help=_("An address or a domain that you have verified at the provider."),
        link="https://app.sendgrid.com/settings/sender_auth",
    )
    sender_name: str = setting(_("Sender's name"), default="")
    region: str = setting(_("Region of the account"), default="global", choices=REGIONS)
    verification_key: str = setting(
        _("Verification key of events"),
        default="",
        help=_("Of the signed event webhook. Without it bounces and complaints are not heard of."),
        link="https://app.sendgrid.com/settings/mail_settings/webhook_settings",
    )

    def __post_init__(self) -> None:
        check_setting(sender=self.sender)


@register_provider
class SendGrid(EmailProvider[SendGridSettings]):
    code = "sendgrid"
    name = "SendGrid"
    description = _("Sends letters, and tells which were delivered, bounced or complained of.")
    website = "https://sendgrid.com"
    settings_type = SendGridSettings
    capabilities = frozenset({"delivery_news"})

    def test_connection(self) -> str | _StrPromise:
        from .client import test_key

        return test_key(self)

    def send_letter(self, letter: Letter) -> Sent:
        from .client import send

        return send(self, letter)

    def read_news(self, headers: Mapping[str, str], body: bytes) -> list[DeliveryNews]:
        verify(self.settings.verification_key, headers, body)
        return read_events(body)
