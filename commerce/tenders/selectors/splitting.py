"""How a total is paid in parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from commerce.core.money import Money
from commerce.payments.errors import UnknownPaymentMethodError
from commerce.tenders.enums import INVOICE, PurseKind
from commerce.tenders.errors import MethodRefusedError, TotalNotCoveredError
from commerce.tenders.shapes import Payer, Purse, Tender

from .terms import conditions_of

NEVER: Final = datetime.max.replace(tzinfo=UTC)


def split_tenders(
    *,
    total: Money,
    gift_cards: Sequence[Purse],
    store_credit: Purse | None,
    method: str,
    payer: Payer | None = None,
) -> list[Tender]:
    """Share a total out: gift cards first, the one that ends soonest before others, then store
    credit; what is left is paid by the method.

    Tenders come in the order in which their purses are to be locked, each at most once, and together
    they are the total; there is none of nothing. Raises TotalNotCoveredError without a method,
    UnknownPaymentMethodError for one that needs a purse, and MethodRefusedError for one that is not
    open to the payer.
    """
    if method in PurseKind.values:
        raise UnknownPaymentMethodError(pointer="/payment_method")
    cards = sorted({card.id: card for card in gift_cards}.values(), key=_ends_first)
    tenders: list[Tender] = []
    rest = total
    for purse in [*cards, *([store_credit] if store_credit else [])]:
        if (part := min(purse.available, rest)).amount > 0:
            tenders.append(Tender(purse.gateway, part, purse.id))
            rest -= part
    if rest and not method:
        raise TotalNotCoveredError(missing=str(rest))
    return [*tenders, *([_by_method(method, rest, payer)] if rest else [])]


def _by_method(method: str, rest: Money, payer: Payer | None) -> Tender:
    """Who pays by invoice is named with it, for the limit of what they owe."""
    if payer is None:
        return Tender(method, rest)
    conditions = conditions_of(method=method, payer=replace(payer, amount=rest))
    if conditions.refusal is not None:
        raise MethodRefusedError(reason=str(conditions.refusal.message))
    is_named = method == INVOICE and payer.user_id is not None
    return Tender(method, rest, str(payer.user_id) if is_named else "")


def _ends_first(card: Purse) -> tuple[datetime, str]:
    return card.expires_at or NEVER, card.id
