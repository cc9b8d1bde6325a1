"""Showing drafts: what somebody is typing, and links for others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cms import documents, selectors
from cms.errors import PageNotFoundError, PreviewNotFoundError
from cms.models import Banner, ChannelSnippet, DraftLink, HeronPage, Menu, Preview, Release
from cms.preview_tokens import LinkToken, PreviewToken, read_token, write_token
from cms.references import Json
from cms.selectors import Reader
from cms.storefront import draft_address
from cms.viewing import Viewing
from commerce.catalogue.selectors.channel import describe_branding

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.tenancy.models import Branding, Channel

LINK_LIFETIMES = (timedelta(days=1), timedelta(days=7), timedelta(days=30))


@transaction.atomic
def keep_preview(
    *, user: User, draft: HeronPage | ChannelSnippet, viewing: Viewing, beside: Mapping[str, Json]
) -> str:
    """Keep what the storefront has to show of the draft, and return the address where it does.

    What was kept before of the same draft, looked at in the same way, is overwritten. `beside` is
    told to the storefront as it is. Raises PreviewNotFoundError when the draft cannot be shown like this.
    """
    reader, shown = _shown(draft, viewing)
    document = {**_frame(reader, draft, viewing), **shown, **beside}
    preview, _created = Preview.objects.update_or_create(
        user=user,
        subject=f"{draft._meta.label_lower}:{draft.pk or _place(draft)}?{viewing}",
        defaults={"channel": reader.channel, "document": document, "made_at": timezone.now()},
    )
    token = PreviewToken(preview.pk, user.pk, reader.channel.code, reader.locale)
    return draft_address(channel=reader.channel, locale=reader.locale, token=write_token(token))


@transaction.atomic
def keep_branding_preview(
    *, user: User, branding: Branding, viewing: Viewing, beside: Mapping[str, Json]
) -> str:
    """Keep a branding that is typed, and return the address where the home page shows it.

    `beside` is told to the storefront as it is. Raises PreviewNotFoundError for a language that the
    channel does not speak.
    """
    channel = branding.channel
    locale = viewing.locale or channel.default_locale
    if locale not in {channel.default_locale, *channel.locales}:
        raise PreviewNotFoundError
    reader = Reader(channel, locale, viewing.segment, viewing.visitor)
    try:
        found = selectors.get_page(reader=reader, path="/")
    except PageNotFoundError as error:
        raise PreviewNotFoundError from error
    document = {
        **_frame(reader, None, viewing),
        "page": documents.page_document(reader=reader, found=found, is_counted=False),
        "branding": describe_branding(branding=branding, locale=locale),
        **beside,
    }
    preview, _created = Preview.objects.update_or_create(
        user=user,
        subject=f"tenancy.branding:{branding.pk}?{viewing}",
        defaults={"channel": channel, "document": document, "made_at": timezone.now()},
    )
    token = PreviewToken(preview.pk, user.pk, channel.code, locale)
    return draft_address(channel=channel, locale=locale, token=write_token(token))


@transaction.atomic
def keep_release_preview(
    *, user: User, release: Release, viewing: Viewing, page: HeronPage | None = None
) -> str:
    """Keep how the shop will look with the release, and return the address where it is shown.

    The page is the draft of the release, or the home page; menus and banners are those of the day
    on which it goes live, with what the release changes of them. Raises PreviewNotFoundError for a
    language that the channel does not speak, or one without a home page.
    """
    channel = release.channel
    locale = viewing.locale or channel.default_locale
    if page is None and locale not in {channel.default_locale, *channel.locales}:
        raise PreviewNotFoundError
    drafts = selectors.list_release_drafts(release=release)
    draft = page or _home_draft(Reader(channel, locale), drafts)
    reader, found = selectors.find_draft(page=draft)
    reader = replace(reader, segment=viewing.segment, visitor=viewing.visitor)
    viewing = replace(viewing, locale=reader.locale, moment=release.starts_at)
    document = {
        **_frame(reader, None, viewing, drafts),
        "page": documents.draft_document(reader=reader, found=found),
        "is_editing": True,
        "edit_url": "",
        "checker": "",
    }
    preview, _created = Preview.objects.update_or_create(
        user=user,
        subject=f"cms.release:{release.pk}:{draft.pk}?{viewing}",
        defaults={"channel": reader.channel, "document": document, "made_at": timezone.now()},
    )
    token = PreviewToken(preview.pk, user.pk, reader.channel.code, reader.locale)
    return draft_address(channel=reader.channel, locale=reader.locale, token=write_token(token))


@transaction.atomic
def open_draft(*, channel: Channel, locale: str, token: str) -> dict[str, Json]:
    """Return what the token shows; that a link was opened is counted.

    Raises PreviewNotFoundError and PreviewExpiredError.
    """
    found = read_token(token)
    if isinstance(found, PreviewToken):
        shown = selectors.get_preview(channel=channel, locale=locale, token=found)
        document: dict[str, Json] = shown.document
        return document
    link = selectors.get_draft_link(channel=channel, locale=locale, token=found)
    return _opened(link)


@transaction.atomic
def make_draft_link(*, page: HeronPage, user: User, lasts: timedelta, note: str = "") -> DraftLink:
    """Make a link that shows the latest draft of the page to whoever has it."""
    return DraftLink.objects.create(
        page_id=page.pk, created_by=user, note=note, expires_at=timezone.now() + lasts
    )


@transaction.atomic
def revoke_draft_link(*, link: DraftLink) -> None:
    """Let the link show nothing any more. Doing it twice changes nothing."""
    DraftLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())


def address_of_draft_link(*, link: DraftLink) -> str:
    """Return the address that is sent to somebody; the same each time."""
    reader, _found = selectors.find_draft(page=link.page.specific)
    token = LinkToken(link.pk, reader.channel.code, reader.locale)
    return draft_address(channel=reader.channel, locale=reader.locale, token=write_token(token))


def _opened(link: DraftLink) -> dict[str, Json]:
    draft = link.page.get_latest_revision_as_object()
    if not isinstance(draft, HeronPage):
        raise PreviewNotFoundError
    DraftLink.objects.filter(pk=link.pk).update(
        opened_count=F("opened_count") + 1, last_opened_at=timezone.now()
    )
    reader, shown = _shown(draft, Viewing())
    beside = {"is_editing": False, "edit_url": "", "checker": ""}
    return {**_frame(reader, draft, Viewing()), **shown, **beside}


def _shown(draft: HeronPage | ChannelSnippet, viewing: Viewing) -> tuple[Reader, dict[str, Json]]:
    """Return who reads it, and the page that is shown: of a snippet, the home page around it."""
    if isinstance(draft, HeronPage):
        page = selectors.find_draft_in(page=draft, locale=viewing.locale)
        if page is None:
            raise PreviewNotFoundError
        reader, found = selectors.find_draft(page=page)
        reader = replace(reader, segment=viewing.segment, visitor=viewing.visitor)
        return reader, {"page": documents.draft_document(reader=reader, found=found)}
    language = draft.locale.language_code
    reader = Reader(draft.channel, language, viewing.segment, viewing.visitor)
    found = selectors.get_page(reader=reader, path="/")
    shown = documents.page_document(reader=reader, found=found, is_counted=False)
    return reader, {"page": shown}


def _home_draft(reader: Reader, drafts: Sequence[Any]) -> HeronPage:
    """Return the home page as the release has it, or as it is published."""
    home = selectors.list_homes(channel=reader.channel).filter(
        locale__language_code=reader.locale, live=True
    )
    shown = home.first()
    if shown is None:
        raise PreviewNotFoundError
    mine = (draft for draft in drafts if isinstance(draft, HeronPage) and draft.pk == shown.pk)
    return next(mine, shown)


def _frame(
    reader: Reader,
    draft: HeronPage | ChannelSnippet | None,
    viewing: Viewing,
    drafts: Sequence[Any] = (),
) -> dict[str, Json]:
    """Return what stands around the page: at that moment, and with the drafts in their place."""
    currency = viewing.currency
    if currency not in reader.channel.currencies:
        currency = reader.channel.default_currency
    menus, banners = _around(reader, viewing.moment)
    for each in (draft, *(one for one in drafts if _is_for(one, reader))):
        if isinstance(each, Menu):
            menus = {**menus, each.key: each}
        if isinstance(each, Banner):
            banners = [each, *(banner for banner in banners if banner.pk != each.pk)]
    return {
        "menus": documents.menu_documents(reader=reader, menus=menus),
        "banners": documents.banner_documents(reader=reader, banners=banners),
        "currency": currency,
        "moment": viewing.moment,
        "branding": None,
    }


def _around(reader: Reader, moment: datetime | None) -> tuple[dict[str, Menu], list[Banner]]:
    if moment is None:
        menus, banners = selectors.list_menus(reader=reader), selectors.list_banners(reader=reader)
        return dict(menus), list(banners)
    menus = selectors.list_menus_at(reader=reader, moment=moment)
    return dict(menus), selectors.list_banners_at(reader=reader, moment=moment)


def _is_for(draft: Any, reader: Reader) -> bool:
    """Whether a snippet of a release is one of the language that is looked at."""
    return isinstance(draft, ChannelSnippet) and draft.locale.language_code == reader.locale


def _place(draft: Any) -> str:
    """Where something stands that was never saved."""
    return f"new:{getattr(draft, 'url_path', '')}"[:150]
