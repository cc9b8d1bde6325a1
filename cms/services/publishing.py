"""Telling the rest of the house what editors have published. Called where Wagtail says so."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Page

from cms import selectors
from cms.events import (
    BannerChanged,
    ImageChanged,
    MenuChanged,
    PagePublished,
    PageUnpublished,
    ReusableContentChanged,
)
from cms.models import Banner, HeronImage, Menu, ReusableContent
from commerce.core.bus import publish
from commerce.storefront.services import revalidate

from .versions import raise_content_version


@transaction.atomic(savepoint=False)
def announce_published_page(*, page: Page) -> None:
    """Publish PagePublished for a page that readers can see; nothing for one outside all channels."""
    address = selectors.find_address(page=page)
    if address is not None and page.live:
        publish(PagePublished(page_id=page.pk, **_place(address)))


@transaction.atomic(savepoint=False)
def announce_unpublished_page(*, page: Page, url_path: str | None = None) -> None:
    """Publish PageUnpublished for the place a page has had: its own, or the one given."""
    address = selectors.find_address(page=page, url_path=url_path)
    if address is not None:
        publish(PageUnpublished(page_id=page.pk, **_place(address)))


@transaction.atomic(savepoint=False)
def announce_moved_page(*, page: Page, old_url_path: str) -> None:
    """Tell that a live page, with all below it, is found at another place than before."""
    if not page.live or old_url_path == page.url_path:
        return
    announce_unpublished_page(page=page, url_path=old_url_path)
    announce_published_page(page=page)


@transaction.atomic(savepoint=False)
def announce_menu(*, menu: Menu) -> None:
    publish(
        MenuChanged(channel_id=menu.channel_id, locale=menu.locale.language_code, key=str(menu.key))
    )


@transaction.atomic(savepoint=False)
def announce_banner(*, banner: Banner) -> None:
    publish(BannerChanged(channel_id=banner.channel_id, locale=banner.locale.language_code))


@transaction.atomic(savepoint=False)
def announce_reusable(*, content: ReusableContent) -> None:
    """Tell that pages with this content show something else."""
    publish(
        ReusableContentChanged(channel_id=content.channel_id, locale=content.locale.language_code)
    )


@transaction.atomic(savepoint=False)
def announce_deleted_picture(*, image: HeronImage) -> None:
    """Tell that pages show a picture no longer."""
    publish(ImageChanged(image_id=image.pk))


@transaction.atomic(savepoint=False)
def announce_robots() -> None:
    """Have the storefront read anew what search engines are asked to leave."""
    raise_content_version()
    revalidate(["pages"], is_awaited=True)


def _place(address: selectors.Address) -> dict[str, Any]:
    return {"channel_id": address.channel.pk, "locale": address.locale, "path": address.path}
