"""Letters to people about their accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from commerce.accounts import selectors
from commerce.accounts.models import User
from commerce.tenancy.selectors import list_channels

from .passwords import reset_token

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


def deliver_password_reset(*, email: str, channel_id: int, locale: str) -> None:
    """Write to the owner of that address how to choose a new password; to nobody else.

    The letter holds no word that a stranger may have typed, such as a name.
    """
    user = selectors.find_user(email=email)
    channel = list_channels().filter(pk=channel_id).first()
    if user is None or channel is None or not user.is_active:
        return
    with translation.override(locale):
        letter = _password_letter(user, channel, locale)
    letter.send()


def reset_url(user: User, locale: str) -> str:
    """Return the storefront's page. What follows the # is never sent to a server nor to other sites."""
    return f"{settings.STOREFRONT_URL}/{locale}/reset-password#token={reset_token(user)}"


def _password_letter(user: User, channel: Channel, locale: str) -> EmailMultiAlternatives:
    shop = channel.branding
    context = {
        "shop": shop,
        "url": reset_url(user, locale),
        "minutes": settings.PASSWORD_RESET_TIMEOUT // 60,
        "language": locale,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
    }
    letter = EmailMultiAlternatives(
        subject=_("A new password at %(shop)s") % {"shop": shop.shown_name},
        body=render_to_string("accounts/mail/password_reset.txt", context),
        from_email=shop.support_email or None,
        to=[user.email],
    )
    html = render_to_string("accounts/mail/password_reset.html", context)
    letter.attach_alternative(html, "text/html")
    return letter
