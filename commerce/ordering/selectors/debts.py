"""What an order still owes, and how that may be paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commerce.cart.selectors.carts import Json
from commerce.core.errors import DomainError
from commerce.core.money import Money
from commerce.ordering.errors import NothingOwedError, OrderCancelledError
from commerce.ordering.payment_methods import FEES, list_open_methods
from commerce.oscar.order.models import OrderState
from commerce.payments.enums import SessionState
from commerce.payments.registry import find_gateway
from commerce.payments.selectors import list_payments
from commerce.tenders.shapes import Payer

from .checkout import payment_method_json, store_credit_json

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.oscar.order.models import Line, Order
    from commerce.payments.models import PaymentSession


def amount_owed(order: Order) -> Money:
    """Return what nobody has paid yet, nor promised by paying elsewhere. Never below zero.

    What is to be paid later, by invoice or by transfer, is owed; what was cancelled of the goods is
    not. Raises OrderCancelledError and NothingOwedError.
    """
    if order.state == OrderState.CANCELLED:
        raise OrderCancelledError
    secured = (_secured(session) for session in list_payments([order.pk])[order.pk])
    gone = (_cancelled(line, order.currency) for line in order.lines.all() if line.num_cancelled)
    total = Money(order.total_incl_tax, order.currency)
    owed = total - Money.sum(secured, order.currency) - Money.sum(gone, order.currency)
    if owed.amount <= 0:
        raise NothingOwedError
    return owed


def list_replaceable(order: Order) -> list[PaymentSession]:
    """Return the payments of the order that another one may take the place of, the oldest first."""
    return [each for each in list_payments([order.pk])[order.pk] if is_replaceable(each)]


def is_replaceable(session: PaymentSession) -> bool:
    """Whether money is still to come in that the customer has not handed over to somebody already."""
    if not session.is_open or session.captured >= session.amount:
        return False
    gateway = find_gateway(
        session.gateway, channel_id=session.channel_id, configuration=session.configuration
    )
    is_later = gateway is not None and gateway.can.is_by_hand and not gateway.can.needs_purse
    return is_later or session.state != SessionState.AUTHORISED


def payer_of_order(order: Order, amount: Money, user: User | None) -> Payer:
    """Return who would pay that; whoever only has the order's key is not its customer."""
    address = order.shipping_address
    return Payer(
        channel_id=order.channel_id,
        amount=amount,
        country=address.country_id if address else "",
        user_id=user.pk if user is not None and user.pk == order.user_id else None,
    )


def debt_json(order: Order, user: User | None) -> Json:
    """Return the public form of what the order owes now, and of the ways to pay it."""
    try:
        amount, refusal = amount_owed(order), None
    except (OrderCancelledError, NothingOwedError) as error:
        amount, refusal = Money.zero(order.currency), _refusal_json(error)
    payer = payer_of_order(order, amount, user)
    methods = [] if refusal else list_open_methods(payer)
    return {
        "amount": amount.as_json(),
        "refusal": refusal,
        "payment_methods": [
            payment_method_json(gateway, conditions, payer)
            for gateway, conditions in methods
            if gateway.code not in FEES
        ],
        "store_credit": None if refusal else store_credit_json(payer),
    }


def _refusal_json(error: DomainError) -> Json:
    return {"code": error.code, "message": str(error.message)}


def _secured(session: PaymentSession) -> Money:
    is_promised = session.is_open and not is_replaceable(session)
    return session.money("authorised" if is_promised else "captured")


def _cancelled(line: Line, currency: str) -> Money:
    share = line.line_price_incl_tax * line.num_cancelled / line.quantity
    return Money(share, currency).rounded()
