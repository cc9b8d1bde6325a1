"""Browsers that may be told: they come and go by their owners' will."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from django.db import transaction

from commerce.integrations.errors import GoneError, ProviderError
from commerce.integrations.registry import PushProvider
from commerce.integrations.selectors import list_active
from commerce.integrations.services import ask
from commerce.integrations.shapes import PushMessage, PushSubscription, Sent
from commerce.notifications.errors import (
    BadPushAddressError,
    PushAddressNotFoundError,
    PushNotOfferedError,
)
from commerce.notifications.models import PushAddress
from commerce.notifications.selectors.centre import list_push_addresses

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.tenancy.models import Channel

MOST_BROWSERS: Final = 10
# An uncompressed point on P-256, and the secret of RFC 8291.
KEY_BYTES: Final = 65
SECRET_BYTES: Final = 16


@transaction.atomic
def add_push_address(
    *, user: User, channel: Channel, endpoint: str, p256dh: str, auth: str
) -> PushAddress:
    """Tell this browser from now on. A browser that is known already goes over to this person.

    Of more than ten the oldest leaves. Raises BadPushAddressError.
    """
    _require_address(endpoint, p256dh, auth)
    digest = sha256(endpoint.encode()).hexdigest()
    row, _made = PushAddress.objects.update_or_create(
        endpoint_digest=digest,
        defaults={
            "user": user,
            "channel": channel,
            "endpoint": endpoint,
            "p256dh": p256dh,
            "auth": auth,
        },
    )
    own = list_push_addresses(user_id=user.pk, channel_id=channel.pk)
    kept = own.order_by("-pk").values_list("pk", flat=True)[:MOST_BROWSERS]
    own.exclude(pk__in=list(kept)).exclude(pk=row.pk).delete()
    return row


def remove_push_address(*, user: User, channel: Channel, public_id: str) -> None:
    """Tell that browser no more. Raises PushAddressNotFoundError for one that is not the person's."""
    own = list_push_addresses(user_id=user.pk, channel_id=channel.pk)
    deleted, _rows = own.filter(public_id=public_id).delete()
    if not deleted:
        raise PushAddressNotFoundError


def _require_address(endpoint: str, p256dh: str, auth: str) -> None:
    """The address is called by the shop, which looks at where it leads each time anew."""
    try:
        parts = urlsplit(endpoint)
        is_sound = parts.scheme == "https" and bool(parts.hostname) and parts.port in (None, 443)
    except ValueError:
        is_sound = False
    if not is_sound or "@" in parts.netloc:
        raise BadPushAddressError(pointer="/endpoint")
    if _length(p256dh) != KEY_BYTES:
        raise BadPushAddressError(pointer="/keys/p256dh")
    if _length(auth) != SECRET_BYTES:
        raise BadPushAddressError(pointer="/keys/auth")


def _length(text: str) -> int:
    """How many bytes the text stands for; none when it is not base64url."""
    try:
        return len(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError):
        return 0


def get_public_key(*, channel_id: int) -> str:
    """Return what browsers of the channel subscribe with. Raises PushNotOfferedError."""
    providers = list_active(PushProvider, channel_id)  # type: ignore[type-abstract]
    if not providers:
        raise PushNotOfferedError
    return providers[0].public_key


def send_push(
    *, key: str, user_id: int, channel_id: int, title: str, body: str, url: str = ""
) -> list[Sent]:
    """Tell each of the person's browsers; one that is gone for good is forgotten.

    Returns what was taken. Makes outgoing calls: to be called where no lock is held. Raises
    ProviderError when none has taken it and one may do so later, NotConfiguredError without a
    provider.
    """
    taken: list[Sent] = []
    failure: ProviderError | None = None
    for address in list_push_addresses(user_id=user_id, channel_id=channel_id):
        message = PushMessage(f"{key}:{address.pk}", _subscription(address), title, body, url)
        try:
            taken.append(_hand_over(message, channel_id))
        except GoneError:
            address.delete()
        except ProviderError as error:
            failure = error
    if failure is not None and not taken:
        raise failure
    return taken


def _subscription(address: PushAddress) -> PushSubscription:
    return PushSubscription(address.endpoint, address.p256dh, address.auth)


def _hand_over(message: PushMessage, channel_id: int) -> Sent:
    """A browser that shows the same message twice replaces the first by its key."""

    def send(provider: PushProvider[Any]) -> Sent:
        return provider.send_push(message)

    return ask(
        PushProvider,  # type: ignore[type-abstract]
        channel_id=channel_id,
        call=send,
        may_repeat=True,
    )
