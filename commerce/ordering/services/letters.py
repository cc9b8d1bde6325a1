"""What customers are told about their orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from ulid import ULID

from commerce.notifications.services import notify
from commerce.notifications.services.staff import tell_staff
from commerce.notifications.shapes import Recipient
from commerce.ordering.kind_of_drafts import ORDER_PREPARED
from commerce.ordering.kinds import (
    GIFT_CARDS_SPENT,
    ORDER_CANCELLED,
    ORDER_EDITED,
    ORDER_HELD,
    ORDER_PLACED,
    PARCEL_DELIVERED,
    PARCEL_OUT,
    PARCEL_SHIPPED,
    PAYMENT_ASKED,
    PAYMENT_FAILED,
    PAYMENT_REFUNDED,
)
from commerce.ordering.selectors.debts import amount_owed
from commerce.ordering.selectors.drafts import find_draft_of, is_awaited, refuse_over
from commerce.ordering.selectors.edits import get_edit
from commerce.ordering.selectors.fulfilments import get_fulfilment
from commerce.ordering.selectors.holds import get_hold, reason_of
from commerce.ordering.selectors.letters import (
    Values,
    values_of_cancellation,
    values_of_draft,
    values_of_edit,
    values_of_link,
    values_of_order,
    values_of_parcel,
    values_of_payment,
    values_of_refund,
)
from commerce.ordering.selectors.orders import get_order
from commerce.oscar.order.models import Order
from commerce.payments.selectors import get_session
from commerce.tenders.enums import STORE_CREDIT

if TYPE_CHECKING:
    from commerce.core.money import Money
    from commerce.notifications.registry import Kind
    from commerce.ordering.models import DraftOrder


def send_order_confirmation(*, order_id: int) -> None:
    """Tell the customer, in the order's language, what was ordered and where to look it up.

    Who is to pay by a link of staff is sent that link instead, and hears this once they pay.
    """
    order, draft = get_order(order_id), find_draft_of(order_id)
    if draft is not None and is_awaited(draft):
        _send_prepared(order, draft)
        return
    with translation.override(order.locale):
        values = values_of_order(order)
    _tell(ORDER_PLACED, order, f"order/{order.pk}", values)


def _send_prepared(order: Order, draft: DraftOrder) -> None:
    with translation.override(order.locale):
        values = values_of_draft(order, draft)
    _tell(ORDER_PREPARED, order, f"draft/{order.pk}", values)


def send_shipping_letter(*, fulfilment_id: int) -> None:
    """Tell the customer, in the order's language, what is on its way and how to follow it."""
    parcel = get_fulfilment(fulfilment_id)
    order = get_order(parcel.order_id)
    with translation.override(order.locale):
        values = values_of_parcel(order, parcel)
    _tell(PARCEL_SHIPPED, order, f"parcel/{parcel.pk}", values)


def tell_out_for_delivery(*, fulfilment_id: int) -> None:
    """Tell the customer that a parcel comes today; once for each parcel."""
    _tell_of_parcel(PARCEL_OUT, fulfilment_id)


def tell_delivered(*, fulfilment_id: int) -> None:
    """Tell the customer that a parcel has arrived; once for each parcel."""
    _tell_of_parcel(PARCEL_DELIVERED, fulfilment_id)


def _tell_of_parcel(kind: Kind, fulfilment_id: int) -> None:
    parcel = get_fulfilment(fulfilment_id)
    order = get_order(parcel.order_id)
    with translation.override(order.locale):
        values = values_of_parcel(order, parcel)
    _tell(kind, order, f"{kind.code}/{parcel.pk}", values)


def tell_cancelled(*, order_id: int, is_whole: bool) -> None:
    """Tell the customer that nothing, or nothing more, will be sent."""
    order = get_order(order_id)
    with translation.override(order.locale):
        values = values_of_cancellation(order, is_whole=is_whole)
    _tell(ORDER_CANCELLED, order, f"order/{order.pk}", values)


def tell_edited(*, order_id: int, edit_id: int) -> None:
    """Tell the customer what was changed, and what is to be paid or comes back; once for each edit."""
    order, edit = get_order(order_id), get_edit(edit_id)
    with translation.override(order.locale):
        values = values_of_edit(order, edit)
    _tell(ORDER_EDITED, order, f"edit/{edit_id}", values)


def send_payment_link(*, order_id: int) -> None:
    """Send the customer a link by which to pay what the order owes now; each call is a letter.

    Raises OrderCancelledError, NothingOwedError and LinkOverError.
    """
    order = get_order(order_id)
    amount = amount_owed(order)
    refuse_over(find_draft_of(order_id))
    with translation.override(order.locale):
        values = values_of_link(order, amount)
    _tell(PAYMENT_ASKED, order, f"link/{ULID()}", values)


def tell_payment_failed(*, order_id: int, session_id: int, amount: Money) -> None:
    """Tell the customer that a payment did not work; once for each payment that was tried."""
    order = get_order(order_id)
    with translation.override(order.locale):
        values = values_of_payment(order, amount)
    _tell(PAYMENT_FAILED, order, f"payment/{session_id}", values)


def tell_refunded(
    *, order_id: int, session_id: int, event_id: str, amount: Money, as_credit: bool
) -> None:
    """Tell the customer that money is on its way back, and where it will be."""
    order = get_order(order_id)
    gateway = STORE_CREDIT if as_credit else get_session(session_id).gateway
    with translation.override(order.locale):
        values = values_of_refund(order, amount, gateway=gateway)
    _tell(PAYMENT_REFUNDED, order, event_id, values)


def tell_of_spent_cards(*, order_id: int, event_id: str, amount: Money) -> None:
    """Tell the staff what of an order's gift cards could not be taken back."""
    order = get_order(order_id)
    tell_staff(
        kind=GIFT_CARDS_SPENT.code,
        tenant_id=order.channel.tenant_id,
        event_id=event_id,
        values={"number": order.number, "amount": str(amount)},
        about=order.number,
    )


def tell_held(*, order_id: int, hold_id: int) -> None:
    """Tell the staff why a rule has put an order on hold, once for what was found at one time."""
    order, hold = get_order(order_id), get_hold(hold_id)
    with translation.override(order.channel.default_locale):
        reason = reason_of(hold)
    tell_staff(
        kind=ORDER_HELD.code,
        tenant_id=order.channel.tenant_id,
        event_id=f"held:{hold.pk}:{len(hold.findings)}",
        values={"number": order.number, "reason": reason},
        about=order.number,
    )


def _tell(kind: Kind, order: Order, event_id: str, values: Values) -> None:
    notify(
        kind=kind.code,
        recipient=Recipient(order.locale, user_id=order.user_id, email=order.guest_email),
        channel_id=order.channel_id,
        event_id=event_id,
        values=values,
        about=order.number,
    )
