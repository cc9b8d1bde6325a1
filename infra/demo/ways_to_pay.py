"""How the demo shop lets itself be paid, and what it owes its shopper."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from commerce.accounts.selectors import find_user
from commerce.core.money import Money
from commerce.tenders.models import WaysToPay
from commerce.tenders.services.issuing import give_store_credit
from commerce.tenders.services.terms import save_ways
from infra.demo.people import ACCOUNTS

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

SHOPPER = next(account for account in ACCOUNTS if account.role == "Shopper")


def ensure_ways_to_pay(*, channel: Channel) -> None:
    """Take cash in the shop's own country, where nobody has decided otherwise."""
    if not WaysToPay.objects.filter(channel=channel).exists():
        cash = {"takes_cash": True, "cash_countries": ["DE"], "cash_most": Decimal(300)}
        save_ways(ways=WaysToPay(channel=channel, **cash))


def give_demo_credit(*, channel: Channel) -> None:
    """Owe the shopper something, once."""
    if (shopper := find_user(email=SHOPPER.email)) is not None:
        amount = Money(Decimal(20), channel.default_currency)
        give_store_credit(
            channel_id=channel.pk, owner=shopper, amount=amount, issue="demo", note="Demo"
        )
