"""Which ways to pay are open for a reviewed cart, and what they add to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commerce.cart.charges import cash_on_delivery
from commerce.cart.pricing.charges import CHOSEN, chosen_charges, rate_of
from commerce.payments.errors import UnknownPaymentMethodError
from commerce.payments.registry import PaymentGateway, list_gateways
from commerce.tenders.enums import CASH_ON_DELIVERY, INVOICE, PurseKind
from commerce.tenders.errors import MethodRefusedError
from commerce.tenders.selectors import conditions_of
from commerce.tenders.shapes import Conditions, Payer

from .errors import PaymentFeeChangedError
from .review import Review

if TYPE_CHECKING:
    from commerce.core.money import Money
    from commerce.oscar.basket.models import Basket

# The charges of ways to pay, by their gateway.
FEES = {CASH_ON_DELIVERY: cash_on_delivery.CODE}


def payer_of(review: Review) -> Payer:
    """Return who would pay what, and where the goods go."""
    basket = review.priced.basket
    return Payer(
        channel_id=basket.channel_id,
        amount=review.totals.total,
        country=review.shipping_address["country"] if review.shipping_address else "",
        user_id=basket.owner_id,
    )


def list_open_methods(payer: Payer) -> list[tuple[PaymentGateway, Conditions]]:
    """Return the ways to pay that are open to the payer, each with its conditions."""
    found = [
        (gateway, conditions_of(method=gateway.code, payer=payer))
        for gateway in list_gateways(payer.channel_id)
    ]
    return [(gateway, conditions) for gateway, conditions in found if not conditions.refusal]


def fee_of(review: Review, method: str) -> Money | None:
    """Return what paying in that way costs, whether it is chosen or not."""
    kind = FEES.get(method)
    return rate_of(review.priced.basket, kind) if kind else None


def with_fee(basket: Basket, method: str) -> dict[str, object]:
    """Return what is said of the checkout, with the charge of that way to pay and of no other."""
    chosen = {k: v for k, v in chosen_charges(basket).items() if k not in FEES.values()}
    if kind := FEES.get(method):
        chosen[kind] = ""
    return {"payment_method": method, CHOSEN: chosen}


def refuse_unpayable(review: Review, method: str) -> None:
    """Raise MethodRefusedError for a way to pay that is not open for the whole total, and what
    `refuse_other_fee` raises. A purse is no way to choose: UnknownPaymentMethodError.
    """
    if method in PurseKind.values:
        raise UnknownPaymentMethodError(pointer="/payment_method")
    refusal = conditions_of(method=method, payer=payer_of(review)).refusal
    if refusal is not None:
        raise MethodRefusedError(pointer="/payment_method", reason=str(refusal.message))
    refuse_other_fee(review, method)


def refuse_other_fee(review: Review, method: str) -> None:
    """Raise PaymentFeeChangedError where the total has the charge of another way to pay, or none."""
    charged = {line.kind for line in review.totals.lines} & set(FEES.values())
    due = {FEES[method]} if fee_of(review, method) else set()
    if charged != due:
        raise PaymentFeeChangedError(pointer="/payment_method")


def instrument_of(review: Review, method: str) -> str:
    """Return who is held to their limit of open invoices."""
    owner = review.priced.basket.owner_id
    return str(owner) if method == INVOICE and owner is not None else ""
