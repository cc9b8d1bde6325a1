"""What follows an order, and what an order follows."""

from commerce.core.bus import after_commit, on
from commerce.live.enums import TopicKind
from commerce.live.errors import TopicNotFoundError
from commerce.live.registry import opens
from commerce.live.shapes import Listener
from commerce.payments.events import PaymentCaptured, PaymentRefunded

from .errors import OrderNotFoundError
from .events import FulfilmentShipped, OrderPlaced
from .selectors.orders import get_order_for
from .services.letters import send_order_confirmation, send_shipping_letter
from .services.orders import count_in_reports, follow_payment
from .services.payments import sum_up_payment


@after_commit(OrderPlaced, ordered=False)
def count_order(event: OrderPlaced) -> None:
    """The receipt commits with the counts, so each order is counted once."""
    count_in_reports(order_id=event.order_id)


@after_commit(OrderPlaced)
def confirm_order(event: OrderPlaced) -> None:
    """The receipt is kept with the letter's success, so a worker that dies before sends it again."""
    send_order_confirmation(order_id=event.order_id)


@after_commit(FulfilmentShipped)
def tell_shipped(event: FulfilmentShipped) -> None:
    """One letter per parcel; the receipt is kept with the letter's success."""
    send_shipping_letter(fulfilment_id=event.fulfilment_id)


@on(PaymentCaptured)
def sum_up_captured(event: PaymentCaptured) -> None:
    sum_up_payment(event=event)


@on(PaymentRefunded)
def sum_up_refunded(event: PaymentRefunded) -> None:
    sum_up_payment(event=event)


@after_commit(PaymentCaptured)
def follow_captured(event: PaymentCaptured) -> None:
    """Not in the payment's own transaction, which holds a lock that comes after the order's."""
    follow_payment(order_id=event.order_id)


@opens(TopicKind.ORDER)
def open_order(listener: Listener, key: str) -> str:
    """Who may read an order may hear of it: as `get_order_for` tells."""
    try:
        return get_order_for(
            channel=listener.channel,
            number=key,
            user=listener.user,
            email=listener.email or None,
            token=listener.token or None,
        ).number
    except OrderNotFoundError:
        raise TopicNotFoundError from None
