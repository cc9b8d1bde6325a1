"""A search for products, from what was asked to what a shopper sees."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from django.utils import timezone

from commerce.catalogue.errors import UnknownAttributeError
from commerce.catalogue.registry import ATTRIBUTE_PREFIX, CATEGORY, list_facet_kinds
from commerce.catalogue.selectors.cards import list_cards_by_id
from commerce.catalogue.selectors.search_feed import list_documents_by_id
from search.enums import Relaxation
from search.errors import InvalidCursorError
from search.finding.asking import Asker
from search.finding.merchandising import Merchandising, find_merchandising
from search.finding.products.attempts import Attempt, Found, Reading
from search.finding.products.cards import VariantFilter, write_hits
from search.finding.products.cursors import Cursor, digest_of, read_cursor, write_cursor
from search.finding.products.facets import FacetWriter
from search.finding.products.meaning import find_front
from search.finding.products.personal import History, Reranked, list_interests, rerank
from search.finding.products.receipts import Receipt, write_receipt
from search.finding.products.recorded import recorded_form
from search.finding.words.vocabularies import list_facet_labels
from search.query.heads import head_boosts
from search.query.question import Question, Sort

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from commerce.catalogue.selectors.search_feed import FacetField
    from search.engines.base import SearchEngine
    from search.finding.place import SearchPlace
    from search.query.answer import Answer
    from search.query.filters import Boost
    from search.query.question import After
    from search.query.request import SearchRequest

# How many ways of asking are tried before giving up.
MAX_ATTEMPTS: Final = 8
MAX_OF_DATABASE: Final = 3
NO_HISTORY: Final = History()


class Part(NamedTuple):
    """Which part of the products is wanted; a cursor takes the place of the offset."""

    size: int
    offset: int = 0
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class FoundProducts:
    """What a search found. `hits` are JSON texts in their order.

    `first` products come before those in `hits`. `degraded_because` is the code of what is wrong with
    the engine when the database answered.
    """

    count: int
    first: int
    hits: list[str]
    facets: list[dict[str, Any]]
    attempt: Attempt
    next_cursor: str | None
    redirect_url: str | None
    engine: str
    degraded_because: str | None
    is_personal: bool
    receipt: str


def search_products(
    *,
    request: SearchRequest,
    place: SearchPlace,
    part: Part,
    with_facets: bool = True,
    history: History = NO_HISTORY,
) -> FoundProducts:
    """Return the part of the products that a shopper means.

    When nothing has everything, words are given up one after the other. When nothing is found at all,
    what sells best in the nearest category takes the place, or what is popular, on one page. A
    `history` re-orders the first page of a search by relevance. Raises UnknownCategoryError,
    UnknownAttributeError, InvalidCursorError and PointInTimeGoneError; with a cursor,
    EngineUnavailableError and IndexMissingError too.

    One query of the database when the caches are warm and the engine answers.
    """
    asker = Asker(place.channel)
    return _Search(request, place, part, with_facets, history, asker).run()


class Ranking(NamedTuple):
    """What a search comes down to: the attempt that counts, its question and its answer."""

    attempt: Attempt
    question: Question
    answer: Answer
    rules: Merchandising

    @property
    def is_instead(self) -> bool:
        """Whether nothing was found, so that other products took the place."""
        return self.attempt.is_instead

    @property
    def total(self) -> int:
        return 0 if self.is_instead else self.answer.total


def rank_products(
    *, request: SearchRequest, place: SearchPlace, size: int, engine: SearchEngine
) -> Ranking:
    """Return the first products that a shopper would see, without what a page shows of them.

    Asks that engine and no database in its place; raises EngineUnavailableError and
    IndexMissingError.
    """
    asker = Asker(place.channel, engine, insists=True)
    return _Search(request, place, Part(size), False, NO_HISTORY, asker).rank()


@dataclass
class _Search:
    """One search on its way."""

    request: SearchRequest
    place: SearchPlace
    part: Part
    with_facets: bool
    history: History
    asker: Asker
    reading: Reading = field(init=False)
    rules: Merchandising = field(init=False)
    fields: Mapping[str, FacetField] = field(init=False)

    def __post_init__(self) -> None:
        self.reading = Reading(self.request, self.place)
        self.fields = list_facet_labels(self.place.channel, self.place.locale)
        self._refuse_unknown_attributes()
        self.rules = self._find_rules()

    def rank(self) -> Ranking:
        found = self._best(list(self._tries()))
        return Ranking(found.attempt, self._question(found.attempt), found.answer, self.rules)

    def run(self) -> FoundProducts:
        cursor = self._cursor()
        tried = list(self._tries() if cursor is None else self._tries_again(cursor))
        found = self._best(tried)
        is_instead = found.attempt.is_instead
        documents = self._documents(found)
        ranked = self._ranked(found, documents)
        count = len(found.answer.hits) if is_instead else found.answer.total
        first = self.part.offset if cursor is None else cursor.shown
        return FoundProducts(
            count=count,
            first=first,
            hits=write_hits(
                ranked.product_ids,
                documents,
                variants=self._variant_filter(found.attempt),
                reasons=ranked.reasons,
            ),
            facets=self._facets(self._whole(tried[0]) if is_instead and tried else found),
            attempt=found.attempt,
            next_cursor=None if is_instead else self._next_cursor(found, first),
            redirect_url=self.rules.redirect_url,
            engine=self.asker.engine_name,
            degraded_because=self.asker.reason,
            is_personal=self._is_personal,
            receipt=self._receipt(found.attempt, 0 if is_instead else count),
        )

    def _tries(self) -> Iterator[Found]:
        """Yield attempts as long as another one is worth its while; the database has few."""
        total = 0
        waiting: list[tuple[int, Attempt]] = []
        for number, attempt in enumerate(self.reading.attempts()):
            if attempt.follows_success and not (total or waiting):
                continue
            waiting.append((number, attempt))
            if attempt.is_doubtful and self.asker.may_ask_together:
                continue
            for found in self._ask_all(waiting):
                if found.attempt.follows_success and not total:
                    continue
                total = found.answer.total
                yield found
                limit = MAX_OF_DATABASE if self.asker.is_degraded else MAX_ATTEMPTS
                if total >= found.attempt.enough or found.number + 1 >= limit:
                    return
            waiting = []

    def _ask_all(self, numbered: Sequence[tuple[int, Attempt]]) -> Iterator[Found]:
        """Ask for the last one, and with it how many there are of those before, which are doubtful."""
        *doubtful, (last, attempt) = numbered
        if not doubtful:
            yield self._ask(last, attempt)
            return
        asked = [self._fronted(each) for _number, each in numbered]
        counts = [
            replace(question, size=0, facets=(), counts_prices=False, enough=each.enough)
            for (_number, each), (question, _front) in zip(doubtful, asked, strict=False)
        ]
        question, front = asked[-1]
        *counted, answer = self.asker.ask_together([*counts, question])
        for (number, each), count in zip(doubtful, counted, strict=True):
            found = Found(number, each, count, is_counted_only=True)
            yield self._whole(found) if count.total >= each.enough else found
        yield Found(last, attempt, answer, front)

    def _whole(self, found: Found) -> Found:
        return self._ask(found.number, found.attempt) if found.is_counted_only else found

    def _ask(self, number: int, attempt: Attempt) -> Found:
        """Ask for the attempt. What comes first because of its meaning is pinned for the engine."""
        question, front = self._fronted(attempt)
        return Found(number, attempt, self.asker.ask(question), front)

    def _fronted(self, attempt: Attempt) -> tuple[Question, tuple[int, ...]]:
        question = self._question(attempt)
        front = self._front(attempt, question)
        return _with_front(question, front), front

    def _front(self, attempt: Attempt, question: Question) -> tuple[int, ...]:
        """Meaning has no say once words were given up: what is found then says so."""
        if attempt.relaxation is not Relaxation.NONE:
            return ()
        may_stand_alone = not attempt.takes_words_as_filters
        return find_front(
            self.request.text,
            question,
            self.asker,
            may_stand_alone=may_stand_alone,
            search_version=self.place.search_version,
        )

    def _tries_again(self, cursor: Cursor) -> Iterator[Found]:
        """Yield the attempt that the cursor comes from. Raises InvalidCursorError."""
        attempt = next(islice(self.reading.attempts(), cursor.attempt, None), None)
        if attempt is None:
            raise InvalidCursorError
        question = _with_front(self._question(attempt, after=cursor.after), cursor.front)
        yield Found(cursor.attempt, attempt, self.asker.ask(question), cursor.front)

    def _best(self, tried: list[Found]) -> Found:
        """Return the first attempt that found most, or other products when none found anything.

        One that was counted only is followed by one that finds as much.
        """
        best = max(tried, key=Found.rank, default=None)
        if best is not None and (best.answer.total or not self.request.text):
            return self._whole(best)
        return self._ask(len(tried), self.reading.instead())

    def _question(self, attempt: Attempt, *, after: After | None = None) -> Question:
        sort = Sort.BESTSELLING if attempt.is_instead else self.request.sort
        configuration = self.place.configuration
        counts = self.with_facets and not attempt.is_instead
        return Question(
            index=self.place.index,
            currency=self.place.currency,
            words=attempt.words,
            filters=attempt.narrowing.filters,
            price=attempt.narrowing.price,
            sort=sort,
            weights=configuration.weights,
            boosts=self._boosts(attempt),
            pinned=self.rules.pinned if sort is Sort.RELEVANCE else (),
            hidden=self.rules.hidden,
            facets=self._counted_fields(attempt) if counts else (),
            counts_prices=counts,
            size=self.part.size,
            offset=0 if after else self.part.offset,
            after=after,
            keeps_point_in_time=after is not None,
        )

    def _boosts(self, attempt: Attempt) -> tuple[Boost, ...]:
        if attempt.words is None:
            return ()
        boosts = self.place.configuration.active_boosts(timezone.now())
        return (*boosts, *head_boosts(attempt.words))

    def _counted_fields(self, attempt: Attempt) -> tuple[str, ...]:
        chosen = {facet.field for facet in attempt.narrowing.filters}
        named = (code for code, each in self.fields.items() if each.is_facet or code in chosen)
        always = (kind.field for kind in list_facet_kinds() if kind.is_always_counted)
        return tuple(dict.fromkeys((*always, *named)))

    def _facets(self, found: Found) -> list[dict[str, Any]]:
        """The database does not count large answers, and what nobody counted is not to be shown as 0."""
        is_counted = bool(found.answer.counts) or not self.asker.is_degraded
        if not (self.with_facets and is_counted) or found.attempt.is_instead:
            return []
        return FacetWriter(
            answer=found.answer,
            filters=found.attempt.narrowing.filters,
            price=found.attempt.narrowing.price,
            currency=self.place.currency,
            fields=tuple(self.fields.values()),
            categories=self.place.categories,
        ).facets()

    def _variant_filter(self, attempt: Attempt) -> VariantFilter:
        return VariantFilter.of(
            attempt.narrowing.filters, attempt.narrowing.price, self.place.currency
        )

    def _documents(self, found: Found) -> dict[int, tuple[str, str]]:
        """Return the documents of the hits, without their larger part where nobody looks at it."""
        ids = [hit.product_id for hit in found.answer.hits]
        if not ids:
            return {}
        channel, locale = self.place.channel, self.place.locale
        if self._is_personal or self._variant_filter(found.attempt):
            return list_documents_by_id(channel=channel, locale=locale, product_ids=ids)
        cards = list_cards_by_id(channel=channel, locale=locale, product_ids=ids)
        return {product_id: (card, "") for product_id, card in cards.items()}

    @property
    def _is_personal(self) -> bool:
        is_first_page = self.part.cursor is None and self.part.offset == 0
        return bool(self.history) and is_first_page and self.request.sort is Sort.RELEVANCE

    def _ranked(self, found: Found, documents: Mapping[int, tuple[str, str]]) -> Reranked:
        """Scores of words do not tell places that meaning decided: then the places themselves do."""
        hits = found.answer.hits
        if not self._is_personal:
            return Reranked([hit.product_id for hit in hits], {})
        if found.front:
            hits = tuple(hit._replace(score=0.0) for hit in hits)
        interests = list_interests(self.history, self.place)
        return rerank(hits, documents, interests, pinned=self.rules.pinned)

    def _find_rules(self) -> Merchandising:
        """What was decided about a category holds where it is the only one."""
        ids = {self.place.get_category(slug).id for slug in self.request.chosen.get(CATEGORY, ())}
        return find_merchandising(
            self.place.channel,
            self.place.locale,
            self.request.text,
            ids.pop() if len(ids) == 1 else None,
            version=self.place.search_version,
        )

    def _refuse_unknown_attributes(self) -> None:
        for name in self.request.chosen:
            if name.startswith(ATTRIBUTE_PREFIX) and name not in self.fields:
                raise UnknownAttributeError(parameter=name)

    def _cursor(self) -> Cursor | None:
        if self.part.cursor is None:
            return None
        return read_cursor(self.part.cursor, asked=self._digest())

    def _next_cursor(self, found: Found, first: int) -> str | None:
        """The database has no cursors, and neither has the end of a list."""
        if found.answer.after is None or self.asker.is_degraded:
            return None
        shown = first + len(found.answer.hits)
        cursor = Cursor(found.number, shown, found.answer.after, found.front)
        return write_cursor(cursor, asked=self._digest())

    def _digest(self) -> str:
        return digest_of(
            self.request, self.place.channel.code, self.place.locale, self.place.currency
        )

    def _receipt(self, attempt: Attempt, results: int) -> str:
        query = recorded_form(self.request.text, locale=self.place.locale)
        return write_receipt(
            Receipt(
                self.place.channel.pk,
                self.place.locale,
                query,
                results,
                attempt.relaxation.value,
            )
        )


def _with_front(question: Question, front: tuple[int, ...]) -> Question:
    """Return the question with these products behind the pinned ones and before all others."""
    if not front:
        return question
    return replace(question, pinned=tuple(dict.fromkeys((*question.pinned, *front))))
