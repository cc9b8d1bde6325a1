"""The ways in which a search may find something, the nearest to what was typed first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from babel.numbers import format_currency
from django.utils.translation import gettext as _

from commerce.catalogue.enums import FacetType
from commerce.catalogue.registry import CATEGORY, PRICE, FacetKind, kind_of_parameter
from search.enums import Relaxation, UnderstoodKind
from search.finding.words.lexicons import get_lexicon
from search.finding.words.nearest import find_nearest_category
from search.finding.words.vocabularies import get_catalogue_words, get_vocabulary
from search.language.analysis import get_analyser
from search.language.planning import Planner
from search.language.understanding import OTHER, understand
from search.query.filters import FacetFilter, PriceFilter
from search.query.question import Sort
from search.query.words import Origin, Words

if TYPE_CHECKING:
    from commerce.catalogue.selectors.search_feed import CategoryWord
    from search.finding.place import SearchPlace
    from search.language.lexicon import Lexicon
    from search.language.planning import Plan
    from search.language.understanding import Understanding
    from search.query.answer import Answer
    from search.query.request import SearchRequest

# As many products as a first page shows.
PLENTY: Final = 24


class Understood(NamedTuple):
    """Words of the text that became a filter, as a shopper sees and removes it."""

    field: str
    kind: str
    value: str
    label: str
    words: str


class Narrowing(NamedTuple):
    """What a search is narrowed down to, ids of categories inside."""

    filters: tuple[FacetFilter, ...] = ()
    price: PriceFilter | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to ask: what is looked for, within what, and what had to be given up for it.

    `corrected` is the text as it is taken to be meant, `did_you_mean` what is offered beside it because
    nobody can be sure. With `enough` products found, nothing else is asked; where it `follows_success`,
    it is not asked when the attempt before found nothing. Behind one that `is_doubtful`, which hardly
    finds enough, there is another that finds the same products and more.
    """

    words: Words | None
    narrowing: Narrowing
    relaxation: Relaxation = Relaxation.NONE
    understood: tuple[Understood, ...] = ()
    corrected: str | None = None
    did_you_mean: tuple[str, ...] = ()
    enough: int = 1
    follows_success: bool = False
    is_doubtful: bool = False
    nearest: CategoryWord | None = None

    @property
    def is_instead(self) -> bool:
        """Whether nothing was found, so that other products take the place."""
        return self.relaxation in (Relaxation.NEAREST_CATEGORY, Relaxation.POPULAR)

    @property
    def takes_words_as_filters(self) -> bool:
        """Whether words that may be meant as words were taken for something else."""
        return any(understood.field != PRICE for understood in self.understood)


class Found(NamedTuple):
    """An attempt, the number it has among all, and what came of it.

    `front` are the products that come first because of what the text means. The answer to one that
    `is_counted_only` says how many there are, and nothing else.
    """

    number: int
    attempt: Attempt
    answer: Answer
    front: tuple[int, ...] = ()
    is_counted_only: bool = False

    def rank(self) -> tuple[int, bool]:
        """Return what is greatest for the one to show."""
        return self.answer.total, not self.is_counted_only


