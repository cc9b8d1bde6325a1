"""Twilio: text messages.

Twilio takes no key that would make a repeated message one: a message is doubled where its answer was
lost after it had been taken, and it is then sent again. The reference is Twilio's own number (SM…).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from commerce.integrations.registry import SmsProvider, register_provider, setting
from commerce.integrations.shapes import DeliveryNews, Sent, TextMessage

from .news import read_status, verify

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

REGIONS = (("us1", _("United States")), ("ie1", _("Ireland")), ("au1", _("Australia")))
CONSOLE = "https://console.twilio.com/"


@dataclass(frozen=True, slots=True)
class TwilioSettings:
    account_sid: str = setting(_("Account SID"), help=_("Begins with AC."), link=CONSOLE)
    auth_token: str = setting(_("Auth token"), is_secret=True, link=CONSOLE)
    sender: str = setting(
        _("Sender"),
        help=_("A number of yours such as +4915112345678, a name, or a messaging service (MG…)."),
        link="https://console.twilio.com/us1/develop/phone-numbers/manage/incoming",
    )
    region: str = setting(_("Region of the account"), default="us1", choices=REGIONS)


@register_provider
class Twilio(SmsProvider[TwilioSettings]):
    code = "twilio"
    name = "Twilio"
    description = _("Sends text messages, and tells which were delivered.")
    website = "https://www.twilio.com"
    settings_type = TwilioSettings
    capabilities = frozenset({"delivery_news"})

    def test_connection(self) -> str | _StrPromise:
        from .client import test_account

        return test_account(self)

    def send_text(self, message: TextMessage) -> Sent:
        from .client import send

        return send(self, message)

    def read_news(self, url: str, headers: Mapping[str, str], body: bytes) -> list[DeliveryNews]:
        return read_status(verify(self.settings.auth_token, url, headers, body))
