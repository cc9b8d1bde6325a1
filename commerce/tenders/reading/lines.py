"""What every file of a bank comes to."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from xml.etree.ElementTree import ParseError

from commerce.core.money import Money

# What reading raises for a file that is not what it seems; more than 11 digits no column holds.
UNREADABLE: Final = (ArithmeticError, ValueError, LookupError, csv.Error, ParseError)
MOST_MONEY: Final = Decimal(10**11)
MOST_BYTES: Final = 5 * 1024 * 1024
MOST_LINES: Final = 20_000


@dataclass(frozen=True, slots=True)
class Credit:
    """Money that came in. `reference` is the bank's own name of the movement, if it has one."""

    day: date
    amount: Decimal
    currency: str
    payer: str = ""
    text: str = ""
    reference: str = ""


def is_money(credit: Credit) -> bool:
    """Whether something came in; raise ValueError for what is no amount of a currency."""
    money = Money(credit.amount, credit.currency)
    if abs(credit.amount) >= MOST_MONEY or not money.is_payable:
        raise ValueError(credit.amount)
    return credit.amount > 0
