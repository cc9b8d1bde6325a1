"""One query, asked with any configuration, and why each product stands where it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from search.enums import Relaxation
from search.query.answer import Explanation
from search.query.request import SearchRequest
from search.selectors.rankings import place_with

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel
    from search.query.configuration import Configuration
    from search.selectors.attempts import Understood


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
