"""Channels as editors see them: shops with a home page in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
