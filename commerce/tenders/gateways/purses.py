"""Gateways of money that was paid before: gift cards and store credit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commerce.core.money import Money
from commerce.integrations.enums import Decline
from commerce.integrations.errors import PaymentDeclinedError
from commerce.integrations.shapes import Authorised, Happened, PaymentAbilities, SessionFacts
from commerce.payments.errors import NoWebhookError
from commerce.tenders.errors import PurseNotFoundError, TooLittleAvailableError
from commerce.tenders.services.paying import give_back, hold, redeem, release

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ABILITIES = PaymentAbilities(is_by_hand=True, pays_before_order=True, needs_purse=True)
DECLINES = {
    PurseNotFoundError: Decline.NOT_SUPPORTED,
    TooLittleAvailableError: Decline.INSUFFICIENT_FUNDS,
}


@dataclass(frozen=True)
class PurseGateway:
    """Asks nobody outside: holds with the start, takes with the capture, in one transaction with
    the payment's own books. The session's `instrument` names the purse.
    """

    code: str
    name: str | _StrPromise
    description: str | _StrPromise
    can: PaymentAbilities = ABILITIES

    def refusal_of(self, amount: Money) -> Decline | None:
        return None

    def client_facts(self) -> Mapping[str, str]:
        return {}

    def start(self, facts: SessionFacts, *, key: str) -> Authorised:
        try:
            hold(
                purse=facts.instrument,
                channel_id=facts.channel_id,
                amount=facts.amount,
                session=facts.session,
                order_number=facts.order_number,
                reference=key,
            )
        except tuple(DECLINES) as refusal:
            raise PaymentDeclinedError(decline=DECLINES[type(refusal)]) from refusal
        return Authorised()

    def look(self, facts: SessionFacts) -> list[Happened]:
        return []

    def capture(self, facts: SessionFacts, amount: Money, *, key: str) -> str:
        redeem(
            purse=facts.instrument,
            amount=amount,
            session=facts.session,
            order_number=facts.order_number,
            reference=key,
        )
        return key

    def cancel(self, facts: SessionFacts, *, key: str) -> str:
        release(
            purse=facts.instrument,
            session=facts.session,
            order_number=facts.order_number,
            reference=key,
        )
        return key

    def refund(self, facts: SessionFacts, amount: Money, *, key: str) -> str:
        give_back(
            purse=facts.instrument,
            amount=amount,
            session=facts.session,
            order_number=facts.order_number,
            reference=key,
        )
        return key

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> list[Happened]:
        raise NoWebhookError
