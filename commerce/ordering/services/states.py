"""What is stored of an order's states, kept as they are."""

from __future__ import annotations

from collections import defaultdict

from commerce.core.bus import publish
from commerce.live.enums import TopicKind
from commerce.live.services import tell
from commerce.live.shapes import Topic
from commerce.ordering.events import OrderCompleted, OrderStatusChanged
from commerce.ordering.selectors.fulfilments import pieces_by_line
from commerce.ordering.states import Pieces, States, states_of
from commerce.oscar.order.models import Line, Order, OrderState
from commerce.payments.enums import PaymentState
from commerce.payments.selectors import payment_state
from commerce.tenancy.permissions import everywhere

ORDER_CHANGED = "order.changed"


def restate(*, order_id: int) -> None:
    """Store what the parcels and the payment of an order come to, on it and its lines.

    Publishes OrderStatusChanged and OrderCompleted, each when it is so, and tells who looks at the
    order. The caller has locked it; whoever works, all of it counts.
    """
    with everywhere():
        order = Order.objects.prefetch_related("lines", "fulfilments__lines").get(pk=order_id)
        payment = payment_state(order_id)
        pieces = pieces_by_line(order)
        _store_lines(order, pieces, payment)
        _store(order, states_of(sum(pieces.values(), Pieces()), payment))
    _tell(order)


def _tell(order: Order) -> None:
    """Whoever looks at the order hears that it moved, and where it stands; the rest they read again."""
    topic = Topic(kind=TopicKind.ORDER, key=order.number, channel_id=order.channel_id)
    tell(topic=topic, kind=ORDER_CHANGED, body={"status": order.status})


def _store_lines(order: Order, pieces: dict[int, Pieces], payment: PaymentState) -> None:
    changed = defaultdict(list)
    for line in order.lines.all():
        status = states_of(pieces[line.pk], payment).summary
        if line.status != status:
            changed[status].append(line.pk)
    for status, keys in changed.items():
        Line.objects.filter(pk__in=keys).update(status=status)


def _store(order: Order, states: States) -> None:
    before, status = (order.state, order.status), states.summary
    order.state, order.status = states.order, status
    if before == (order.state, order.status):
        return
    order.save(update_fields=["state", "status"])
    told = {"order_id": order.pk, "channel_id": order.channel_id}
    if before[1] != status:
        order.status_changes.create(old_status=before[1], new_status=status)
        publish(OrderStatusChanged(**told, old_status=before[1], new_status=status))
    if states.order is OrderState.COMPLETED and before[0] != OrderState.COMPLETED:
        publish(OrderCompleted(**told))
