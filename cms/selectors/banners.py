"""Banners on show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.models import Banner

from .readers import Reader
from .schedule import on_show

if TYPE_CHECKING:
    from django.db.models import QuerySet


def list_live_beside(*, banner: Banner) -> QuerySet[Banner]:
    """Return the live banners of the banner's channel and language, the one that readers see first."""
    shown = on_show(Banner).filter(channel_id=banner.channel_id, locale_id=banner.locale_id)
    return shown.filter(placement=banner.placement).order_by("position", "pk")


def list_banners(*, reader: Reader) -> QuerySet[Banner]:
    """Return the live banners of the channel in the reader's language, first things first."""
    of_channel = on_show(Banner).filter(channel_id=reader.channel.pk)
    return of_channel.filter(locale__language_code=reader.locale).order_by("position", "pk")