@dataclass(frozen=True)
class Reading:
    """A request, read with the words that its channel has."""

    request: SearchRequest
    place: SearchPlace

    def attempts(self) -> Iterator[Attempt]:
        """Yield what to ask for, in the order in which to give up.

        The first takes words as filters wherever it can and the second takes them as words, all but
        a price limit, which always holds; then come fewer and other words. None when the text has no
        word at all.
        """
        chosen = self.chosen()
        if not self.request.text:
            yield Attempt(None, chosen)
            return
        understanding = self._understand()
        plan = self._plan(understanding.unpriced)
        if understanding.filters:
            yield from self._ways(self._as_filters(understanding, plan, chosen), plan)
        priced = replace(understanding, filters=())
        as_words = self._narrowed(priced, plan, chosen)
        if plan.words is not None or priced.price is not None:
            yield from self._ways(as_words, plan)
        for attempt in self._relaxed(plan, as_words.narrowing):
            yield replace(attempt, understood=as_words.understood)

    def _as_filters(self, understanding: Understanding, plan: Plan, chosen: Narrowing) -> Attempt:
        """Return the words within all filters. A size or the like may be one of other things.

        So it counts as a filter only where that fills a first page: no table is "small" where only
        trays have that size.
        """
        narrowed = self._narrowed(understanding, plan, chosen)
        is_clear = all(found.kind != OTHER for found in understanding.filters)
        return narrowed if is_clear else replace(narrowed, enough=PLENTY)

    def _ways(self, attempt: Attempt, plan: Plan) -> Iterator[Attempt]:
        """Yield the attempt, and before it the same with every word.

        Where that fills a first page, products with only some of the words are but a long tail that
        inflates counts. By price, say, they would even stand before what was asked for. Filters that
        leave nothing with every word were not meant: a bath mat may be none of the "Mats".
        """
        words = attempt.words
        if words is not None and words.required < len(words.concepts):
            enough = PLENTY if self.request.sort is Sort.RELEVANCE else 1
            every = replace(words, required=len(words.concepts))
            is_doubtful = plan.likely_total(self._lexicon.largest) < enough
            yield replace(attempt, words=every, enough=enough, is_doubtful=is_doubtful)
            attempt = replace(attempt, follows_success=attempt.takes_words_as_filters)
        yield attempt

    def chosen(self) -> Narrowing:
        """Return what the shopper chose. Raises UnknownCategoryError."""
        return Narrowing(tuple(self._chosen_facets()), self._chosen_price())

    def instead(self) -> Attempt:
        """Return what remains when nothing is found: what sells best in categories.

        Those that were chosen, or the one that comes nearest to the text; without one, everywhere.
        """
        facets = tuple(facet for facet in self._chosen_facets() if facet.field == CATEGORY)
        offers = _offers(self._plan(self.request.text))
        nearest = None if facets else self._nearest_category()
        if nearest is None:
            return Attempt(None, Narrowing(facets), Relaxation.POPULAR, did_you_mean=offers)
        within = Narrowing((FacetFilter(CATEGORY, (str(nearest.id),)),))
        given_up = Relaxation.NEAREST_CATEGORY
        return Attempt(None, within, given_up, did_you_mean=offers, nearest=nearest)

    def _nearest_category(self) -> CategoryWord | None:
        return find_nearest_category(
            self.request.text,
            categories=get_catalogue_words(self.place.channel, self.place.locale).categories,
            knowledge=self._planner.knowledge,
        )

    def _chosen_facets(self) -> Iterator[FacetFilter]:
        for name, values in self.request.chosen.items():
            kind = kind_of_parameter(name)
            if kind is not None and kind.type is not FacetType.RANGE:
                yield FacetFilter(kind.field_of(name), self._terms(kind, values))

    def _terms(self, kind: FacetKind, values: tuple[str, ...]) -> tuple[str, ...]:
        if kind.code != CATEGORY:
            return kind.terms_of(values)
        ids = (str(self.place.get_category(slug).id) for slug in values)
        return tuple(dict.fromkeys(ids))

    def _chosen_price(self) -> PriceFilter | None:
        if not self.request.has_price:
            return None
        return PriceFilter(self.place.currency, self.request.price_min, self.request.price_max)

    def _understand(self) -> Understanding:
        """A chosen category or price stands; what the text says of it stays words."""
        settled = self.request.chosen_codes & {CATEGORY, PRICE}
        return understand(
            self.request.text,
            vocabulary=get_vocabulary(self.place.channel, self.place.locale),
            analyser=get_analyser(self.place.locale),
            currency=self.place.currency,
            literal=self.request.literal | settled,
            lexicon=get_lexicon(self.place.channel, self.place.locale),
        )

    def _narrowed(self, understanding: Understanding, plan: Plan, chosen: Narrowing) -> Attempt:
        """Return the words within what is understood; they still rank what passes the filters."""
        whole = self._whole_plan(plan)
        return Attempt(
            plan.words,
            Narrowing(
                _together(chosen.filters, understanding),
                understanding.price or chosen.price,
            ),
            understood=tuple(self._told(understanding)),
            corrected=whole.corrected,
            did_you_mean=_offers(whole) if len(plan.concepts) > 1 else (),
        )

    def _whole_plan(self, plan: Plan) -> Plan:
        """Return the plan of the text with its price, where something of it is to be told."""
        return self._plan(self.request.text) if plan.corrected or plan.offered else plan

    def _told(self, understanding: Understanding) -> Iterator[Understood]:
        for found in understanding.filters:
            value = self._public_value(found.field, found.value)
            yield Understood(found.field, found.kind, value, found.label, found.words)
        if (price := understanding.price) is not None:
            value, label = price_value(price), price_label(price, self.place.locale)
            words = understanding.price_words
            yield Understood(PRICE, UnderstoodKind.PRICE.value, value, label, words)

    def _public_value(self, field: str, value: str) -> str:
        if field != CATEGORY:
            return value
        category = self.place.categories.find(int(value))
        return value if category is None else category.slug

    def _plan(self, text: str) -> Plan:
        return self._planner.plan(text)

    @property
    def _planner(self) -> Planner:
        analyser = get_analyser(self.place.locale)
        return Planner(analyser, self._lexicon, self.place.configuration)

    @property
    def _lexicon(self) -> Lexicon:
        return get_lexicon(self.place.channel, self.place.locale)

    def _relaxed(self, plan: Plan, chosen: Narrowing) -> Iterator[Attempt]:
        for relaxation, words in plan.relaxed():
            given_up = Relaxation(relaxation.value)
            is_guess = given_up is Relaxation.DID_YOU_MEAN
            guess = (_meant(words, self._lexicon),) if is_guess else _offers(plan)
            yield Attempt(words, chosen, given_up, corrected=plan.corrected, did_you_mean=guess)


