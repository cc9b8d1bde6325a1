"""What payment services have refused, and what of an order waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from commerce.core.money import Money
from commerce.oscar.order.models import Line, Order, OrderState
from commerce.payments.enums import InstructionKind

from .gift_cards import IS_CARD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from commerce.payments.models import Instruction


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that was refused, with its order, if there is one yet, and what hangs on it."""

    instruction: Instruction
    order: Order | None
    has_cards: bool

    @property
    def amount(self) -> Money:
        return Money(self.instruction.amount, self.instruction.session.currency)

    @property
    def answer(self) -> str:
        """What the payment service said; the books keep it behind what it was asked for."""
        said: str = getattr(self.instruction, "reason", "") or ""
        return said.removeprefix(self.instruction.note).strip()

    @property
    def is_refund(self) -> bool:
        return self.instruction.kind == InstructionKind.REFUND

    @property
    def is_owed(self) -> bool:
        """Whether the customer waits for the money of an order that is no more."""
        is_cancelled = self.order is not None and self.order.state == OrderState.CANCELLED
        return self.is_refund and is_cancelled

    @property
    def keeps_cards(self) -> bool:
        """Whether gift cards that the order has sold stay empty though their price is still here."""
        return self.is_owed and self.has_cards

    @property
    def may_be_credit(self) -> bool:
        """Whether there is an account that the money could be given to instead."""
        return self.is_refund and self.order is not None and self.order.user_id is not None


def describe_refusals(instructions: Iterable[Instruction]) -> list[Refusal]:
    """Return what hangs on each of them. Two queries, however many there are."""
    rows = list(instructions)
    keys = {each.session.order_id for each in rows if each.session.order_id}
    orders = Order._base_manager.in_bulk(keys)
    cards = Line._base_manager.filter(IS_CARD, order__in=keys)
    with_cards = set(cards.values_list("order_id", flat=True))
    return [
        Refusal(each, orders.get(each.session.order_id), each.session.order_id in with_cards)
        for each in rows
    ]
