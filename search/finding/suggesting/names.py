"""Names of categories and pages, found by the beginnings of their words."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from cms.selectors import Reader, list_page_rows
from search.language.analysis import get_analyser

if TYPE_CHECKING:
    from commerce.catalogue.selectors.search_feed import CategoryWord
    from commerce.tenancy.models import Channel
    from search.finding.place import SearchPlace
    from search.finding.words.categories import CategoryTree

T = TypeVar("T")

# Publishing a page raises no version of the search at once.
PAGES_KEPT_SECONDS: Final = 30.0
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


_categories: dict[tuple[int, str], tuple[CategoryTree, NameIndex[CategoryWord]]] = {}
_pages: dict[tuple[int, str], tuple[float, NameIndex[PageName]]] = {}


def get_category_names(place: SearchPlace) -> NameIndex[CategoryWord]:
    """Return the visible categories by their names, as of the place's version."""
    key, tree = (place.channel.pk, place.locale), place.categories
    kept = _categories.get(key)
    if kept is None or kept[0] is not tree:
        index = NameIndex.of(((word.name, word) for word in tree.words), locale=place.locale)
        kept = _categories[key] = tree, index
    return kept[1]


def get_page_names(*, channel: Channel, locale: str) -> NameIndex[PageName]:
    """Return the public pages by their titles, half a minute old at most."""
    key, now = (channel.pk, locale), time.monotonic()
    kept = _pages.get(key)
    if kept is None or now - kept[0] > PAGES_KEPT_SECONDS:
        names = ((page.title, page) for page in _list_pages(channel, locale))
        kept = _pages[key] = now, NameIndex.of(names, locale=locale)
    return kept[1]


def forget_names() -> None:
    """Read all names anew; for tests."""
    _categories.clear()
    _pages.clear()


def _list_pages(channel: Channel, locale: str) -> Iterable[PageName]:
    reader = Reader(channel, locale)
    for page in list_page_rows(reader=reader)[:MAX_PAGES]:
        if (address := reader.address_of(page)) is not None:
            yield PageName(page.pk, address[1], page.title)


def _has_all(words: Sequence[str], typed: Sequence[str]) -> bool:
    *whole, last = typed
    return all(word in words for word in whole) and any(word.startswith(last) for word in words)
