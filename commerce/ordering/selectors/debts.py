"""What an order still owes, and how that may be paid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from commerce.cart.selectors.carts import Json
from commerce.core.errors import DomainError
from commerce.core.money import Money
from commerce.ordering.errors import LinkOverError, NothingOwedError, OrderCancelledError
from commerce.ordering.payment_methods import FEES, list_open_methods
from commerce.oscar.order.models import OrderState
from commerce.payments.enums import SessionState
from commerce.payments.registry import find_gateway
from commerce.payments.selectors import list_payments
from commerce.tenders.shapes import Payer

from .checkout import payment_method_json, store_credit_json
from .drafts import find_draft_of, link_json, refuse_over
from .edits import Surplus, surplus_of

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.cart.shoppers import Shopper
    from commerce.oscar.order.models import Line, Order
    from commerce.payments.models import PaymentSession


def amount_owed(order: Order) -> Money:
    """Return what nobody has paid yet, nor promised by paying elsewhere. Never below zero.

    What is to be paid later, by invoice or by transfer, is owed, and so is what an edit has given
    back and a later one wants again; what was cancelled of the goods is not. Raises
    OrderCancelledError and NothingOwedError.
    """
    if order.state == OrderState.CANCELLED:
        raise OrderCancelledError
    gone = (_cancelled(line, order.currency) for line in order.lines.all() if line.num_cancelled)
    total = Money(order.total_incl_tax, order.currency)
    owed = _unsecured(order, total, surplus_of(order)) - Money.sum(gone, order.currency)
    if owed.amount <= 0:
        raise NothingOwedError
    return owed


def is_owed(order: Order) -> bool:
    """Whether anything is to be paid for the order now."""
    try:
        return bool(amount_owed(order))
    except (OrderCancelledError, NothingOwedError):
        return False


@dataclass(frozen=True, slots=True)
class MoneyMoves:
    """What an order's money has to do for it to come to another total.

    `goes_back` is below zero where what was to go back, and has not, stays after all.
    """

    goes_back: Money
    due: Money


def money_moves(order: Order, *, total: Money) -> MoneyMoves:
    """Return what goes back or becomes due where an order comes to that total from now on."""
    surplus, zero = surplus_of(order), Money.zero(order.currency)
    missing = _unsecured(order, total, surplus)
    if missing <= zero:
        return MoneyMoves(-missing, zero)
    kept = min(missing, max(surplus.pending, zero))
    return MoneyMoves(-kept, missing - kept)


def _unsecured(order: Order, total: Money, surplus: Surplus) -> Money:
    secured = (_secured(session) for session in list_payments([order.pk])[order.pk])
    return total + surplus.goes_back - Money.sum(secured, order.currency)


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


def debt_json(order: Order, shopper: Shopper) -> Json:
    """Return the public form of what the order owes now, and of the ways to pay it."""
    draft = find_draft_of(order.pk)
    try:
        amount, refusal = amount_owed(order), None
        refuse_over(draft)
    except (OrderCancelledError, NothingOwedError, LinkOverError) as error:
        amount, refusal = Money.zero(order.currency), _refusal_json(error)
    payer = payer_of_order(order, amount, shopper.user)
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
        "link": link_json(draft, order, shopper.locale),
    }


def _refusal_json(error: DomainError) -> Json:
    return {"code": error.code, "message": str(error.message)}


def _secured(session: PaymentSession) -> Money:
    is_promised = session.is_open and not is_replaceable(session)
    return session.money("authorised" if is_promised else "captured")


def _cancelled(line: Line, currency: str) -> Money:
    share = line.line_price_incl_tax * line.num_cancelled / line.quantity
    return Money(share, currency).rounded()
