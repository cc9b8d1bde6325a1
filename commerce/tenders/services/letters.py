"""The letter that brings a gift card: the one place where its code can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.numbers import format_currency
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commerce.notifications.services import notify
from commerce.notifications.shapes import Recipient
from commerce.tenders.codes import shown
from commerce.tenders.kinds import GIFT_CARD_ISSUED

if TYPE_CHECKING:
    from commerce.core.money import Money
    from commerce.tenders.models import PurseAccount


def send_gift_card(*, account: PurseAccount, code: str, amount: Money, locale: str) -> None:
    """Write the code to the card's address, in that language."""
    with translation.override(locale):
        ends = account.expires_at
        until = _("It can be used until %(date)s.") % {"date": date_format(ends)} if ends else ""
    notify(
        kind=GIFT_CARD_ISSUED.code,
        recipient=Recipient(locale, email=account.email),
        channel_id=account.channel_id,
        event_id=f"gift-card/{account.public_id}",
        values={
            "code": shown(code),
            "amount": format_currency(
                amount.amount, amount.currency, locale=locale.replace("-", "_")
            ),
            "until": until,
            "url": f"{settings.STOREFRONT_URL}/{locale}/gift-cards",
        },
        about=account.last_four,
    )
