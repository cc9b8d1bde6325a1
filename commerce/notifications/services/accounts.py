"""What accounts have to tell. They stand below, and publish only what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import ngettext
from ulid import ULID

from commerce.accounts.selectors import find_user, find_user_by_key, get_user
from commerce.accounts.services import CONFIRMATION_LASTING, confirmation_url, reset_url
from commerce.notifications.enums import ConsentSource, Medium
from commerce.notifications.kinds import ANNOUNCEMENT, PASSWORD_RESET, VERIFY_EMAIL
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


def tell_to_confirm_email(*, user_id: int, channel_id: int, locale: str) -> None:
    """Write to an address that is not confirmed how to do so.

    The letter holds no word that a stranger may have typed, such as a name.
    """
    user = find_user_by_key(user_id=user_id)
    channel = list_channels().filter(pk=channel_id).first()
    if user is None or channel is None or not user.is_active or user.is_email_confirmed:
        return
    spoken = locale if locale in channel.locales else channel.default_locale
    with translation.override(spoken):
        lasting = ngettext(
            "The link works once, for %(days)d day.",
            "The link works once, for %(days)d days.",
            CONFIRMATION_LASTING.days,
        ) % {"days": CONFIRMATION_LASTING.days}
    notify(
        kind=VERIFY_EMAIL.code,
        recipient=Recipient(spoken, user_id=user.pk, email=user.email),
        channel_id=channel_id,
        event_id=str(ULID()),  # each request has a letter of its own
        values={"url": confirmation_url(user, spoken), "lasting": lasting},
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
