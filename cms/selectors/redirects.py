"""Where a page that has moved is now."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.addresses import is_path, is_redirect_target
from cms.models import RedirectGoal
from cms.storefront import storefront_path

from .catalogue import find_goods
from .readers import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

# Editors who redirect a redirect mean the end of the chain; nobody means a longer one.
MAX_STEPS = 10
_LANGUAGES = dict(settings.WAGTAIL_CONTENT_LANGUAGES)


def find_redirect(*, reader: Reader, path: str, query: str = "") -> str | None:
    """Return the storefront path (without language) or https address to use instead of `path`.

    Wagtail writes a redirect when a page moves; editors may add others, also for addresses with a
    query. One whose old path lacks the language is for all languages. A redirect that leads to
    another one leads where that one leads; one that leads in a circle leads nowhere.
    """
    target = _step(reader, path, query)
    seen = {path.rstrip("/")}
    while target is not None and is_path(target):
        address = urlsplit(target)
        place = _without_language(reader, address.path)
        if place.rstrip("/") in seen or len(seen) > MAX_STEPS:
            return None
        seen.add(place.rstrip("/"))
        further = _step(reader, place, address.query)
        if further is None or _is_page(reader, place):
            break
        target = further
    return target


def leads_in_circle(*, old: str, target: str, site_id: int | None, besides: int | None) -> bool:
    """Tell whether a redirect from `old` to `target` would send readers back, by way of others or not.

    `besides` is the row that is about to be changed. A chain longer than any that is followed counts, too.
    """
    rows = Redirect.objects.filter(Q(site_id=site_id) | Q(site=None)).exclude(pk=besides)
    start, place = _plain(old), target
    for _step_of_chain in range(MAX_STEPS):
        if not is_path(place):
            return False
        if _plain(place) == start:
            return True
        olds = {Redirect.normalise_path(place), _plain(place)}
        further = rows.filter(old_path__in=olds, redirect_page=None).first()
        if further is None:
            return False
        place = further.redirect_link
    return True


def _plain(address: str) -> str:
    """Return an address as redirects are compared: in no language, since one is for all."""
    path = Redirect.normalise_path(address)
    language, _slash, rest = path[1:].partition("/")
    return f"/{rest}" if language in _LANGUAGES else path


def find_redirect_row(*, reader: Reader, path: str, query: str = "") -> Redirect | None:
    """Return the redirect of that address, if readers can be sent where it leads."""
    for redirect in _candidates(reader, path, query):
        if _target(reader, redirect):
            return redirect
    return None


def _step(reader: Reader, path: str, query: str) -> str | None:
    for redirect in _candidates(reader, path, query):
        if target := _target(reader, redirect):
            return target
    return None


def _candidates(reader: Reader, path: str, query: str) -> Iterator[Redirect]:
    """Yield the redirects of that address: with its query before without, ours before everybody's."""
    addresses = [f"{path}?{query}", path] if query else [path]
    for address in addresses:
        old_paths = [
            Redirect.normalise_path(old)
            for old in (storefront_path(reader.locale, address), address)
        ]
        yield from (
            Redirect.objects.filter(
                Q(site_id=reader.channel.site_id) | Q(site=None), old_path__in=old_paths
            )
            .select_related("goal")
            .order_by("-site_id", "pk")
        )


def _target(reader: Reader, redirect: Redirect) -> str | None:
    if goal := getattr(redirect, "goal", None):
        return _goods(reader, goal)
    if redirect.redirect_page_id is None:
        link = redirect.redirect_link
        return link if is_redirect_target(link) else None
    return _place_of(reader, redirect.redirect_page_id)


def _goods(reader: Reader, goal: RedirectGoal) -> str | None:
    """Return where a product or category is now; None while readers may not see it."""
    products = [goal.product_id] if goal.product_id else []
    categories = [goal.category_id] if goal.category_id else []
    goods, rooms = find_goods(reader, products, [], categories)
    for found, place in ((goods, "products"), (rooms, "categories")):
        for one in found.values():
            return f"/{place}/{quote(one.slug)}"
    return None


def _place_of(reader: Reader, page_id: int) -> str | None:
    """Return the path of a page, or of its translation into the reader's language."""
    same = Page.objects.filter(pk=page_id).values("translation_key")
    pages = reader.pages().filter(translation_key__in=same)
    addresses = dict(address for page in pages if (address := reader.address_of(page)))
    return addresses.get(reader.locale)


def _is_page(reader: Reader, path: str) -> bool:
    if reader.home is None:
        return False
    url_path = f"{reader.home.url_path}{path[1:]}".rstrip("/") + "/"
    return reader.pages().filter(url_path=url_path).exists()


def _without_language(reader: Reader, path: str) -> str:
    """Return `/about` for `/de/about`: editors may copy an address as readers see it."""
    language, _slash, rest = path[1:].partition("/")
    return f"/{rest}" if language in reader.channel.locales else path
