"""Which channel a page belongs to, and where it stands there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wagtail.models import Page, Site

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
    page is lost. Three queries.
    """
    roots = Site.objects.filter(channel__isnull=False).values("root_page__translation_key")
    homes = Page.objects.filter(translation_key__in=roots)
    home = next((home for home in homes if page.path.startswith(home.path)), None)
    if home is None:
        return None
    channels = list_channels().filter(site__root_page__translation_key=home.translation_key)
    path = (url_path or page.url_path).removeprefix(home.url_path)
    return Address(channels[0], page.locale.language_code, f"/{path}")
