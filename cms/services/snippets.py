"""Menus and banners that programs put in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction
from wagtail.models import Locale

from cms.enums import BannerStyle, MenuKey
from cms.models import Banner, ChannelSnippet, Menu, ReusableContent

from .contents import BlockInput, is_same_stream, stream_value

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

S = TypeVar("S", bound=ChannelSnippet)

# label and one of page, product, category (objects) or address; menu entries also children.
LinkInput = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class BannerContent:
    """What a banner says in one language, and when. Without dates it shows at once and stays."""

    text: str
    link: LinkInput | None = None
    style: BannerStyle = BannerStyle.INFO
    is_dismissible: bool = True
    position: int = 0
    go_live_at: datetime | None = None
    expire_at: datetime | None = None


@transaction.atomic
def ensure_menu(*, channel: Channel, key: MenuKey, locale: str, items: Sequence[LinkInput]) -> Menu:
    """Return the live menu of that place and language, created or brought up to date.

    Menus of one place are translations of each other. One that an editor has worked on stays as it is.
    """
    place = Menu.objects.filter(channel=channel, key=key)
    language = _locale(locale)
    menu = place.filter(locale=language).first()
    menu = menu or _translation(place.first(), Menu(channel=channel, key=key, locale=language))
    entries = stream_value(menu.items.stream_block, [("item", item) for item in items])
    return _ensure(menu, {"items": entries})


@transaction.atomic
def ensure_banner(
    *,
    channel: Channel,
    locale: str,
    content: BannerContent,
    translation_of: Banner | None = None,
) -> Banner:
    """Return the banner with that text or translation, created or brought up to date.

    It is live now, or from `go_live_at` on. One that an editor has worked on stays as it is.
    """
    language = _locale(locale)
    same = (
        {"translation_key": translation_of.translation_key}
        if translation_of
        else {"text": content.text}
    )
    banner = Banner.objects.filter(channel=channel, locale=language, **same).first()
    banner = banner or _translation(translation_of, Banner(channel=channel, locale=language))
    return _ensure(banner, _banner_fields(banner, content))


@transaction.atomic
def draft_banner(
    *,
    channel: Channel,
    locale: str,
    content: BannerContent,
    translation_of: Banner | None = None,
) -> Banner:
    """Return a banner that is written and not shown, such as for a release.

    One that is there already, by its text or as that translation, stays as it is.
    """
    language = _locale(locale)
    same = (
        {"translation_key": translation_of.translation_key}
        if translation_of
        else {"text": content.text}
    )
    found = Banner.objects.filter(channel=channel, locale=language, **same).first()
    if found is not None:
        return found
    made = Banner(channel=channel, locale=language, live=False)
    banner = _translation(translation_of, made)
    for name, value in _banner_fields(banner, content).items():
        setattr(banner, name, value)
    banner.save()
    banner.save_revision()
    return banner


@transaction.atomic
def ensure_reusable(
    *,
    channel: Channel,
    locale: str,
    name: str,
    body: Sequence[BlockInput],
    translation_of: ReusableContent | None = None,
) -> ReusableContent:
    """Return the live content of that name and language, created or brought up to date.

    One that an editor has worked on stays as it is.
    """
    language = _locale(locale)
    same = {"translation_key": translation_of.translation_key} if translation_of else {"name": name}
    rows = ReusableContent.objects.filter(channel=channel, locale=language, **same)
    made = ReusableContent(channel=channel, locale=language)
    content = rows.first() or _translation(translation_of, made)
    stream = stream_value(content.body.stream_block, body)
    return _ensure(content, {"name": name, "body": stream})


def _banner_fields(banner: Banner, content: BannerContent) -> dict[str, Any]:
    links = [("link", content.link)] if content.link else []
    return {
        "text": content.text,
        "link": stream_value(banner.link.stream_block, links),
        "style": content.style,
        "is_dismissible": content.is_dismissible,
        "position": content.position,
        "go_live_at": content.go_live_at,
        "expire_at": content.expire_at,
    }


def _ensure(snippet: S, fields: Mapping[str, Any]) -> S:
    if snippet.pk and (_is_edited(snippet) or _says(snippet, fields)):
        return snippet
    for name, value in fields.items():
        setattr(snippet, name, value)
    if not snippet.pk:
        snippet.live = False
        snippet.save()
    snippet.save_revision().publish(log_action=False)
    snippet.refresh_from_db()
    return snippet


def _is_edited(snippet: ChannelSnippet) -> bool:
    """Tell whether a person, not a program, wrote the last version."""
    return snippet.latest_revision is not None and snippet.latest_revision.user_id is not None


def _says(snippet: ChannelSnippet, fields: Mapping[str, Any]) -> bool:
    return snippet.latest_revision is not None and all(
        _is_same(getattr(snippet, name), value) for name, value in fields.items()
    )


def _is_same(stored: Any, wanted: Any) -> bool:
    if block := getattr(stored, "stream_block", None):
        return is_same_stream(block, stored, wanted)
    return bool(stored == wanted)


def _translation(source: S | None, snippet: S) -> S:
    if source is not None:
        snippet.translation_key = source.translation_key
    return snippet


def _locale(code: str) -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]
