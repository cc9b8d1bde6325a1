"""Channels as editors see them: shops with a home page in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.models import Page

from cms.models import HomePage
from commerce.tenancy.selectors import own_channels

from .readers import Reader

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.tenancy.models import Channel


def list_homes(*, channel: Channel) -> QuerySet[HomePage]:
    """Return the home pages of a channel, drafts too, the one of the default language first."""
    of_site = HomePage.objects.filter(pk=channel.site.root_page_id)
    homes = HomePage.objects.filter(translation_key__in=of_site.values("translation_key"))
    return homes.select_related("locale").order_by("path")


def list_readers() -> list[Reader]:
    """Return the public of each channel of the tenant at work, in each of its languages."""
    return [Reader(channel, locale) for channel in own_channels() for locale in channel.locales]


def find_channel_of(*, row: Any) -> Channel | None:
    """Return the channel of the tenant at work that shows a page or snippet; None where none does."""
    if not isinstance(row, Page):
        return next((each for each in own_channels() if each.pk == row.channel_id), None)
    for channel in own_channels():
        if any(row.path.startswith(home.path) for home in list_homes(channel=channel)):
            return channel
    return None
