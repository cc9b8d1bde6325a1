"""On what terms people may pay: set by staff, and held to when somebody pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commerce.core.money import Money
from commerce.tenders.errors import MethodRefusedError
from commerce.tenders.models import InvoiceTerms, WaysToPay
from commerce.tenders.selectors import invoice_terms_of, lock_terms
from commerce.tenders.selectors.terms import NOT_YOU, OVER_LIMIT, WAYS

if TYPE_CHECKING:
    from decimal import Decimal


@transaction.atomic
def save_ways(*, ways: WaysToPay) -> WaysToPay:
    """Keep what a channel has decided. Payments that were begun are not touched."""
    ways.save()
    transaction.on_commit(WAYS.forget)
    return ways


@transaction.atomic
def set_invoice_terms(
    *,
    channel_id: int,
    user_id: int,
    is_approved: bool,
    is_refused: bool,
    days: int | None,
    limit: Decimal | None,
) -> InvoiceTerms:
    """Give a customer terms of their own, or those of everybody. Open invoices are not touched."""
    terms = lock_terms(channel_id=channel_id, user_id=user_id)
    terms.is_approved, terms.is_refused = is_approved, is_refused
    terms.days, terms.limit = days, limit
    terms.save()
    return terms


@transaction.atomic
def promise_invoice(*, channel_id: int, user_id: int, amount: Money) -> None:
    """Hold a customer to their limit: of many orders at once, none gets above it.

    The payment is among the open ones already. Its row keeps others waiting until the caller's
    transaction ends. Raises MethodRefusedError.
    """
    lock_terms(channel_id=channel_id, user_id=user_id)
    terms = invoice_terms_of(channel_id=channel_id, user_id=user_id)
    if terms.is_refused:
        raise MethodRefusedError(reason=str(NOT_YOU.message))
    if terms.refuses(Money.zero(amount.currency)):
        raise MethodRefusedError(reason=str(OVER_LIMIT.message))
