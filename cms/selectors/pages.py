"""Pages by their path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q
from wagtail.models import Page

from cms.errors import PageNotFoundError
from cms.models import HeronPage

from .readers import Home, Reader
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


class Place(NamedTuple):
    """Where a page stands."""

    translation_key: Any
    path: str
    url_path: str


class PageFacts(NamedTuple):
    """What a list says of a page; the fields are those of pages."""

    translation_key: Any
    path: str
    url_path: str
    title: str
    content_type: int
    last_published_at: Any


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
    # The page with what its kind knows of it, its translations, and the pages above, in one query.
    same = Page.objects.filter(url_path=url_path).values("translation_key")
    wanted = Q(translation_key__in=same) | Q(url_path__in=_above(reader.home, url_path))
    rows = list(reader.pages().filter(wanted).select_related(*_kinds()).order_by("path"))
    page = next((page for page in rows if page.url_path == url_path), None)
    specific = page and _specific(page)
    if page is None or not isinstance(specific, HeronPage):
        return None
    translations = [one for one in rows if one.translation_key == page.translation_key]
    above = [one for one in rows if page.path.startswith(one.path) and one.pk != page.pk]
    return FoundPage(
        page=specific,
        locale=reader.locale,
        path=path,
        alternates=list_addresses(reader, translations),
        ancestors=_titles(reader, above),
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


def list_page_facts(
    *, reader: Reader, pages: QuerySet[Page]
) -> Iterator[tuple[PageFacts, Mapping[str, str]]]:
    """Yield what a list says of its pages, each with where it can be read by language. Two queries.

    No page is built for it: with its relations that takes ten times as long as reading the row.
    """
    facts = [PageFacts(*row) for row in pages.values_list(*PageFacts._fields)]
    keys = {row.translation_key for row in facts}
    by_key: dict[Any, dict[str, str]] = {key: {} for key in keys}
    same = reader.pages().filter(translation_key__in=keys)
    for row in same.values_list(*Place._fields):
        place = Place(*row)
        if address := reader.address_of(place):
            by_key[place.translation_key].update([address])
    return ((row, by_key[row.translation_key]) for row in facts)


def list_addresses(reader: Reader, pages: Sequence[Page] | QuerySet[Page]) -> Mapping[str, str]:
    """Return where pages can be read, by language."""
    return dict(address for page in pages if (address := reader.address_of(page)))


def list_ancestors(reader: Reader, page: HeronPage) -> Sequence[tuple[str, str]]:
    """Return title and path of the pages above, from the home page on."""
    assert reader.home is not None  # noqa: S101 settled by the caller
    start = len(reader.home.tree_path)
    steps = [page.path[:end] for end in range(start, len(page.path), TREE_STEP)]
    above = reader.pages().filter(path__in=steps).order_by("path") if steps else ()
    return _titles(reader, above)


def _titles(reader: Reader, pages: Iterable[Page]) -> Sequence[tuple[str, str]]:
    return [(one.title, address[1]) for one in pages if (address := reader.address_of(one))]


def _above(home: Home, url_path: str) -> list[str]:
    """The addresses above, from that of the home page on; `url_path` begins with it."""
    steps = url_path[len(home.url_path) :].split("/")[:-2]
    return [
        home.url_path,
        *(home.url_path + "/".join(steps[: end + 1]) + "/" for end in range(len(steps))),
    ]


@cache
def _kinds() -> tuple[str, ...]:
    """The names under which a page knows what its kind knows of it."""
    return tuple(model._meta.model_name or "" for model in HeronPage.__subclasses__())


def _specific(page: Page) -> Page | None:
    """Return the page as its kind, which was read with it; None for a plain one of Wagtail."""
    name = page.specific_class._meta.model_name if page.specific_class else ""
    return getattr(page, name or "", None) if name in _kinds() else None
