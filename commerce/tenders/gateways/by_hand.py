"""Gateways that ask nobody: staff book what came in, by themselves or from a bank statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from commerce.core.money import Money
from commerce.integrations.enums import Decline
from commerce.integrations.errors import PaymentDeclinedError
from commerce.integrations.shapes import (
    Authorised,
    Happened,
    NextStep,
    PaymentAbilities,
    SessionFacts,
)
from commerce.payments.errors import NoWebhookError
from commerce.tenancy.selectors import read_channel
from commerce.tenders.errors import MethodRefusedError
from commerce.tenders.references import reference_of, shown
from commerce.tenders.services.terms import promise_invoice

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

BY_HAND = PaymentAbilities(is_by_hand=True)


@dataclass(frozen=True)
class ByHand:
    """The customer is trusted: promised at once, received when somebody has seen the money."""

    code: str
    name: str | _StrPromise
    description: str | _StrPromise
    can: PaymentAbilities = BY_HAND

    def refusal_of(self, amount: Money) -> Decline | None:
        return None

    def client_facts(self) -> Mapping[str, str]:
        return {}

    def start(self, facts: SessionFacts, *, key: str) -> NextStep | Authorised:
        return Authorised()

    def look(self, facts: SessionFacts) -> list[Happened]:
        return []

    def capture(self, facts: SessionFacts, amount: Money, *, key: str) -> str:
        return key

    def cancel(self, facts: SessionFacts, *, key: str) -> str:
        return key

    def refund(self, facts: SessionFacts, amount: Money, *, key: str) -> str:
        return key

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> list[Happened]:
        raise NoWebhookError


class NothingToPay(ByHand):
    """For orders that cost nothing: nobody chooses it."""

    def refusal_of(self, amount: Money) -> Decline | None:
        return Decline.NOT_SUPPORTED if amount else None


class Invoice(ByHand):
    """Paid after the goods; the session's `instrument` names the customer who has a limit."""

    def start(self, facts: SessionFacts, *, key: str) -> NextStep | Authorised:
        if facts.instrument.isdecimal():
            try:
                promise_invoice(
                    channel_id=facts.channel_id,
                    user_id=int(facts.instrument),
                    amount=facts.amount,
                )
            except MethodRefusedError as refusal:
                raise PaymentDeclinedError(
                    refusal.detail, decline=Decline.LIMIT_EXCEEDED
                ) from refusal
        return Authorised()


class PaymentLink(ByHand):
    """What an order owes on top: another payment takes its place when the customer makes one."""

    def start(self, facts: SessionFacts, *, key: str) -> NextStep | Authorised:
        with translation.override(facts.locale):
            return NextStep(text=_("Choose on the page of your order how to pay this."))


class BankTransfer(ByHand):
    """The customer sends the money first, naming a reference that shows typing errors."""

    def start(self, facts: SessionFacts, *, key: str) -> NextStep | Authorised:
        account = read_channel(channel_id=facts.channel_id).branding.bank_account.strip()
        with translation.override(facts.locale):
            text = _("Transfer the amount to our account and name the reference.")
        reference = shown(reference_of(facts.order_number))
        return NextStep(text=f"{text}\n{account}".strip(), payment_reference=reference)
