"""Names of categories and pages, found by the beginnings of their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from cms.selectors import Reader, list_page_rows
from commerce.core.process_cache import ProcessCache
from search.language.analysis import get_analyser

if TYPE_CHECKING:
    from commerce.catalogue.selectors.search_feed import CategoryWord
    from commerce.tenancy.models import Channel
    from search.finding.place import SearchPlace

T = TypeVar("T")

MAX_PAGES: Final = 2_000


class PageName(NamedTuple):
    """A page of the website as suggestions show it."""

    page_id: int
    path: str
    title: str


class _Entry(NamedTuple, Generic[T]):
    words: tuple[str, ...]
    value: T


@dataclass(frozen=True)
class NameIndex(Generic[T]):
    """Values by the folded words of their names, in a given order."""

    entries: tuple[_Entry[T], ...]

    @classmethod
    def of(cls, named: Iterable[tuple[str, T]], *, locale: str) -> NameIndex[T]:
        plain = get_analyser(locale).plain
        return cls(tuple(_Entry(tuple(plain(name)), value) for name, value in named))

    def find(self, typed: Sequence[str], limit: int | None = None) -> list[T]:
        """Return the values whose names have every typed word, the last one as a beginning.

        Names that begin with it come first, shorter names before longer ones.
        """
        if not typed:
            return []
        found = [entry for entry in self.entries if _has_all(entry.words, typed)]
        found.sort(key=lambda entry: (not entry.words[0].startswith(typed[0]), len(entry.words)))
        return [entry.value for entry in found[:limit]]


CATEGORY_NAMES: Final[ProcessCache[tuple[int, str], NameIndex[CategoryWord]]] = ProcessCache(
    "category names", stale="another version of the catalogue"
)
# Publishing a page raises no version of the search at once.
PAGE_NAMES: Final[ProcessCache[tuple[int, str], NameIndex[PageName]]] = ProcessCache(
    "page names", stale="thirty seconds", seconds=30.0
)


def get_category_names(place: SearchPlace) -> NameIndex[CategoryWord]:
    """Return the visible categories by their names, as of the place's version."""
    words = place.categories.words
    return CATEGORY_NAMES.get(
        (place.channel.pk, place.locale),
        lambda: NameIndex.of(((word.name, word) for word in words), locale=place.locale),
        version=lambda: place.catalogue_version,
    )


def get_page_names(*, channel: Channel, locale: str) -> NameIndex[PageName]:
    """Return the public pages by their titles, half a minute old at most."""
    return PAGE_NAMES.get(
        (channel.pk, locale),
        lambda: NameIndex.of(
            ((page.title, page) for page in _list_pages(channel, locale)), locale=locale
        ),
    )


def _list_pages(channel: Channel, locale: str) -> Iterable[PageName]:
    reader = Reader(channel, locale)
    for page in list_page_rows(reader=reader)[:MAX_PAGES]:
        if (address := reader.address_of(page)) is not None:
            yield PageName(page.pk, address[1], page.title)


def _has_all(words: Sequence[str], typed: Sequence[str]) -> bool:
    *whole, last = typed
    return all(word in words for word in whole) and any(word.startswith(last) for word in words)
