"""What follows an order, and which payment methods there are."""

from django.utils.translation import gettext_lazy as _

from commerce.core.bus import after_commit

from .events import OrderPlaced
from .registry import register_payment_method
from .services.letters import send_order_confirmation
from .services.orders import count_in_reports
from .services.payments import OfflinePayment

register_payment_method(
    OfflinePayment(
        code="offline",
        name=_("Invoice"),
        description=_("The invoice comes with the goods and is due within 14 days."),
    )
)
register_payment_method(
    OfflinePayment(
        code="bank-transfer",
        name=_("Bank transfer"),
        description=_("The order is packed as soon as the money has arrived."),
    )
)


@after_commit(OrderPlaced, ordered=False)
def count_order(event: OrderPlaced) -> None:
    """The receipt commits with the counts, so each order is counted once."""
    count_in_reports(order_id=event.order_id)


@after_commit(OrderPlaced)
def confirm_order(event: OrderPlaced) -> None:
    """The receipt is kept with the letter's success, so a worker that dies before sends it again."""
    send_order_confirmation(order_id=event.order_id)
