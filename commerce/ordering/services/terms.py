"""Which terms somebody has agreed to by ordering."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone

from commerce.cart.selectors.carts import iso
from commerce.ordering.errors import TermsChangedError, TermsNotAcceptedError
from commerce.ordering.registry import Terms, find_terms
from commerce.ordering.statements import NOTE_CHECKOUT
from commerce.oscar.order.models import Order

if TYPE_CHECKING:
    from commerce.cart.shoppers import Shopper
    from commerce.oscar.basket.models import Basket

NOTED: Final = "terms"
POINTER: Final = "/accepted_terms"


def note_terms(*, basket: Basket, shopper: Shopper, version: str) -> None:
    """Keep on a locked cart which terms its buyer has agreed to, and when: the order takes it over.

    Raises TermsNotAcceptedError where the channel demands agreement and no version is named, and
    TermsChangedError for another version than the one in force. Without terms nothing is kept.
    """
    terms = find_terms(shopper.channel, shopper.locale)
    accepted = _accepted(terms, version) if terms else None
    if accepted is None and NOTED not in basket.checkout:
        return
    said = {name: value for name, value in basket.checkout.items() if name != NOTED}
    basket.checkout = {**said, NOTED: accepted} if accepted else said
    NOTE_CHECKOUT.run(basket=basket.pk, checkout=basket.checkout, expires_at=basket.expires_at)


def accept_terms(*, order: Order, terms: Terms, version: str) -> None:
    """Keep on a locked order, which staff have placed, which terms its buyer has agreed to, and when.

    Raises TermsNotAcceptedError where agreement is demanded and no version is named, and
    TermsChangedError for another version than the one in force.
    """
    if accepted := _accepted(terms, version):
        order.accepted_terms = accepted
        Order._base_manager.filter(pk=order.pk).update(accepted_terms=accepted)


def accepted_terms(basket: Basket) -> dict[str, Any]:
    """Return what an order keeps of the terms; empty where nobody was asked."""
    return basket.checkout.get(NOTED) or {}


def _accepted(terms: Terms, version: str) -> dict[str, Any] | None:
    if not version:
        if terms.is_demanded:
            raise TermsNotAcceptedError(version=terms.version, pointer=POINTER)
        return None
    if version != terms.version:
        raise TermsChangedError(version=terms.version, pointer=POINTER)
    return {
        "version": terms.version,
        "number": terms.number,
        "title": terms.title,
        "path": terms.path,
        "dated": terms.dated.isoformat(),
        "accepted_at": iso(timezone.now()),
    }