def _offers(plan: Plan) -> tuple[str, ...]:
    return () if plan.offered is None else (plan.offered,)


def price_value(price: PriceFilter) -> str:
    """Return both ends with a dash between: "-200", "50-", "50-200"."""
    low, high = ("" if end is None else format(end, "f") for end in (price.minimum, price.maximum))
    return f"{low}-{high}"


def price_label(price: PriceFilter, locale: str) -> str:
    """Return the limits as people say them; the active language is to be `locale`."""
    language = locale.replace("-", "_")
    ends = [
        None if end is None else format_currency(end, price.currency, locale=language)
        for end in (price.minimum, price.maximum)
    ]
    match ends:
        case [None, high]:
            return _("up to %(high)s") % {"high": high}
        case [low, None]:
            return _("from %(low)s") % {"low": low}
    return _("%(low)s to %(high)s") % {"low": ends[0], "high": ends[1]}


def _together(
    chosen: tuple[FacetFilter, ...], understanding: Understanding
) -> tuple[FacetFilter, ...]:
    """Values of one field are alternatives, whether they were chosen or understood."""
    values: dict[str, tuple[str, ...]] = {facet.field: facet.values for facet in chosen}
    for found in understanding.filters:
        values[found.field] = (*values.get(found.field, ()), found.value)
    return tuple(FacetFilter(field, tuple(dict.fromkeys(all_))) for field, all_ in values.items())


def _meant(words: Words, lexicon: Lexicon) -> str:
    """Return a text with the words that corrections were made to."""
    return " ".join(
        next(
            (
                " ".join(lexicon.spelling(token.plain) for token in alternative.tokens)
                for alternative in concept.alternatives
                if alternative.origin is Origin.CORRECTED
            ),
            concept.text,
        )
        for concept in words.concepts
    )
