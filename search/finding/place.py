"""Where a search is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from commerce.catalogue.errors import UnknownCategoryError
from commerce.catalogue.selectors.documents import get_catalogue_version
from search.finding.words.categories import CategoryTree, get_category_tree
from search.query.question import IndexName
from search.selectors.configurations import get_configuration
from search.selectors.state import get_search_version

if TYPE_CHECKING:
    from commerce.catalogue.selectors.search_feed import CategoryWord
    from commerce.tenancy.models import Channel
    from search.query.configuration import Configuration


@dataclass(frozen=True, slots=True)
class SearchPlace:
    """A channel in one language and currency, as it is at one version of its catalogue and search.

    The versions were read before anything that they stand for.
    """

    channel: Channel
    locale: str
    currency: str
    catalogue_version: int
    search_version: int

    @classmethod
    def now(cls, channel: Channel, locale: str, currency: str, **facts: Any) -> Self:
        """Return the place at the versions of this moment. Two queries."""
        catalogue = get_catalogue_version(channel=channel)
        return cls(
            channel, locale, currency, catalogue, get_search_version(channel=channel), **facts
        )

    @property
    def index(self) -> IndexName:
        return IndexName(self.channel.code, self.locale)

    @property
    def configuration(self) -> Configuration:
        return get_configuration(self.channel, version=self.search_version)

    @property
    def categories(self) -> CategoryTree:
        return self._categories_in(self.locale)

    def get_category(self, slug: str) -> CategoryWord:
        """Return the category with that slug in any locale. Raises UnknownCategoryError."""
        if (word := self.find_category(slug)) is None:
            raise UnknownCategoryError(category=slug)
        return word

    def find_category(self, slug: str) -> CategoryWord | None:
        """Return the category with that slug in any locale."""
        for locale in (self.locale, *self.channel.locales):
            if (word := self._categories_in(locale).find_slug(slug)) is not None:
                return word
        return None

    def _categories_in(self, locale: str) -> CategoryTree:
        return get_category_tree(
            channel=self.channel, locale=locale, version=self.catalogue_version
        )
