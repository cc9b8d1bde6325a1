"""Which channel a page belongs to, and where it stands there."""

from __future__ import annotations

from typing import NamedTuple

from wagtail.models import Page, Site

from commerce.tenancy.selectors import list_channels


class Address(NamedTuple):
    """A place on the storefront: the path has no language and ends with a slash."""

    channel_id: int
    locale: str
    path: str


def find_address(*, page: Page, url_path: str | None = None) -> Address | None:
    """Return where a page stands, or would stand at another `url_path`; None outside all channels.

    Read from the tables, not from Wagtail's cache of site roots, so that nothing told about a
    page is lost. Three queries.
    """
    homes = Page.objects.filter(
        translation_key__in=Site.objects.values("root_page__translation_key")
    )
    home = next((home for home in homes if page.path.startswith(home.path)), None)
    if home is None:
        return None
    channels = list_channels().filter(site__root_page__translation_key=home.translation_key)
    path = (url_path or page.url_path).removeprefix(home.url_path)
    channel_id = channels.values_list("pk", flat=True).first()
    return channel_id and Address(channel_id, page.locale.language_code, f"/{path}")
