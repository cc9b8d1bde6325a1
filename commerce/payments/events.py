"""What happened to the payments of orders."""

from dataclasses import dataclass
from typing import ClassVar

from commerce.core.events import Event
from commerce.core.money import Money


@dataclass(frozen=True, kw_only=True)
class PaymentEvent(Event):
    """`amount` is what this one step moved, not the sum of all."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("order_id",)

    session_id: int
    order_id: int
    channel_id: int
    amount: Money


@dataclass(frozen=True, kw_only=True)
class PaymentAuthorised(PaymentEvent):
    """The money is promised."""


@dataclass(frozen=True, kw_only=True)
class PaymentCaptured(PaymentEvent):
    """Money has come in: all of it, or a part."""


@dataclass(frozen=True, kw_only=True)
class PaymentCancelled(PaymentEvent):
    """What had not come in yet will not be asked for any more."""


@dataclass(frozen=True, kw_only=True)
class PaymentRefunded(PaymentEvent):
    """Money went back: all of it, or a part; `as_credit` to what was not paid with."""

    as_credit: bool = False


@dataclass(frozen=True, kw_only=True)
class PaymentRefundReturned(PaymentEvent):
    """A refund did not arrive: its money is with the house again."""


@dataclass(frozen=True, kw_only=True)
class PaymentFailed(PaymentEvent):
    """The gateway, or the customer's bank, said no to the payment: nothing is promised by it."""


@dataclass(frozen=True, kw_only=True)
class PaymentDisputed(PaymentEvent):
    """The customer's bank has taken money back and asks for proof: nothing is decided yet."""


@dataclass(frozen=True, kw_only=True)
class PaymentDisputeWon(PaymentEvent):
    """The money of a dispute has come back to the house."""


@dataclass(frozen=True, kw_only=True)
class PaymentDisputeLost(PaymentEvent):
    """The money of a dispute stays with the customer."""


@dataclass(frozen=True, kw_only=True)
class PaymentSuspected(Event):
    """Something was told of a payment that does not fit it; it was kept and not booked."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("fact_id",)

    fact_id: int


@dataclass(frozen=True, kw_only=True)
class PaymentAgreed(Event):
    """The customer has agreed to a payment that the gateway takes when it is looked at."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("session_id",)

    session_id: int


@dataclass(frozen=True, kw_only=True)
class PaymentAwaitsOrder(Event):
    """Something happened to a payment of a completion that has no order yet: it may go on now."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("completion_id",)

    session_id: int
    completion_id: int


@dataclass(frozen=True, kw_only=True)
class PaymentInstructionRefused(Event):
    """A gateway was asked to collect, to give back or to let go, and said no: staff have to look."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("session_id",)

    session_id: int
    order_id: int | None
    instruction_id: int
    key: str


@dataclass(frozen=True, kw_only=True)
class PaymentInstructed(Event):
    """A gateway is to be asked for something, once this is committed."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("session_id",)

    session_id: int
    instruction_id: int
