"""Where pages are found on the storefront: `<address of the storefront>/<language>/<path>`."""

from django.conf import settings

from commerce.tenancy.errors import UnknownChannelError
from commerce.tenancy.selectors import get_default_channel


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
