"""Banners on show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cms.models import Banner

from .readers import Reader
from .schedule import of_channel, on_show

if TYPE_CHECKING:
    from django.db.models import QuerySet


def list_live_beside(*, banner: Banner) -> QuerySet[Banner]:
    """Return the live banners of the banner's channel and language, the one that readers see first."""
    shown = on_show(Banner).filter(channel_id=banner.channel_id, locale_id=banner.locale_id)
    return shown.filter(placement=banner.placement).order_by("position", "pk")


def list_banners(*, reader: Reader) -> Sequence[Banner]:
    """Return the live banners of the channel in the reader's language, first things first.

    A channel without any has those that other channels of the shop share. One query.
    """
    banners = on_show(Banner).filter(
        of_channel(reader.channel), locale__language_code=reader.locale
    )
    return choose_banners(reader=reader, banners=banners)


def choose_banners(*, reader: Reader, banners: Iterable[Banner]) -> Sequence[Banner]:
    """Return the channel's own of these, or else all, in their order."""
    rows = [*banners]
    own = [row for row in rows if row.channel_id == reader.channel.pk]
    return sorted(own or rows, key=lambda row: (row.position, row.pk))
