"""Letting go of a completion: its goods are for sale again, and its money goes back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import translation

from commerce.catalogue.events import StockChanged
from commerce.core.bus import publish
from commerce.core.points import reach
from commerce.ordering.enums import RELEASED_BECAUSE, CompletionState, ReleaseReason
from commerce.ordering.events import PaymentGivenBack
from commerce.ordering.models import Compensation, Completion
from commerce.ordering.statements import LOCK_OPEN
from commerce.oscar.basket.models import Basket
from commerce.payments.selectors import list_sessions_of
from commerce.payments.services.completions import give_up_payment

from .reservations import end_reservation

if TYPE_CHECKING:
    from commerce.payments.models import PaymentSession


def release_open(*, basket: Basket, reason: ReleaseReason) -> None:
    """Let go of the payment of a locked cart that is under way, if there is one."""
    completion = LOCK_OPEN.first(basket=basket.pk)
    if completion is not None:
        release(completion=completion, reason=reason)


def release_open_of(*, order_id: int, refusal: str) -> None:
    """Let go of the payment of a locked order that is under way, if there is one: it owes nothing."""
    rows = Completion._base_manager.select_for_update()
    for completion in rows.filter(order=order_id, state=CompletionState.OPEN):
        release(completion=completion, reason=ReleaseReason.NOT_OWED, refusal=refusal)


@transaction.atomic
def release(*, completion: Completion, reason: ReleaseReason, refusal: str = "") -> None:
    """Let go of an open completion that the caller has locked, after its cart or order.

    Publishes StockChanged. What was promised or paid goes back, and staff are told.
    """
    completion.state, completion.reason, completion.refusal = (
        CompletionState.RELEASED,
        reason,
        refusal,
    )
    completion.save(update_fields=["state", "reason", "refusal", "updated_at"])
    if product_ids := end_reservation(completion=completion):
        publish(StockChanged(product_ids=product_ids))
    give_back(completion=completion)
    transaction.on_commit(partial(reach, "completion.released"))


@transaction.atomic
def give_back(*, completion: Completion) -> None:
    """Give back what the payments of a released completion have brought, however late it came.

    Twice changes nothing.
    """
    with translation.override(settings.LANGUAGE_CODE):  # notes are for staff
        note = str(RELEASED_BECAUSE[ReleaseReason(completion.reason)])
    for session in list_sessions_of(completion.pk):
        promised, received = session.authorised, session.captured
        if give_up_payment(session_id=session.pk, note=note):
            _report(completion, session, promised=promised, received=received)


def _report(completion: Completion, session: PaymentSession, **amounts: object) -> None:
    _row, is_new = Compensation._base_manager.update_or_create(
        payment=session.public_id,
        defaults={
            "completion": completion,
            "channel_id": completion.channel_id,
            "method": session.gateway,
            "order_number": completion.order_number,
            "currency": session.currency,
            "reason": completion.reason,
            "refusal": completion.refusal,
            **amounts,
        },
    )
    if is_new:
        publish(
            PaymentGivenBack(
                completion_id=completion.pk,
                session_id=session.pk,
                channel_id=completion.channel_id,
                amount=session.money("authorised"),
            )
        )
