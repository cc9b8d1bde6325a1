"""What is offered while a text is typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import orjson
from django.utils import timezone

from commerce.catalogue.selectors.cards import list_cards_by_id
from search.finding.asking import Asker
from search.finding.merchandising import Merchandising, find_merchandising
from search.finding.shapes import (
    HighlightPart,
    SuggestedCategory,
    SuggestedPage,
    SuggestedProduct,
    SuggestedQuery,
    Suggestions,
)
from search.finding.suggesting.highlights import highlight
from search.finding.suggesting.names import get_category_names, get_page_names
from search.finding.suggesting.popular import get_popular_queries
from search.finding.words.lexicons import get_lexicon
from search.language.analysis import Analyser, get_analyser
from search.language.planning import Planner
from search.query.heads import head_boosts
from search.query.question import Question

if TYPE_CHECKING:
    from commerce.catalogue.selectors.search_feed import CategoryWord
    from commerce.catalogue.shapes import Crumb, ProductCard
    from search.finding.place import SearchPlace
    from search.language.lexicon import Lexicon
    from search.language.planning import Plan
    from search.query.answer import Hit
    from search.query.words import Words

MAX_QUERIES: Final = 6
MAX_PRODUCTS: Final = 5
MAX_CATEGORIES: Final = 4
MAX_PAGES: Final = 3
# Words that are completed by the index's own words, when few searches are known yet.
MAX_COMPLETIONS: Final = 3


def list_suggestions(*, text: str, place: SearchPlace) -> tuple[Suggestions, bool]:
    """Return what a text may become, and whether that holds longer than for this moment.

    Without a text, what is popular. One query when the caches are warm, none without a text.
    """
    asker = Asker(place.channel)
    suggested = _Suggestions(text, place, asker).all()
    return suggested, not asker.is_degraded


@dataclass
class _Suggestions:
    text: str
    place: SearchPlace
    asker: Asker

    def all(self) -> Suggestions:
        return {
            "queries": list(self._queries()),
            "products": list(self._products()) if self.text else [],
            "categories": list(self._categories()),
            "pages": list(self._pages()),
            "corrected": self._plan.corrected if self.text else None,
        }

    def _queries(self) -> Iterator[SuggestedQuery]:
        popular = get_popular_queries(channel=self.place.channel, locale=self.place.locale)
        known = popular.beginning_with(" ".join(self._typed), MAX_QUERIES)
        for query in known:
            yield self._query(query.text, query.results)
        have = {query.plain for query in known}
        completions = (text for text in self._completions() if text not in have)
        for _place, text in zip(range(MAX_QUERIES - len(known)), completions, strict=False):
            yield self._query(text, None)

    def _query(self, text: str, count: int | None) -> SuggestedQuery:
        return {"text": text, "highlighted": self._highlight(text), "count": count}

    def _completions(self) -> Iterator[str]:
        """Yield the text with its last word completed by words that products have."""
        if not self._typed or self.text.endswith(" "):
            return
        *whole, _last = self._analyser.spellings(self.text)
        for word in self._lexicon.complete(self._typed[-1], MAX_COMPLETIONS):
            if not self._analyser.is_stop_word(word):
                yield " ".join([*whole, self._lexicon.spelling(word)])

    def _products(self) -> Iterator[SuggestedProduct]:
        for card in self._cards():
            yield {
                "id": card["id"],
                "slug": card["slug"],
                "name": card["name"],
                "image": card["image"],
                "prices": card["prices"],
                "highlighted": self._highlight(card["name"]),
            }

    def _cards(self) -> Iterator[ProductCard]:
        """Yield the cards of the best products that have the words, the last one as a beginning."""
        if self._plan.words is None:
            return
        ids = [hit.product_id for hit in self._hits(self._plan.words)]
        found = list_cards_by_id(
            channel=self.place.channel, locale=self.place.locale, product_ids=ids
        )
        yield from (orjson.loads(found[product_id]) for product_id in ids if product_id in found)

    def _hits(self, words: Words) -> Sequence[Hit]:
        """Return the best products: as in a search, those with every word where they are enough.

        They are far fewer than those with some, all of which an engine has to weigh.
        """
        some = self._question(words)
        if words.required == len(words.concepts):
            return self.asker.ask(some).hits
        every = self._question(replace(words, required=len(words.concepts)))
        is_doubtful = self._plan.likely_total(self._lexicon.largest) < MAX_PRODUCTS
        for answer in self.asker.ask_each([every, some], together=is_doubtful):
            if len(answer.hits) == MAX_PRODUCTS:
                break
        return answer.hits

    def _question(self, words: Words) -> Question:
        configuration, rules = self.place.configuration, self._rules
        boosts = configuration.active_boosts(timezone.now())
        return Question(
            index=self.place.index,
            currency=self.place.currency,
            words=words,
            weights=configuration.weights,
            boosts=(*boosts, *head_boosts(words)),
            pinned=rules.pinned,
            hidden=rules.hidden,
            size=MAX_PRODUCTS,
            enough=MAX_PRODUCTS,
        )

    def _categories(self) -> Iterator[SuggestedCategory]:
        tree = self.place.categories
        for word in self._found_categories():
            breadcrumb: list[Crumb] = [
                {"slug": one.slug, "name": one.name} for one in tree.way(word)
            ]
            yield {
                "slug": word.slug,
                "name": word.name,
                "breadcrumb": breadcrumb,
                "highlighted": self._highlight(word.name),
            }

    def _found_categories(self) -> Iterable[CategoryWord]:
        if not self._typed:
            roots = (word for word in self.place.categories.words if word.parent_id is None)
            return [word for _place, word in zip(range(MAX_CATEGORIES), roots, strict=False)]
        return get_category_names(self.place).find(self._typed, MAX_CATEGORIES)

    def _pages(self) -> Iterator[SuggestedPage]:
        names = get_page_names(channel=self.place.channel, locale=self.place.locale)
        for page in names.find(self._typed, MAX_PAGES):
            highlighted = self._highlight(page.title)
            yield {"path": page.path, "title": page.title, "highlighted": highlighted}

    def _highlight(self, name: str) -> list[HighlightPart]:
        return highlight(name, self.text, self._analyser)

    @cached_property
    def _analyser(self) -> Analyser:
        return get_analyser(self.place.locale)

    @cached_property
    def _typed(self) -> list[str]:
        return self._analyser.plain(self.text)

    @property
    def _lexicon(self) -> Lexicon:
        return get_lexicon(self.place.channel, self.place.locale)

    @cached_property
    def _plan(self) -> Plan:
        planner = Planner(self._analyser, self._lexicon, self.place.configuration)
        return planner.plan(self.text, is_prefix=True)

    @property
    def _rules(self) -> Merchandising:
        place = self.place
        return find_merchandising(
            place.channel, place.locale, self.text, version=place.search_version
        )
