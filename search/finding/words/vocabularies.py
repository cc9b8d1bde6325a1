"""What a catalogue calls things: the words of its categories and facets, kept in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from commerce.catalogue.registry import ATTRIBUTE_PREFIX, CATEGORY
from commerce.catalogue.selectors.documents import get_catalogue_version
from commerce.catalogue.selectors.search_feed import (
    CategoryWord,
    FacetField,
    list_category_words,
    list_facet_vocabulary,
)
from commerce.core.process_cache import ProcessCache
from search.language.vocabulary import Vocabulary, VocabularyEntry

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

# What attributes are called in code, in the languages of those who set shops up.
KINDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("colour", "color", "farbe", "couleur", "kleur", "colore"), "colour"),
    **dict.fromkeys(("material", "materials", "werkstoff", "matiere", "materiau"), "material"),
    **dict.fromkeys(("brand", "marke", "marque", "manufacturer", "hersteller"), "brand"),
}
OTHER: Final = "attribute"


@dataclass(frozen=True)
class CatalogueWords:
    """The words of one channel in one language, as they were at one version of its catalogue."""

    categories: tuple[CategoryWord, ...]
    facets: Mapping[str, FacetField]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the understanding of questions looks for; categories without products are left out."""
        return Vocabulary([*self._category_entries(), *self._facet_entries()])

    @cached_property
    def category_by_slug(self) -> Mapping[str, CategoryWord]:
        return {category.slug: category for category in self.categories}

    @cached_property
    def category_by_id(self) -> Mapping[int, CategoryWord]:
        return {category.id: category for category in self.categories}

    def _category_entries(self) -> Iterator[VocabularyEntry]:
        for category in self.categories:
            if category.product_count:
                value, products = str(category.id), category.product_count
                yield VocabularyEntry(CATEGORY, value, category.name, "category", products)

    def _facet_entries(self) -> Iterator[VocabularyEntry]:
        for facet in self.facets.values():
            kind = kind_of(facet.code)
            if kind is None or facet.is_boolean:
                continue
            for value in facet.values:
                # A bare number, or a letter, says nothing of what it is a number of.
                if sum(mark.isalpha() for mark in value.label) > 1:
                    yield VocabularyEntry(facet.code, value.code, value.label, kind)


def kind_of(field: str) -> str | None:
    """Return what the values of a field are to a shopper; None when nobody types them."""
    if not field.startswith(ATTRIBUTE_PREFIX):
        return None
    return KINDS.get(field.removeprefix(ATTRIBUTE_PREFIX).lower(), OTHER)


# Counts of a category change with every order; its name once a year.
CATALOGUE_WORDS: Final[ProcessCache[tuple[int, str], CatalogueWords]] = ProcessCache(
    "catalogue words",
    stale="another version of the catalogue, looked for every thirty seconds",
    seconds=30.0,
)


def get_catalogue_words(channel: Channel, locale: str) -> CatalogueWords:
    """Return the words of the catalogue, thirty seconds old at most.

    Costs nothing for so long, then one query, and eight more when the catalogue changed; whoever
    asks while another thread reads gets what was known before.
    """
    return CATALOGUE_WORDS.get(
        (channel.pk, locale),
        lambda: _read(channel, locale),
        version=lambda: get_catalogue_version(channel=channel),
    )


def get_vocabulary(channel: Channel, locale: str) -> Vocabulary:
    """Return what shoppers may name in a question: categories, colours, materials, brands, values."""
    return get_catalogue_words(channel, locale).vocabulary


def list_facet_labels(channel: Channel, locale: str) -> Mapping[str, FacetField]:
    """Return the fields that products can be found by, by code and in their order."""
    return get_catalogue_words(channel, locale).facets


def _read(channel: Channel, locale: str) -> CatalogueWords:
    facets = list_facet_vocabulary(channel=channel, locale=locale)
    categories = list_category_words(channel=channel, locale=locale, with_counts=True)
    return CatalogueWords(tuple(categories), {facet.code: facet for facet in facets})
