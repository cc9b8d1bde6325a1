"""Where a page that has moved is now."""

from __future__ import annotations

from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect

from cms.addresses import is_redirect_target
from cms.storefront import storefront_path

from .readers import Reader


def find_redirect(*, reader: Reader, path: str) -> str | None:
    """Return the storefront path (without language) or https address to use instead of `path`.

    Wagtail writes a redirect when a page moves; editors may add others. One whose old path lacks
    the language is for all languages.
    """
    old_paths = [
        Redirect.normalise_path(old) for old in (storefront_path(reader.locale, path), path)
    ]
    candidates = Redirect.objects.filter(
        Q(site_id=reader.channel.site_id) | Q(site=None), old_path__in=old_paths
    ).order_by("-site_id", "pk")
    for redirect in candidates:
        if target := _target(reader, redirect):
            return target
    return None


def _target(reader: Reader, redirect: Redirect) -> str | None:
    if redirect.redirect_page_id is None:
        link = redirect.redirect_link
        return link if is_redirect_target(link) else None
    page = reader.pages().filter(pk=redirect.redirect_page_id).first()
    address = page and reader.address_of(page)
    return address[1] if address and address[0] == reader.locale else None
