"""The states of an order, and the one word that sums them up. Everything here is a function of values."""

from __future__ import annotations

from dataclasses import astuple, dataclass

from commerce.oscar.order.models import OrderState, OrderStatus
from commerce.payments.enums import PaymentState

from .enums import FulfilmentState

# The money is there or promised, so that goods may leave the house.
SECURED = {PaymentState.AUTHORISED, PaymentState.PAID, PaymentState.PART_REFUNDED}
# The money has come in; what went back, or is disputed, later has its reasons.
SETTLED = {
    PaymentState.PAID,
    PaymentState.DISPUTED,
    PaymentState.PART_REFUNDED,
    PaymentState.REFUNDED,
}

_REACHED = {
    FulfilmentState.DELIVERED: OrderStatus.DELIVERED,
    FulfilmentState.FULFILLED: OrderStatus.SHIPPED,
    FulfilmentState.PARTLY_FULFILLED: OrderStatus.PACKED,
    FulfilmentState.PACKED: OrderStatus.PACKED,
}


@dataclass(frozen=True, slots=True)
class Pieces:
    """How many pieces were ordered and cancelled, and how far the others are."""

    ordered: int = 0
    cancelled: int = 0
    packed: int = 0
    shipped: int = 0
    delivered: int = 0

    def __add__(self, other: Pieces) -> Pieces:
        return Pieces(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    @property
    def wanted(self) -> int:
        return self.ordered - self.cancelled

    @property
    def unpacked(self) -> int:
        return self.wanted - self.packed

    @property
    def in_house(self) -> int:
        return self.wanted - self.shipped

    @property
    def is_cancelled(self) -> bool:
        return bool(self.cancelled) and not self.wanted

    @property
    def is_untouched(self) -> bool:
        """Whether something is to be sent and nothing of it is packed: its customer may cancel it."""
        return bool(self.wanted) and not self.packed

    @property
    def state(self) -> FulfilmentState:
        """How far the goods are: as far as the last piece, but one that has left is told."""
        match self.wanted:
            case 0:
                return FulfilmentState.UNFULFILLED
            case self.delivered:
                return FulfilmentState.DELIVERED
            case self.shipped:
                return FulfilmentState.FULFILLED
        if self.shipped:
            return FulfilmentState.PARTLY_FULFILLED
        is_packed = self.packed == self.wanted
        return FulfilmentState.PACKED if is_packed else FulfilmentState.UNFULFILLED


@dataclass(frozen=True, slots=True)
class States:
    """Where an order, or one of its lines, stands."""

    order: OrderState
    payment: PaymentState
    fulfilment: FulfilmentState

    @property
    def summary(self) -> OrderStatus:
        """The one word that older clients, lists and reports know."""
        if self.order is OrderState.CANCELLED:
            return OrderStatus.CANCELLED
        unsent = OrderStatus.PAID if self.payment in SETTLED else OrderStatus.PLACED
        return _REACHED.get(self.fulfilment, unsent)


def states_of(pieces: Pieces, payment: PaymentState) -> States:
    """Return the three states of what consists of these pieces and is paid so far."""
    if pieces.is_cancelled:
        state = OrderState.CANCELLED
    elif pieces.state is FulfilmentState.DELIVERED and payment in SETTLED:
        state = OrderState.COMPLETED
    else:
        state = OrderState.OPEN
    return States(state, payment, pieces.state)
