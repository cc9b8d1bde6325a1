"""The money of an edited order: what becomes due, and what goes back to what was paid with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from commerce.core.ids import derived_public_id
from commerce.core.money import Money
from commerce.ordering.enums import CompletionState, ReleaseReason
from commerce.ordering.errors import OrderChangedMeanwhileError, PaymentRefusedError
from commerce.ordering.models import Completion, OrderEdit
from commerce.ordering.selectors.debts import list_replaceable
from commerce.ordering.selectors.edits import surplus_of
from commerce.ordering.selectors.money import money_of
from commerce.ordering.selectors.orders import lock_order
from commerce.ordering.services.completion.releasing import release
from commerce.ordering.services.payments import begin_payment
from commerce.ordering.services.refunds import refund_order
from commerce.payments.enums import SessionState
from commerce.payments.registry import FREE, get_gateway
from commerce.payments.selectors import list_payments
from commerce.payments.services.sessions import cancel_payment
from commerce.tenders.enums import PAYMENT_LINK

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.oscar.order.models import Order
    from commerce.payments.models import PaymentSession


def settle_edit(*, order: Order, due: Money, actor: User | None) -> None:
    """Have exactly this become due of a locked order that was just written, and give back the rest.

    What was to be paid later is to be paid later still, in another amount; where everything was
    paid, the rest waits for whoever opens the payment link. Raises PaymentRefusedError where the
    customer's limit of open invoices is in the way, and what `refund_order` raises.
    """
    _let_payments_go(order)
    waiting = list_replaceable(order)
    left = (each.money("amount") - each.money("captured") for each in waiting)
    if Money.sum(left, order.currency) != due:
        for session in waiting:
            cancel_payment(session_id=session.pk, actor=actor)
        _await(order, due, waiting)
    give_back_surplus(order_id=order.pk, actor=actor)


@transaction.atomic
def give_back_surplus(*, order_id: int, actor: User | None = None) -> None:
    """Give back what edits have left over of what has come in. Twice changes nothing.

    As long as a payment is only promised nothing has come in; whoever books it calls this again.
    """
    order = lock_order(order_id)
    last = OrderEdit._base_manager.filter(order=order_id).last()
    if last is None:
        return
    money, surplus = money_of(order), surplus_of(order)
    too_much = money.came_in - order.total_incl_tax - surplus.given_back.amount
    amount = min(surplus.pending.amount, money.refundable.amount, too_much)
    if amount <= 0:
        return
    rows = OrderEdit._base_manager.filter(pk=last.pk)
    key = f"{last.public_id}/{surplus.given_back.amount}"
    rows.update(given_back=F("given_back") + amount)
    refund_order(
        order_id=order.pk,
        amount=Money(amount, order.currency),
        known=money.refundable,
        key=last.public_id,
        actor=actor,
        note=_note(),
        name_part=lambda number: derived_public_id(
            "payi", key=f"{key}/{number}", made_at=last.created_at
        ),
    )


def _await(order: Order, due: Money, replaced: list[PaymentSession]) -> None:
    if due:
        gateway = replaced[-1].gateway if replaced else PAYMENT_LINK
        instrument = replaced[-1].instrument if replaced else ""
    elif any(each.is_open or each.captured for each in list_payments([order.pk])[order.pk]):
        return
    else:
        gateway, instrument = FREE, ""
    session = begin_payment(
        order=order,
        gateway=get_gateway(gateway, channel_id=order.channel_id),
        amount=due,
        instrument=instrument,
        is_further=True,
    )
    if session.state == SessionState.FAILED:
        raise PaymentRefusedError(reason=session.get_decline_display(), decline=session.decline)


def _let_payments_go(order: Order) -> None:
    """A payment under way is for what the order came to before."""
    rows = Completion._base_manager.select_for_update()
    for completion in rows.filter(order=order.pk, state=CompletionState.OPEN):
        release(
            completion=completion,
            reason=ReleaseReason.ORDER_CHANGED,
            refusal=OrderChangedMeanwhileError.code,
        )


def _note() -> str:
    """In the language of the house: notes are for staff."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("The order was changed.")
