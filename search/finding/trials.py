"""One query, asked with any configuration, and why each product stands where it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from search.engines.choice import get_engine
from search.enums import Relaxation
from search.finding.place import SearchPlace
from search.finding.products.search import rank_products
from search.query.answer import Explanation
from search.query.configuration import Configuration
from search.query.request import SearchRequest

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel
    from search.finding.products.attempts import Understood


@dataclass(frozen=True, slots=True)
class TrialPlace(SearchPlace):
    """A place whose configuration is not the one in force."""

    tried: Configuration

    @property
    def configuration(self) -> Configuration:
        return self.tried


@dataclass(frozen=True)
class Trial:
    """What a query finds. Products that were pinned, or are shown for lack of others, have no score."""

    product_ids: Sequence[int]
    total: int
    currency: str
    pinned: frozenset[int] = frozenset()
    relaxation: Relaxation = Relaxation.NONE
    corrected: str | None = None
    understood: tuple[Understood, ...] = ()
    redirect_url: str | None = None
    explanations: Mapping[int, Explanation] = field(default_factory=dict)

    @property
    def is_exact(self) -> bool:
        """Whether nothing had to be given up."""
        return self.relaxation is Relaxation.NONE


def try_query(
    *, channel: Channel, locale: str, text: str, configuration: Configuration, size: int
) -> Trial:
    """Ask as a shopper would who is nobody in particular, and explain the answer.

    Raises IndexMissingError and EngineUnavailableError.
    """
    place = place_with(configuration, channel=channel, locale=locale)
    engine = get_engine()
    ranking = rank_products(request=SearchRequest(text=text), place=place, size=size, engine=engine)
    product_ids = [hit.product_id for hit in ranking.answer.hits]
    has_scores = ranking.attempt.words is not None
    explained = engine.explain(ranking.question, product_ids) if has_scores else []
    return Trial(
        product_ids=product_ids,
        total=ranking.total,
        currency=place.currency,
        pinned=frozenset(ranking.rules.pinned),
        relaxation=ranking.attempt.relaxation,
        corrected=ranking.attempt.corrected,
        understood=ranking.attempt.understood,
        redirect_url=ranking.rules.redirect_url,
        explanations={one.product_id: one for one in explained},
    )


def place_with(configuration: Configuration, *, channel: Channel, locale: str) -> TrialPlace:
    """Return the channel in that language, as it is now but for its configuration."""
    return TrialPlace.now(channel, locale, channel.default_currency, tried=configuration)
