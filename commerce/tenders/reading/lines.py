"""What every file of a bank comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

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
