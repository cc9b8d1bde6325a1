"""Messages to browsers (RFC 8030, 8291, 8292): no account anywhere, only a pair of keys.

A service worker is given JSON with `title`, `body`, `url` and `tag`. The tag is the message's key: shown
with it, a message that comes twice takes its own place, and a push service that still has the first one
replaces it (`Topic`). Doubled is one that was answered too late and that the browser has shown and its
owner closed in between.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from commerce.integrations.providers.letters import check_setting
from commerce.integrations.registry import PushProvider, register_provider, setting
from commerce.integrations.shapes import PushMessage, Sent

from . import keys

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

CONNECTED = _("The keys belong together. Browsers can ask for messages.")


@dataclass(frozen=True, slots=True)
class WebPushSettings:
    contact: str = setting(
        _("Contact"),
        help=_(
            "An e-mail address at which the makers of browsers reach you when something is wrong."
        ),
    )
    private_key: str = setting(
        _("Private key"),
        default="",
        is_secret=True,
        help=_("Leave it empty to have one made. With another key all browsers have to ask again."),
    )

    def __post_init__(self) -> None:
        check_setting(contact=self.contact)


@register_provider
class WebPush(PushProvider[WebPushSettings]):
    code = "web_push"
    name = _("Browsers (web push)")
    description = _("Tells browsers that have agreed to it, also when no page of the shop is open.")
    settings_type = WebPushSettings

    @classmethod
    def complete(cls, settings: WebPushSettings) -> WebPushSettings:
        return settings if settings.private_key else replace(settings, private_key=keys.make())

    @property
    def public_key(self) -> str:
        return keys.public_part(self.settings.private_key)

    def test_connection(self) -> str | _StrPromise:
        keys.read(self.settings.private_key)
        return CONNECTED

    def send_push(self, message: PushMessage) -> Sent:
        from .client import send

        return send(self, message)
