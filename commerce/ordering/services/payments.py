"""The payment of an order: begun with it, and summed up in Oscar's own table.

The ledger of `commerce.payments` is the truth. A `Source` is what Oscar's dashboard searches by and
what extensions of Oscar read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

from commerce.core.money import Money
from commerce.ordering.models import Completion
from commerce.ordering.selectors.completions import return_url
from commerce.ordering.selectors.letters import order_url
from commerce.ordering.statements import FIND_SOURCE_TYPE, SUM_UP_SOURCE
from commerce.oscar.order.models import Order
from commerce.oscar.payment.models import Source, SourceType
from commerce.payments.events import PaymentEvent
from commerce.payments.registry import PaymentGateway
from commerce.payments.selectors import gateway_of
from commerce.payments.services.sessions import open_session

if TYPE_CHECKING:
    from commerce.payments.models import PaymentSession


def begin_payment(
    *,
    order: Order,
    gateway: PaymentGateway,
    amount: Money,
    instrument: str = "",
    completion_id: int | None = None,
    is_further: bool = False,
) -> PaymentSession:
    """Open a session that pays an order which owes the money, in a transaction with its lock.

    Beside the first one there is a completion, which is another try to have the order paid, or an
    edit: then it `is_further`.
    """
    return open_session(
        channel_id=order.channel_id,
        order_id=order.pk,
        completion_id=completion_id,
        order_number=order.number,
        gateway=gateway.code,
        amount=amount,
        locale=order.locale,
        return_url=order_url(order),
        instrument=instrument,
        is_further=is_further or completion_id is not None,
        beside=lambda session: [source_of(order, session)],
    )


def begin_payment_before_order(
    *,
    completion: Completion,
    gateway: PaymentGateway,
    amount: Money,
    email: str,
    instrument: str,
    saves_method: bool,
    is_captured_at_once: bool = False,
) -> PaymentSession:
    """Open a session that pays for what is to become an order, in the completion's transaction.

    The money is promised, or taken with the payment where it `is_captured_at_once`.
    """
    return open_session(
        channel_id=completion.channel_id,
        completion_id=completion.pk,
        order_number=completion.order_number,
        gateway=gateway.code,
        amount=amount,
        locale=completion.locale,
        return_url=return_url(completion),
        email=email,
        payer_id=completion.user_id,
        instrument=instrument,
        saves_method=saves_method,
        is_captured_at_once=is_captured_at_once,
    )


def source_of(order: Order, session: PaymentSession) -> Source:
    """Return Oscar's summary of a session of the order, which is still to be written."""
    return Source(
        order=order,
        source_type=_source_type(gateway_of(session)),
        currency=session.currency,
        amount_allocated=session.amount,
        reference=session.public_id,
    )


def _source_type(gateway: PaymentGateway) -> SourceType:
    """The row of that gateway; it keeps the name it had when it was first used."""
    if (known := FIND_SOURCE_TYPE.first(code=gateway.code)) is not None:
        return known
    with translation.override(settings.LANGUAGE_CODE):  # whoever ordered first
        name = str(gateway.name)
    kind, _created = SourceType.objects.get_or_create(code=gateway.code, defaults={"name": name})
    return kind


def sum_up_payment(*, event: PaymentEvent) -> None:
    """Bring Oscar's summary of a session up to its ledger."""
    SUM_UP_SOURCE.run(session=event.session_id, order=event.order_id)
