"""A way to pay that answers at once: what is left of a completion's time is the shop's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commerce.core.money import Money
from commerce.integrations.enums import Decline, MovementKind
from commerce.integrations.shapes import (
    Authorised,
    Happened,
    NextStep,
    PaymentAbilities,
    SessionFacts,
)
from commerce.payments.registry import register_gateway


@dataclass(frozen=True)
class Counter:
    """Every customer has agreed as soon as anybody looks."""

    code: str = "counter"
    name: str = "Counter"
    description: str = ""
    can: PaymentAbilities = PaymentAbilities(pays_before_order=True)  # noqa: RUF009 it is frozen

    def refusal_of(self, amount: Money) -> Decline | None:
        return None

    def client_facts(self) -> Mapping[str, str]:
        return {}

    def start(self, facts: SessionFacts, *, key: str) -> NextStep | Authorised:
        return NextStep(reference=key)

    def look(self, facts: SessionFacts) -> list[Happened]:
        return [
            Happened(
                session=facts.session,
                kind=MovementKind.AUTHORISED,
                amount=facts.amount,
                reference=f"agreed-{facts.reference}",
            )
        ]

    def capture(self, facts: SessionFacts, amount: Money, *, key: str) -> str:
        return key

    def cancel(self, facts: SessionFacts, *, key: str) -> str:
        return key

    def refund(self, facts: SessionFacts, amount: Money, *, key: str) -> str:
        return key

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> list[Happened]:
        return []


register_gateway(Counter())
