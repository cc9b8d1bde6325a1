"""The categories of a channel in one language, kept in the process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from commerce.catalogue.selectors.search_feed import CategoryWord, list_category_words
from commerce.core.process_cache import ProcessCache

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


@dataclass(frozen=True)
class CategoryTree:
    """Categories in tree order: each comes before those below it."""

    words: tuple[CategoryWord, ...]

    def find(self, category_id: int | None) -> CategoryWord | None:
        return None if category_id is None else self._by_id.get(category_id)

    def find_slug(self, slug: str) -> CategoryWord | None:
        return self._by_slug.get(slug)

    def way(self, word: CategoryWord) -> list[CategoryWord]:
        """Return the categories above, from the root down."""
        above: list[CategoryWord] = []
        parent = self.find(word.parent_id)
        while parent is not None:
            above.insert(0, parent)
            parent = self.find(parent.parent_id)
        return above

    def visible(self, counts: Mapping[str, int], selected: Sequence[str]) -> Iterator[CategoryWord]:
        """Yield the branches that a shopper sees: what is open, and one level below it.

        Open are the chosen categories and those above them, and everything above the first fork:
        where all products are below one category, what is below it is shown as well.
        """
        opened = self._opened(counts, selected)
        there = opened.union(int(value) for value, count in counts.items() if count > 0)
        for word in self.words:
            if word.id in there and (word.parent_id is None or word.parent_id in opened):
                yield word

    def _opened(self, counts: Mapping[str, int], selected: Sequence[str]) -> set[int]:
        chosen = [word for word in self.words if str(word.id) in selected] if selected else []
        opened = {above.id for word in chosen for above in [word, *self.way(word)]}
        level = [word for word in self._children(None) if counts.get(str(word.id))]
        while len(level) == 1:
            opened.add(level[0].id)
            level = [word for word in self._children(level[0].id) if counts.get(str(word.id))]
        return opened

    def _children(self, parent_id: int | None) -> Sequence[CategoryWord]:
        return self._by_parent.get(parent_id, ())

    @cached_property
    def _by_id(self) -> dict[int, CategoryWord]:
        return {word.id: word for word in self.words}

    @cached_property
    def _by_slug(self) -> dict[str, CategoryWord]:
        return {word.slug: word for word in self.words}

    @cached_property
    def _by_parent(self) -> dict[int | None, list[CategoryWord]]:
        children: dict[int | None, list[CategoryWord]] = {}
        for word in self.words:
            children.setdefault(word.parent_id, []).append(word)
        return children


TREES: Final[ProcessCache[tuple[int, str], CategoryTree]] = ProcessCache(
    "category trees", stale="another version of the catalogue"
)


def get_category_tree(*, channel: Channel, locale: str, version: int) -> CategoryTree:
    """Return the tree as it is at that version of the catalogue. One query when it is new."""
    return TREES.get(
        (channel.pk, locale),
        lambda: CategoryTree(tuple(list_category_words(channel=channel, locale=locale))),
        version=lambda: version,
    )
