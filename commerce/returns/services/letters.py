"""What customers and staff are told about returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation

from commerce.notifications.services import notify
from commerce.notifications.services.staff import tell_staff
from commerce.notifications.shapes import Recipient
from commerce.ordering.selectors.orders import get_order
from commerce.returns.enums import ReturnReason, ReturnState
from commerce.returns.kinds import RETURN_RECEIVED, RETURN_WAITS, WITHDRAWAL_RECEIPT
from commerce.returns.models import Withdrawal
from commerce.returns.selectors.letters import (
    Values,
    received_lines,
    values_of_return,
    values_of_withdrawal,
)
from commerce.returns.selectors.returns import get_return

if TYPE_CHECKING:
    from commerce.notifications.registry import Kind
    from commerce.oscar.order.models import Order


def tell_of_return(*, kind: Kind, return_id: int, event_id: str) -> None:
    """Write to the customer, in the order's language, about a step of a return."""
    request = get_return(return_id)
    order = get_order(request.order_id)
    with translation.override(order.locale):
        values = values_of_return(request, order)
    if kind is RETURN_RECEIVED:
        values["lines"] = received_lines(request)
    _tell(kind, order, event_id, values)


def tell_staff_of_return(*, return_id: int) -> None:
    """Tell staff that a return waits, unless it was approved already. Once for each return."""
    request = get_return(return_id)
    if request.state != ReturnState.REQUESTED:
        return
    tell_staff(
        kind=RETURN_WAITS.code,
        tenant_id=request.order.channel.tenant_id,
        event_id=f"return/{request.pk}",
        values={
            "number": request.order.number,
            "return_number": request.number,
            "reason": str(ReturnReason(request.reason).label),
        },
        about=request.order.number,
    )


def send_receipt(*, withdrawal_id: int) -> None:
    """Send the receipt of a withdrawal, with its time, to the customer of the order."""
    withdrawal = Withdrawal._base_manager.get(pk=withdrawal_id)
    order = get_order(withdrawal.order_id)
    request = get_return(withdrawal.request_id) if withdrawal.request_id else None
    with translation.override(order.locale):
        values = values_of_withdrawal(withdrawal, request, order)
    _tell(WITHDRAWAL_RECEIPT, order, f"withdrawal/{withdrawal.pk}", values)


def _tell(kind: Kind, order: Order, event_id: str, values: Values) -> None:
    notify(
        kind=kind.code,
        recipient=Recipient(order.locale, user_id=order.user_id, email=order.guest_email),
        channel_id=order.channel_id,
        event_id=event_id,
        values=values,
        about=order.number,
    )
