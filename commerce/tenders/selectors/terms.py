"""On what terms somebody may pay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from commerce.core.money import Money
from commerce.core.process_cache import ProcessCache
from commerce.payments.selectors import list_unpaid
from commerce.tenancy.selectors import read_channel
from commerce.tenders.enums import (
    BANK_TRANSFER,
    CASH_ON_DELIVERY,
    INVOICE,
    PAYMENT_LINK,
    CaptureRule,
    InvoiceFor,
)
from commerce.tenders.models import InvoiceTerms, WaysToPay
from commerce.tenders.shapes import Conditions, Payer, Refusal

if TYPE_CHECKING:
    from commerce.payments.models import PaymentSession

ZERO: Final = Decimal(0)
# Settings change a few times a year and are read by every checkout.
WAYS: Final[ProcessCache[int, WaysToPay]] = ProcessCache(
    "ways to pay",
    stale="five seconds; a change, at once in the process that made it",
    most=256,
    seconds=5.0,
)

NOT_HERE: Final = Refusal("not_offered", _("This shop does not offer this way to pay."))
NOT_YOU: Final = Refusal("not_approved", _("Paying by invoice is open to approved customers only."))
SIGN_IN: Final = Refusal("sign_in", _("Please sign in to pay by invoice."))
OVER_LIMIT: Final = Refusal(
    "over_limit",
    _("Your open invoices and this order are above your limit. Please choose another way to pay."),
)
NOT_THERE: Final = Refusal("country", _("Cash on delivery is not possible in this country."))
TOO_MUCH: Final = Refusal("amount", _("The amount is too large for cash on delivery."))
OTHER_CURRENCY: Final = Refusal("currency", _("This currency cannot be paid in this way."))


@dataclass(frozen=True, slots=True)
class CustomerTerms:
    """What holds for one customer, or for guests where `owed` is nothing; no `limit` is no bound."""

    is_approved: bool
    is_refused: bool
    days: int
    limit: Money | None
    owed: Money

    def refuses(self, amount: Money) -> bool:
        """Whether that much more would be too much."""
        if self.limit is None:
            return False
        if amount.currency != self.limit.currency:
            return True
        return self.owed + amount > self.limit


def ways_of(channel_id: int) -> WaysToPay:
    """Return what the channel has decided, or what holds before it has."""
    return WAYS.get(channel_id, lambda: _read_ways(channel_id))


def takes_with_payment(channel_id: int) -> bool:
    """Whether the channel takes money with the payment itself, before there is an order."""
    return ways_of(channel_id).capture == CaptureRule.WITH_PAYMENT


def _read_ways(channel_id: int) -> WaysToPay:
    rows = WaysToPay._base_manager.select_related("channel")
    row: WaysToPay | None = rows.filter(channel=channel_id).first()
    return row or WaysToPay(channel=read_channel(channel_id=channel_id))


def conditions_of(*, method: str, payer: Payer) -> Conditions:
    """Return on what terms the payer may pay with a gateway of the house, and why not.

    Limits are looked at without a lock: they are checked again, under one, when the payment starts.
    """
    rule = RULES.get(method)
    return rule(ways_of(payer.channel_id), payer) if rule else Conditions()


def _of_invoice(ways: WaysToPay, payer: Payer) -> Conditions:
    if ways.invoice_for == InvoiceFor.NOBODY:
        return Conditions(refusal=NOT_HERE)
    if ways.invoice_for != InvoiceFor.EVERYBODY and payer.user_id is None:
        return Conditions(refusal=SIGN_IN)
    terms = invoice_terms_of(channel_id=payer.channel_id, user_id=payer.user_id)
    is_closed = ways.invoice_for == InvoiceFor.APPROVED and not terms.is_approved
    if terms.is_refused or is_closed:
        return Conditions(refusal=NOT_YOU)
    if terms.refuses(payer.amount):
        return Conditions(refusal=OVER_LIMIT)
    return Conditions(text=due_in_words(terms.days))


def due_in_words(days: int) -> str:
    text = ngettext(
        "The invoice comes with the goods and is due within %(days)d day.",
        "The invoice comes with the goods and is due within %(days)d days.",
        days,
    )
    return text % {"days": days}


def _of_transfer(ways: WaysToPay, payer: Payer) -> Conditions:
    return Conditions(refusal=None if ways.takes_bank_transfer else NOT_HERE)


def _of_cash(ways: WaysToPay, payer: Payer) -> Conditions:
    is_too_much = ways.cash_most is not None and payer.amount.amount > ways.cash_most
    if not ways.takes_cash:
        return Conditions(refusal=NOT_HERE)
    if payer.country not in ways.cash_countries:
        return Conditions(refusal=NOT_THERE)
    if payer.amount.currency != ways.channel.default_currency:
        return Conditions(refusal=OTHER_CURRENCY)
    return Conditions(refusal=TOO_MUCH if is_too_much else None)


def _of_link(ways: WaysToPay, payer: Payer) -> Conditions:
    """It stands for what is owed; nobody pays with it."""
    return Conditions(refusal=NOT_HERE)


RULES: Final = {
    INVOICE: _of_invoice,
    BANK_TRANSFER: _of_transfer,
    CASH_ON_DELIVERY: _of_cash,
    PAYMENT_LINK: _of_link,
}


def invoice_terms_of(*, channel_id: int, user_id: int | None) -> CustomerTerms:
    """Return the terms of a customer, or of guests, and what they owe by invoice. Two queries, and
    none for guests.
    """
    ways = ways_of(channel_id)
    own: InvoiceTerms | None = None
    if user_id is not None:
        rows = InvoiceTerms._base_manager.filter(channel=channel_id, customer=user_id)
        own = rows.first()
    limit = own.limit if own and own.limit is not None else ways.invoice_limit
    currency = ways.channel.default_currency
    return CustomerTerms(
        is_approved=bool(own and own.is_approved),
        is_refused=bool(own and own.is_refused),
        days=own.days if own and own.days is not None else ways.invoice_days,
        limit=None if limit is None else Money(limit, currency),
        owed=_owed(channel_id, user_id, currency),
    )


def _owed(channel_id: int, user_id: int | None, currency: str) -> Money:
    if user_id is None:
        return Money.zero(currency)
    unpaid = open_invoices(channel_id=channel_id, user_id=user_id)
    return Money.sum((_left(each) for each in unpaid if each.currency == currency), currency)


def _left(session: PaymentSession) -> Money:
    return session.money("amount") - session.money("captured")


def open_invoices(*, channel_id: int, user_id: int) -> Any:
    """Return the payments by invoice of the customer that are not paid yet, oldest first."""
    return list_unpaid(channel_id=channel_id, gateways=[INVOICE], instrument=str(user_id))


def lock_terms(*, channel_id: int, user_id: int) -> InvoiceTerms:
    """Return the customer's row, locked until the transaction ends: it is made where it is missing."""
    rows = InvoiceTerms._base_manager
    terms, _created = rows.get_or_create(channel_id=channel_id, customer_id=user_id)
    return rows.select_for_update().get(pk=terms.pk)


def list_invoice_customers() -> Any:
    """Return the terms of those who pay by invoice in the shop at hand, by address."""
    return InvoiceTerms.objects.select_related("channel", "customer").order_by("customer__email")


def due_at(session: PaymentSession, days: int) -> datetime:
    """When an invoice is to be paid."""
    return session.created_at + timedelta(days=days)
