"""Mailgun.

The letter's key travels as a variable and comes back in every event. Mailgun does not tell two letters
of one key apart from two letters: one is doubled where its answer was lost after it had been taken,
and it is then sent again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from commerce.integrations.providers.letters import check_setting
from commerce.integrations.registry import EmailProvider, register_provider, setting
from commerce.integrations.shapes import DeliveryNews, Letter, Sent

from .news import read_event, verify

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

REGIONS = (("us", _("United States")), ("eu", _("European Union")))


@dataclass(frozen=True, slots=True)
class MailgunSettings:
    api_key: str = setting(
        _("API key"),
        is_secret=True,
        help=_("A key of the account; one for sending only cannot be tested."),
        link="https://app.mailgun.com/settings/api_security",
    )
    domain: str = setting(
        _("Sending domain"),
        help=_("As it stands among the provider's domains, such as mg.example.com."),
        link="https://app.mailgun.com/mg/sending/domains",
    )
    sender: str = setting(_("Sender's address"), help=_("An address at the sending domain."))
    sender_name: str = setting(_("Sender's name"), default="")
    region: str = setting(_("Region of the domain"), default="us", choices=REGIONS)
    signing_key: str = setting(
        _("Signing key of events"),
        default="",
        is_secret=True,
        help=_("Of the webhooks. Without it bounces and complaints are not heard of."),
        link="https://app.mailgun.com/settings/api_security",
    )

    def __post_init__(self) -> None:
        check_setting(sender=self.sender)


@register_provider
class Mailgun(EmailProvider[MailgunSettings]):
    code = "mailgun"
    name = "Mailgun"
    description = _("Sends letters, and tells which were delivered, bounced or complained of.")
    website = "https://www.mailgun.com"
    settings_type = MailgunSettings
    capabilities = frozenset({"delivery_news"})

    def test_connection(self) -> str | _StrPromise:
        from .client import test_domain

        return test_domain(self)

    def send_letter(self, letter: Letter) -> Sent:
        from .client import send

        return send(self, letter)

    def read_news(self, headers: Mapping[str, str], body: bytes) -> list[DeliveryNews]:
        return read_event(verify(self.settings.signing_key, body))
