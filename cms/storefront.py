"""Where pages are found on the storefront: `<address of the storefront>/<language>/<path>`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

from commerce.tenancy.errors import UnknownChannelError
from commerce.tenancy.selectors import get_default_channel

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


def storefront_root(*, site_id: int, site_address: str) -> str:
    """Return the address of the storefront of a site, without a slash at its end.

    The default channel's storefront is where STOREFRONT_URL says; others answer at the
    address of their site.
    """
    root = settings.STOREFRONT_URL if _is_default(site_id) else site_address
    return root.rstrip("/")


def storefront_path(locale: str, path: str) -> str:
    """Return `/de/ueber-uns` for `/ueber-uns/`: the language first, no slash at the end."""
    return f"/{locale}{path}".rstrip("/")


def _is_default(site_id: int) -> bool:
    try:
        return get_default_channel().site_id == site_id
    except UnknownChannelError:
        return True


def draft_address(*, channel: Channel, locale: str, token: str) -> str:
    """Return where the storefront shows the draft that the token names.

    No page can have the tilde in its path, so the place is never taken.
    """
    root = storefront_root(site_id=channel.site_id, site_address=channel.site.root_url)
    return f"{root}/{locale}/~draft/{token}"


def storefront_origin(channel: Channel) -> str:
    """Return scheme and host of the channel's storefront, as browsers name it."""
    root = storefront_root(site_id=channel.site_id, site_address=channel.site.root_url)
    parts = urlsplit(root)
    return f"{parts.scheme}://{parts.netloc}"
