"""Pages by their path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wagtail.models import Page

from cms.errors import PageNotFoundError
from cms.models import HeronPage

from .readers import Reader
from .redirects import find_redirect

if TYPE_CHECKING:
    from django.db.models import QuerySet

TREE_STEP = Page.steplen


@dataclass(frozen=True)
class FoundPage:
    """A page with all that its public form needs beside its own fields.

    `alternates` are the paths of the page in all languages it can be read in.
    """

    page: HeronPage
    locale: str
    path: str
    alternates: Mapping[str, str]
    ancestors: Sequence[tuple[str, str]] = ()


def get_page(*, reader: Reader, path: str, query: str = "") -> FoundPage:
    """Return the page at that path in the reader's language.

    Raises PageNotFoundError, which names the languages the page can be read in and, after a page
    has moved, where it is now; only redirects look at the `query` of the address. The home page of
    a language that has none is that of the default language, so that a shop never lacks a front
    door.
    """
    found = find_page(reader=reader, path=path)
    if found is None and path == "/":
        found = find_page(reader=Reader(reader.channel, reader.channel.default_locale), path=path)
    if found is None:
        alternates = find_alternates(reader=reader, path=path)
        redirect = alternates.get(reader.locale) or find_redirect(
            reader=reader, path=path, query=query
        )
        raise PageNotFoundError(path=path, alternates=alternates, redirect_to=redirect)
    return found


def find_page(*, reader: Reader, path: str) -> FoundPage | None:
    """Return the page at that path in the reader's language, None when the public may not see one."""
    if reader.home is None:
        return None
    url_path = reader.home.url_path + path[1:]
    # The page and its translations in one query.
    same = Page.objects.filter(url_path=url_path).values("translation_key")
    translations = list(reader.pages().filter(translation_key__in=same).order_by("path"))
    page = next((page for page in translations if page.url_path == url_path), None)
    specific = page and page.specific
    if not isinstance(specific, HeronPage):
        return None
    return FoundPage(
        page=specific,
        locale=reader.locale,
        path=path,
        alternates=list_addresses(reader, translations),
        ancestors=list_ancestors(reader, specific),
    )


def find_alternates(*, reader: Reader, path: str) -> Mapping[str, str]:
    """Return where a page that has that path in another language can be read, by language."""
    url_paths = [home.url_path + path[1:] for home in reader.homes.values()]
    same = Page.objects.filter(url_path__in=url_paths).values("translation_key")
    return list_addresses(reader, reader.pages().filter(translation_key__in=same).order_by("path"))


def list_page_rows(*, reader: Reader) -> QuerySet[Page]:
    """Return the public pages of the reader's language that can be read, from the home page on."""
    if reader.home is None:
        return Page.objects.none()
    of_language = reader.pages().filter(path__startswith=reader.home.tree_path)
    of_language &= Page.objects.type(HeronPage)  # plain ones of Wagtail have no public form
    return of_language.select_related("content_type").order_by("path")


def list_addresses(reader: Reader, pages: Sequence[Page] | QuerySet[Page]) -> Mapping[str, str]:
    """Return where pages can be read, by language."""
    return dict(address for page in pages if (address := reader.address_of(page)))


def list_ancestors(reader: Reader, page: HeronPage) -> Sequence[tuple[str, str]]:
    """Return title and path of the pages above, from the home page on."""
    assert reader.home is not None  # noqa: S101 settled by the caller
    start = len(reader.home.tree_path)
    steps = [page.path[:end] for end in range(start, len(page.path), TREE_STEP)]
    above = reader.pages().filter(path__in=steps).order_by("path") if steps else ()
    return [(one.title, address[1]) for one in above if (address := reader.address_of(one))]
