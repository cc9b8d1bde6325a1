"""Synonyms that searches suggest. A marketer decides; nothing here changes what is found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import permutations
from typing import TYPE_CHECKING, Final, NamedTuple

from django.db import transaction
from wagtail.log_actions import log

from search.language.analysis import get_analyser
from search.language.forms import normalise
from search.language.rewordings import find_difference
from search.language.synonyms import get_synonyms
from search.models import SynonymSet, SynonymSuggestion
from search.models.words import MAX_TERM_LENGTH
from search.selectors.configurations import draft_configuration
from search.selectors.learning import (
    FEWEST,
    list_choices,
    list_chosen_texts,
    list_rewordings,
)

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.tenancy.models import Channel
    from search.query.configuration import Configuration

# So large a part of the searches for one text end in products that the other's end in, and at least
# so large a part of the other's: many words lead to what "gift" leads to, and none of them means it.
SHARE: Final = 0.5
SHARE_OF_OTHER: Final = 0.25
MOST: Final = 200  # suggestions of a channel
_TEXTS_PER_PRODUCT: Final = 20
_SHOWN_PRODUCTS: Final = 5


class Pair(NamedTuple):
    """Who says the first means the second."""

    locale: str
    source: str
    term: str

    @property
    def reverse(self) -> Pair:
        return Pair(self.locale, self.term, self.source)


@dataclass
class Evidence:
    """What speaks for a pair."""

    searches: int = 0
    rewordings: int = 0
    is_of_things: bool = True
    products: Counter[int] = field(default_factory=Counter)

    @property
    def is_enough(self) -> bool:
        """Whether several agree; two things of one kind are taken for the same on both grounds only."""
        grounds = [number >= FEWEST for number in (self.searches, self.rewordings)]
        return any(grounds) if self.is_of_things else all(grounds)


@dataclass(frozen=True)
class Learnt:
    """A suggestion with its grounds."""

    pair: Pair
    evidence: Evidence
    is_mutual: bool


def find_suggestions(*, channel: Channel) -> list[Learnt]:
    """Return what recent searches suggest and neither packs nor marketers say yet. Nine queries."""
    found: defaultdict[Pair, Evidence] = defaultdict(Evidence)
    _add_shared_products(found, channel)
    _add_rewordings(found, channel)
    draft = draft_configuration(channel)
    enough = {
        pair: each for pair, each in found.items() if each.is_enough and not _is_known(pair, draft)
    }
    learnt = [
        Learnt(pair, each, is_mutual=pair.reverse in enough)
        for pair, each in enough.items()
        if pair.reverse not in enough or _leads(pair, enough)
    ]
    learnt.sort(key=lambda each: (-each.evidence.rewordings, -each.evidence.searches, each.pair))
    return learnt[:MOST]


@transaction.atomic
def learn_synonyms(*, channel: Channel) -> int:
    """Put the suggestions of now in the place of earlier ones; return how many there are.

    What a marketer dismissed stays dismissed, in either direction.
    """
    rows = SynonymSuggestion.objects.filter(channel=channel)
    dismissed = rows.filter(is_dismissed=True).values_list("locale", "source", "term")
    refused = {one for row in dismissed for one in (Pair(*row), Pair(*row).reverse)}
    wanted = [each for each in find_suggestions(channel=channel) if each.pair not in refused]
    rows.filter(is_dismissed=False).delete()
    SynonymSuggestion.objects.bulk_create(_row(channel, each) for each in wanted)
    return len(wanted)


@transaction.atomic
def add_suggestion(*, suggestion: SynonymSuggestion, actor: User | None) -> SynonymSet:
    """Make a synonym set of a suggestion, in the draft."""
    is_mutual = suggestion.is_mutual
    synonyms = SynonymSet.objects.create(
        channel=suggestion.channel,
        locale=suggestion.locale,
        kind=SynonymSet.Kind.EQUIVALENT if is_mutual else SynonymSet.Kind.ONE_WAY,
        sources="" if is_mutual else suggestion.source,
        terms=f"{suggestion.source}, {suggestion.term}" if is_mutual else suggestion.term,
    )
    log(instance=synonyms, action="wagtail.create", user=actor)
    suggestion.delete()
    return synonyms


@transaction.atomic
def dismiss_suggestion(*, suggestion: SynonymSuggestion, actor: User | None) -> None:
    """Never suggest these words again."""
    suggestion.is_dismissed = True
    suggestion.save(update_fields=["is_dismissed", "updated_at"])
    log(instance=suggestion, action="wagtail.edit", user=actor)


def _add_shared_products(found: dict[Pair, Evidence], channel: Channel) -> None:
    """Add the texts whose searches mostly end in what those for another text end in."""
    totals: Counter[tuple[str, str]] = Counter()
    for locale, query, searches in list_chosen_texts(channel=channel):
        totals[locale, normalise(query)] += searches
    shared: defaultdict[Pair, Counter[int]] = defaultdict(Counter)
    for product_id, locale, texts in _texts_by_product(channel):
        for source, term in permutations(texts, 2):
            shared[Pair(locale, source, term)][product_id] += texts[source]
    for pair, products in shared.items():
        here, there = pair, pair.reverse
        if products.total() < SHARE * totals[here.locale, here.source]:
            continue
        if shared[there].total() >= SHARE_OF_OTHER * totals[there.locale, there.source]:
            grounds = _grounds(found, pair)
            grounds.searches += products.total()
            grounds.products += products


def _texts_by_product(channel: Channel) -> Iterator[tuple[int, str, Counter[str]]]:
    chosen: defaultdict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    for locale, query, product_id, searches in list_choices(channel=channel):
        chosen[product_id, locale][normalise(query)] += searches
    for (product_id, locale), texts in chosen.items():
        yield product_id, locale, Counter(dict(texts.most_common(_TEXTS_PER_PRODUCT)))


def _add_rewordings(found: dict[Pair, Evidence], channel: Channel) -> None:
    for locale, before, query, searches in list_rewordings(channel=channel):
        texts = Pair(locale, normalise(before), normalise(query))
        _grounds(found, texts).rewordings += searches


def _grounds(found: dict[Pair, Evidence], texts: Pair) -> Evidence:
    """Return what speaks for the words in which the texts differ; nobody reads that of none."""
    difference = find_difference(texts.source, texts.term, get_analyser(texts.locale))
    if difference is None or max(len(difference.first), len(difference.second)) > MAX_TERM_LENGTH:
        return Evidence()
    evidence = found[Pair(texts.locale, difference.first, difference.second)]
    evidence.is_of_things = difference.is_of_things
    return evidence


def _is_known(pair: Pair, draft: Configuration) -> bool:
    """Whether who searches for the one finds the other anyway."""
    analyser = get_analyser(pair.locale)
    source, term = (
        tuple(token.stem for token in analyser.tokens(text)) for text in (pair.source, pair.term)
    )
    others = get_synonyms(analyser.language.code, draft).of(source)
    return any(tuple(token.stem for token in other.tokens) == term for other in others)


def _leads(pair: Pair, enough: dict[Pair, Evidence]) -> bool:
    """Whether this direction of a mutual pair stands for both: the better founded one."""
    here, there = enough[pair], enough[pair.reverse]
    return (here.rewordings, here.searches, pair) >= (
        there.rewordings,
        there.searches,
        pair.reverse,
    )


def _row(channel: Channel, learnt: Learnt) -> SynonymSuggestion:
    evidence = learnt.evidence
    return SynonymSuggestion(
        channel=channel,
        locale=learnt.pair.locale,
        source=learnt.pair.source,
        term=learnt.pair.term,
        is_mutual=learnt.is_mutual,
        searches=evidence.searches,
        rewordings=evidence.rewordings,
        products=[product for product, _times in evidence.products.most_common(_SHOWN_PRODUCTS)],
    )
