"""Drafts where they would stand, and what is planned to stand around them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.errors import PreviewExpiredError, PreviewNotFoundError
from cms.models import Banner, ChannelSnippet, DraftLink, HeronPage, Menu, Preview
from cms.preview_tokens import LIFETIME, LinkToken, PreviewToken
from commerce.tenancy.selectors import current_channel

from .addresses import find_address
from .banners import choose_banners
from .menus import choose_menus
from .pages import FoundPage, list_addresses, list_ancestors
from .readers import Reader
from .schedule import of_channel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from commerce.tenancy.models import Channel

MOST_PLANNED = 12
S = TypeVar("S", bound=ChannelSnippet)


def get_preview(*, channel: Channel, locale: str, token: PreviewToken) -> Preview:
    """Return what the token names, for the channel and language it was written for.

    Raises PreviewNotFoundError, also for somebody who may not sign in any more.
    """
    rows = Preview.objects.filter(pk=token.preview, user_id=token.user, user__is_active=True)
    preview = rows.filter(channel=channel).first()
    if preview is None or (token.channel, token.locale) != (channel.code, locale):
        raise PreviewNotFoundError
    return preview


def get_draft_link(*, channel: Channel, locale: str, token: LinkToken) -> DraftLink:
    """Return the link that the token names.

    Raises PreviewNotFoundError, and PreviewExpiredError when it shows nothing any more.
    """
    link = DraftLink.objects.select_related("page").filter(pk=token.link).first()
    if link is None or (token.channel, token.locale) != (channel.code, locale):
        raise PreviewNotFoundError
    if not link.is_open:
        raise PreviewExpiredError
    return link


def list_past_previews(*, now: datetime) -> QuerySet[Preview]:
    """Return the previews that no token is good for any more."""
    return Preview.objects.filter(made_at__lt=now - LIFETIME)


def list_draft_links(*, page: Page) -> QuerySet[DraftLink]:
    """Return the links to drafts of the page, the newest first."""
    return DraftLink.objects.filter(page_id=page.pk).select_related("created_by")


def find_draft(*, page: HeronPage) -> tuple[Reader, FoundPage]:
    """Return who would read the draft, and where.

    A page outside all channels is shown as one of the current channel.
    """
    address = find_address(page=page)
    locale = page.locale.language_code
    channel = address.channel if address else current_channel()
    reader = Reader(channel, locale)
    path = address.path if address else "/"
    same = reader.pages().filter(translation_key=page.translation_key).exclude(pk=page.pk)
    alternates = {**list_addresses(reader, same.order_by("path")), locale: path}
    above = list_ancestors(reader, page) if address and reader.home else ()
    return reader, FoundPage(page, locale, path, alternates, above)


def find_draft_in(*, page: HeronPage, locale: str) -> HeronPage | None:
    """Return the latest draft of the page in another language; None where there is no translation."""
    if locale in ("", page.locale.language_code):
        return page
    translations = Page.objects.filter(translation_key=page.translation_key)
    found = translations.filter(locale__language_code=locale).first()
    draft = found and found.get_latest_revision_as_object()
    return draft if isinstance(draft, HeronPage) else None


def list_draft_locales(*, page: HeronPage) -> list[str]:
    """Return the languages in which there is a draft of the page, its own one first."""
    same = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    others = same.order_by("path").values_list("locale__language_code", flat=True)
    return [page.locale.language_code, *others]


def list_banners_at(*, reader: Reader, moment: datetime) -> list[Banner]:
    """Return the banners that will be on show at the moment, with the versions planned until then."""
    found = _planned(Banner, reader.channel, moment).values()
    mine = [banner for banner in found if banner.locale.language_code == reader.locale]
    return [*choose_banners(reader=reader, banners=mine)]


def list_menus_at(*, reader: Reader, moment: datetime) -> Mapping[str, Menu]:
    """Return the menus that will be on show at the moment, as `list_menus` does."""
    found = _planned(Menu, reader.channel, moment).values()
    return choose_menus(reader=reader, menus=found)


def list_planned_moments(*, channel: Channel) -> list[datetime]:
    """Return the next moments at which a banner or menu of the channel comes or goes, in order."""
    now, moments = timezone.now(), set[datetime]()
    for model in (Banner, Menu):
        rows = model._default_manager.filter(of_channel(channel))
        moments |= set(
            rows.filter(live=True, expire_at__gt=now).values_list("expire_at", flat=True)
        )
        moments |= set(rows.filter(go_live_at__gt=now).values_list("go_live_at", flat=True))
    return sorted(moments)[:MOST_PLANNED]


def _planned(model: type[S], channel: Channel, moment: datetime) -> dict[int, S]:
    """Return what is live at the moment by key: live today, or planned to go live until then."""
    live = model._default_manager.filter(of_channel(channel), live=True).select_related("locale")
    found: dict[int, S] = {row.pk: row for row in live}
    for revision in _approved(model, moment):
        draft = revision.as_object()
        if isinstance(draft, model) and _is_for(draft, channel):
            found[draft.pk] = draft
        else:
            found.pop(int(revision.object_id), None)
    return {pk: row for pk, row in found.items() if not row.expire_at or row.expire_at > moment}


def _is_for(draft: ChannelSnippet, channel: Channel) -> bool:
    is_shared = getattr(draft, "is_shared", False) and draft.channel.tenant_id == channel.tenant_id
    return draft.channel_id == channel.pk or bool(is_shared)


def _approved(model: type[ChannelSnippet], moment: datetime) -> QuerySet[Revision]:
    of_model = Q(base_content_type=ContentType.objects.get_for_model(model))
    planned = Revision.objects.filter(of_model, approved_go_live_at__lte=moment)
    return planned.order_by("approved_go_live_at", "pk")
