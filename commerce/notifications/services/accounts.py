"""What accounts have to tell. They stand below, and publish only what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import ngettext
from ulid import ULID

from commerce.accounts.selectors import find_user, get_user
from commerce.accounts.services import reset_url
from commerce.notifications.enums import ConsentSource, Medium
from commerce.notifications.kinds import ANNOUNCEMENT, PASSWORD_RESET
from commerce.notifications.shapes import Recipient
from commerce.tenancy.selectors import list_channels

from .choices import Choice, choose
from .consents import Circumstances
from .notifying import notify

if TYPE_CHECKING:
    from commerce.accounts.events import NewsChosen


def tell_password_reset(*, email: str, channel_id: int, locale: str) -> None:
    """Write to the owner of that address how to choose a new password; to nobody else.

    The letter holds no word that a stranger may have typed, such as a name.
    """
    user = find_user(email=email)
    if user is None or not user.is_active or not list_channels().filter(pk=channel_id).exists():
        return
    minutes = settings.PASSWORD_RESET_TIMEOUT // 60
    with translation.override(locale):
        lasting = ngettext(
            "The link works once, for %(minutes)d minute.",
            "The link works once, for %(minutes)d minutes.",
            minutes,
        ) % {"minutes": minutes}
    notify(
        kind=PASSWORD_RESET.code,
        recipient=Recipient(locale, user_id=user.pk, email=user.email),
        channel_id=channel_id,
        event_id=str(ULID()),  # each request has a letter of its own
        values={"url": reset_url(user, locale), "lasting": lasting},
    )


@transaction.atomic
def keep_choice_of_news(event: NewsChosen) -> None:
    """Write down that somebody wants news, or no longer does, when opening an account or in it."""
    channel = list_channels().get(pk=event.channel_id)
    user = get_user(user_id=event.user_id)
    source = ConsentSource.REGISTRATION if event.is_registration else ConsentSource.PREFERENCES
    choose(
        owner={"user": user, "tenant_id": channel.tenant_id},
        address=user.email,
        choice=Choice(ANNOUNCEMENT.code, Medium.EMAIL, event.is_wanted),
        circumstances=Circumstances(
            source,
            event.locale or channel.default_locale,
            channel.branding.shown_name,
            event.network_address,
            event.wording,
        ),
    )
