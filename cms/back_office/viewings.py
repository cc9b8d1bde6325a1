"""What the preview panel offers: languages, currencies, segments, visits, planned dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.conf import settings

from cms import selectors
from cms.enums import Visitor
from cms.models import ChannelSnippet, HeronPage
from cms.storefront import storefront_origin
from commerce.notifications.selectors.segments import list_segment_names
from commerce.tenancy.selectors import current_channel

Branding = apps.get_model("tenancy", "Branding")
NAMES = dict(settings.WAGTAIL_CONTENT_LANGUAGES)


@dataclass(frozen=True)
class ViewingChoices:
    """The first language and currency are what a reader begins with."""

    locales: Sequence[tuple[str, str]]
    currencies: Sequence[str]
    planned: Sequence[datetime]
    segments: Sequence[tuple[int, str]]
    visitors: Sequence[tuple[str, Any]]
    storefront: str


def viewing_choices(draft: Any) -> ViewingChoices | None:
    """Return what a page, banner, menu or branding can be looked at as; None for anything else."""
    if isinstance(draft, HeronPage):
        address = selectors.find_address(page=draft) if draft.path else None
        channel = address.channel if address else current_channel()
        locales = selectors.list_draft_locales(page=draft)
    elif isinstance(draft, ChannelSnippet):
        channel = draft.channel if draft.channel_id else current_channel()
        locales = [draft.locale.language_code] if draft.locale_id else [channel.default_locale]
    elif isinstance(draft, Branding):
        channel = draft.channel
        locales = list(dict.fromkeys([channel.default_locale, *channel.locales]))
    else:
        return None
    others = [code for code in channel.currencies if code != channel.default_currency]
    return ViewingChoices(
        locales=[(code, NAMES.get(code, code)) for code in locales],
        currencies=[channel.default_currency, *others],
        segments=list_segment_names(channel_id=channel.pk),
        visitors=[(one.value, one.label) for one in (Visitor.NEW, Visitor.RETURNING)],
        planned=selectors.list_planned_moments(channel=channel),
        storefront=storefront_origin(channel),
    )
