"""Withdrawals from contracts, as the law of the European Union lets consumers declare them."""

from __future__ import annotations

from django.db import transaction

from commerce.core.bus import publish
from commerce.core.points import reach
from commerce.ordering.selectors.fulfilments import pieces_by_line
from commerce.ordering.selectors.money import money_of
from commerce.ordering.selectors.orders import get_order, lock_order
from commerce.ordering.services.orders import cancel_order, cancel_rest
from commerce.ordering.services.refunds import refund_order
from commerce.oscar.order.models import Order
from commerce.returns.enums import ReturnReason, WithdrawalOutcome
from commerce.returns.errors import WithdrawalOverError
from commerce.returns.events import WithdrawalDeclared
from commerce.returns.models import ReturnRequest, Withdrawal
from commerce.returns.selectors.amounts import price_of_rest
from commerce.returns.selectors.eligibility import list_returnable
from commerce.returns.selectors.returns import find_withdrawal, is_withdrawable
from commerce.returns.selectors.rules import rules_of

from .requesting import Asked, request_return


@transaction.atomic
def withdraw(*, order_id: int) -> Withdrawal:
    """Withdraw from the contract of an order, and publish WithdrawalDeclared.

    What has not left the house is cancelled and its money goes back at once, packed or not; of what
    has left a return is opened that nobody has to approve. Declared twice there is one withdrawal,
    with the time of the first. Who may declare it is for the caller to find out.

    Raises WithdrawalOverError after the time that the channel gives, or when nothing is left, and
    what `cancel_order` refuses.
    """
    lock_order(order_id)
    order = get_order(order_id)
    if (known := find_withdrawal(order)) is not None:
        return known
    if not is_withdrawable(order, rules=rules_of(order.channel_id)):
        raise WithdrawalOverError
    request = _end(order)
    withdrawal: Withdrawal = Withdrawal.objects.create(
        order=order,
        channel_id=order.channel_id,
        request=request,
        outcome=WithdrawalOutcome.RETURN if request else WithdrawalOutcome.CANCELLED,
    )
    reach("withdrawal.declared")
    publish(
        WithdrawalDeclared(
            withdrawal_id=withdrawal.pk, order_id=order.pk, channel_id=order.channel_id
        )
    )
    return withdrawal


def _end(order: Order) -> ReturnRequest | None:
    pieces = pieces_by_line(order)
    if not any(row.shipped for row in pieces.values()):
        cancel_order(order_id=order.pk)
        return None
    rows = list_returnable(order, is_withdrawal=True)
    back = {
        row.line.public_id: row.left for row in rows if row.left and not row.refusal_of(row.left)
    }
    # Only what can be sent back is a return; of a parcel that came long ago nothing is left to end.
    rest = {pk: row.in_house for pk, row in pieces.items() if row.in_house}
    if rest:
        _cancel_rest(order, rest)
    if not back:
        return None
    asked = Asked(pieces=back, reason=ReturnReason.CHANGED_MIND)
    return request_return(order_id=order.pk, asked=asked, is_withdrawal=True)


def _cancel_rest(order: Order, rest: dict[int, int]) -> None:
    """What was paid for what never left goes back at once."""
    cancel_rest(order_id=order.pk)
    known = money_of(order).refundable
    amount = min(price_of_rest(order, rest), known, key=lambda money: money.amount)
    if amount.amount > 0:
        refund_order(
            order_id=order.pk,
            amount=amount,
            known=known,
            key=f"withdrawn/{order.number}"[:40],
            pieces=rest,
        )
