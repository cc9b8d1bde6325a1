"""What happened to returns."""

from dataclasses import dataclass
from typing import ClassVar

from commerce.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ReturnEvent(Event):
    """Something happened to one return of an order."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("order_id",)

    return_id: int
    order_id: int
    channel_id: int


@dataclass(frozen=True, kw_only=True)
class ReturnRequested(ReturnEvent):
    """A customer wants to send something back."""


@dataclass(frozen=True, kw_only=True)
class ReturnApproved(ReturnEvent):
    """The customer may send it."""


@dataclass(frozen=True, kw_only=True)
class ReturnDeclined(ReturnEvent):
    """The shop does not take it back, and has said why."""


@dataclass(frozen=True, kw_only=True)
class ReturnReceived(ReturnEvent):
    """All of it, or a part, has arrived."""


@dataclass(frozen=True, kw_only=True)
class ReturnSettled(ReturnEvent):
    """Money was given back, something else was sent, or it was closed without."""


@dataclass(frozen=True, kw_only=True)
class WithdrawalDeclared(Event):
    """A customer has withdrawn from a contract; there is a receipt with the time."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("order_id",)

    withdrawal_id: int
    order_id: int
    channel_id: int
