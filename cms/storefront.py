"""Where pages are found on the storefront: `<address of the storefront>/<language>/<path>`."""

from django.conf import settings
from wagtail.models import Site

from commerce.core.errors import DomainError
from commerce.tenancy.selectors import get_default_channel


def storefront_root(site: Site) -> str:
    """Return the address of the storefront of a site, without a slash at its end.

    The default channel's storefront is where STOREFRONT_URL says; others answer at the
    host name of their site.
    """
    root = settings.STOREFRONT_URL if _is_default(site) else site.root_url
    return root.rstrip("/")


def storefront_path(locale: str, path: str) -> str:
    """Return `/de/ueber-uns` for `/ueber-uns/`: the language first, no slash at the end."""
    return f"/{locale}{path}".rstrip("/")


def _is_default(site: Site) -> bool:
    try:
        return get_default_channel().site_id == site.pk
    except DomainError:
        return site.is_default_site
