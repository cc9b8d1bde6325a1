"""Which channel a page belongs to, and where it stands there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery
from wagtail.models import Page

from commerce.tenancy.selectors import list_channels

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


@dataclass(frozen=True)
class Address:
    """A place on the storefront: the path has no language and ends with a slash."""

    channel: Channel
    locale: str
    path: str


def find_address(*, page: Page, url_path: str | None = None) -> Address | None:
    """Return where a page stands, or would stand at another `url_path`; None outside all channels.

    Read from the tables, not from Wagtail's cache of site roots, so that nothing told about a
    page is lost. One query.
    """
    homes = Page.objects.filter(path__in=_paths_above(page))
    roots = homes.filter(translation_key=OuterRef("site__root_page__translation_key"))
    channels = list_channels().annotate(home=Subquery(roots.values("url_path")[:1]))
    channel = channels.filter(home__isnull=False).first()
    if channel is None:
        return None
    path = (url_path or page.url_path).removeprefix(channel.home)
    return Address(channel, page.locale.language_code, f"/{path}")


def _paths_above(page: Page) -> list[str]:
    """The places in the tree of a page and of all that it stands below."""
    return [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
