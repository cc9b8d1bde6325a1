"""Encrypted messages through pywebpush; loaded with the first of them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import orjson
from django.conf import settings as house
from django.utils.translation import gettext_lazy as _
from pywebpush import Vapid, WebPushException, webpush
from requests import Response

from commerce.integrations.errors import (
    CredentialsRefusedError,
    GoneError,
    ProviderError,
    ProviderRefusedError,
)
from commerce.integrations.providers.answers import error_of
from commerce.integrations.providers.door import open_session
from commerce.integrations.shapes import PushMessage, Sent

from .keys import read

if TYPE_CHECKING:
    from . import WebPush

# Whom browsers are reached through. An address comes from a browser, that is from anybody.
PUSH_SERVICES = (
    "fcm.googleapis.com",
    ".google.com",
    ".push.services.mozilla.com",
    ".push.apple.com",
    ".notify.windows.com",
)
# What push services have to take is 4096 bytes, and encrypting adds to it.
MOST_BYTES = 3_900
STRANGER = _("The address is not that of a browser's push service.")
BAD_KEYS = _("The browser's keys cannot be used.")
TOO_LONG = _("The message is too long for browsers.")
WRONG_KEY = _(
    "The push service does not accept the shop's key for this browser: it has asked for messages"
    " with another one."
)


def send(provider: WebPush, message: PushMessage) -> Sent:
    """Hand the message to the browser's push service. Raises ProviderError."""
    key = read(provider.settings.private_key)
    if not is_push_service(message.subscription.endpoint):
        raise ProviderRefusedError(STRANGER)
    content = write(message)
    with open_session(provider.calls, "send push", about=message.key) as session:
        try:
            answer = webpush(
                _subscription(message),
                content,
                Vapid(key),
                {"sub": f"mailto:{provider.settings.contact}"},
                headers={"topic": _topic(message.key), "urgency": "normal"},
                ttl=message.seconds_to_live,
                requests_session=session,
            )
        except WebPushException as error:
            raise _explain(error.response) from None
        except (ValueError, IndexError):
            raise ProviderRefusedError(BAD_KEYS) from None
    return Sent(answer.headers.get("location", "") if isinstance(answer, Response) else "")


def is_push_service(endpoint: str) -> bool:
    """Whether a browser could have given this address; inner hosts only where the house allows them."""
    parts = urlsplit(endpoint)
    host = parts.hostname or ""
    if host in house.OUTGOING_PRIVATE_HOSTS:
        return True
    known = any(host == name or (name[0] == "." and host.endswith(name)) for name in PUSH_SERVICES)
    return known and parts.scheme == "https"


def write(message: PushMessage) -> str:
    """Return what the service worker reads. Raises ProviderRefusedError for too much."""
    content = orjson.dumps(
        {"title": message.title, "body": message.body, "url": message.url, "tag": message.key}
    )
    if len(content) > MOST_BYTES:
        raise ProviderRefusedError(TOO_LONG)
    return content.decode()


def _subscription(message: PushMessage) -> dict[str, object]:
    subscription = message.subscription
    keys = {"p256dh": subscription.p256dh, "auth": subscription.auth}
    return {"endpoint": subscription.endpoint, "keys": keys}


def _topic(key: str) -> str:
    """Return a name of at most 32 letters: a push service keeps only the last message of one name."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def _explain(response: Response | None) -> ProviderError:
    if response is None:
        return ProviderRefusedError(BAD_KEYS)
    status = response.status_code
    if status in (404, 410):
        return GoneError()
    if status in (400, 401, 403):
        return CredentialsRefusedError(WRONG_KEY)
    return error_of(status, response.headers, {413: TOO_LONG})
