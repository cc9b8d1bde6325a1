"""How a total is paid in parts, and on what conditions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from commerce.core.money import Money

from .errors import TotalNotCoveredError
from .shapes import Conditions, Payer, Purse, Tender

NEVER = datetime.max.replace(tzinfo=UTC)


def split_tenders(
    *, total: Money, gift_cards: Sequence[Purse], store_credit: Purse | None, method: str
) -> list[Tender]:
    """Share a total out: gift cards first, the one that ends soonest before others, then store
    credit; what is left is paid by the method.

    Tenders come in the order in which their purses are to be locked, each at most once, and together
    they are the total; there is none of nothing. Raises TotalNotCoveredError without a method.
    """
    cards = sorted({card.id: card for card in gift_cards}.values(), key=_ends_first)
    tenders: list[Tender] = []
    rest = total
    for purse in [*cards, *([store_credit] if store_credit else [])]:
        if (part := min(purse.available, rest)).amount > 0:
            tenders.append(Tender(purse.gateway, part, purse.id))
            rest -= part
    if rest and not method:
        raise TotalNotCoveredError(missing=str(rest))
    return [*tenders, *([Tender(method, rest)] if rest else [])]


def _ends_first(card: Purse) -> tuple[datetime, str]:
    return card.expires_at or NEVER, card.id


def conditions_of(*, method: str, payer: Payer) -> Conditions:
    """Return what paying with a gateway of the house costs that payer, and whether they may."""
    return Conditions()
