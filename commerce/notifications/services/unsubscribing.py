"""The last link of an optional letter: one click ends that kind of letters (RFC 8058)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

import orjson
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from commerce.core.crypto import DecryptionError, decrypt, encrypt
from commerce.notifications.enums import ConsentSource, Medium
from commerce.notifications.errors import BadUnsubscribeTokenError, MandatoryKindError
from commerce.notifications.models import Preference
from commerce.notifications.registry import Kind, get_kind
from commerce.tenancy.errors import UnknownChannelError
from commerce.tenancy.selectors import list_channels

from .choices import Choice, choose
from .consents import Circumstances

if TYPE_CHECKING:
    from commerce.notifications.shapes import Recipient
    from commerce.tenancy.models import Channel

PURPOSE: Final = "unsubscribe"


@dataclass(frozen=True, slots=True)
class Subscription:
    """Who is told of which kind in which medium; what a token stands for."""

    channel_id: int
    kind: str
    medium: str
    locale: str
    user_id: int | None
    address: str

    @property
    def owner(self) -> dict[str, Any]:
        """Whose choice it is: the account's, or the address's without one."""
        if self.user_id is not None:
            return {"user_id": self.user_id}
        return {"user": None, "address": self.address}


def unsubscribe_url(
    *, kind: Kind, recipient: Recipient, medium: Medium, channel_id: int, address: str
) -> str:
    """Return the address for one person's letters of one kind; empty for what is mandatory.

    It holds the person's address, but only the shop can read it.
    """
    if kind.is_mandatory:
        return ""
    subscription = Subscription(
        channel_id, kind.code, medium, recipient.locale, recipient.user_id, address.lower()
    )
    path = reverse("unsubscribe", kwargs={"token": write_token(subscription)})
    return f"{settings.PUBLIC_URL}{path}"


def page_url(subscription: Subscription, token: str) -> str:
    """Return the page of the storefront that asks before anything is changed."""
    return (
        f"{settings.STOREFRONT_URL}/{subscription.locale}/unsubscribe?{urlencode({'token': token})}"
    )


def write_token(subscription: Subscription) -> str:
    return encrypt(orjson.dumps([PURPOSE, asdict(subscription)])).decode()


def read_token(token: str) -> Subscription:
    """Return what a token stands for. Raises BadUnsubscribeTokenError."""
    try:
        purpose, members = orjson.loads(decrypt(token.encode()))
    except (DecryptionError, ValueError):
        raise BadUnsubscribeTokenError from None
    if purpose != PURPOSE:
        raise BadUnsubscribeTokenError
    return Subscription(**members)


def kind_of(subscription: Subscription) -> Kind:
    """Return the kind. Raises BadUnsubscribeTokenError for one that is sent no more."""
    try:
        return get_kind(subscription.kind)
    except KeyError:
        raise BadUnsubscribeTokenError from None


def is_subscribed(subscription: Subscription) -> bool:
    """Whether nobody has switched it off yet."""
    return not Preference.objects.filter(
        tenant__channels=subscription.channel_id,
        kind=subscription.kind,
        medium=subscription.medium,
        is_wanted=False,
        **subscription.owner,
    ).exists()


@transaction.atomic
def unsubscribe(*, token: str, source: ConsentSource, network_address: str = "") -> Subscription:
    """End the letters that the token is for, and keep that they were ended.

    Doing it twice changes nothing. Raises BadUnsubscribeTokenError, and MandatoryKindError for a
    kind that became one.
    """
    subscription = read_token(token)
    kind, channel = kind_of(subscription), _channel(subscription.channel_id)
    if kind.is_mandatory:
        raise MandatoryKindError(kind=str(kind.name))
    choose(
        owner={"tenant_id": channel.tenant_id, **subscription.owner},
        address=subscription.address,
        choice=Choice(kind.code, Medium(subscription.medium), is_wanted=False),
        circumstances=Circumstances(
            source, subscription.locale, channel.branding.name, network_address
        ),
        is_withdrawal=True,
    )
    return subscription


def _channel(channel_id: int) -> Channel:
    channel = list_channels().filter(pk=channel_id).first()
    if channel is None:
        raise BadUnsubscribeTokenError from UnknownChannelError(channel=str(channel_id))
    return channel
