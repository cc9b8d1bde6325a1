"""What models cost: one a line, as providers print it, in US dollars for a million tokens.

A line that ends in `pictures` is of a model that can look at them.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MILLION: Final = Decimal(1_000_000)
MOST: Final = Decimal(100_000)
MOST_OF_NAME: Final = 80
PICTURES: Final = "pictures"
NOT_A_LINE: Final = _(
    "Each line is a model, the price of a million tokens read, and that of a million written, such"
    " as “small-model 0.25 2.00”."
)


class Price(NamedTuple):
    tokens_in: Decimal
    tokens_out: Decimal
    sees_pictures: bool = False

    def of(self, tokens_in: int, tokens_out: int) -> Decimal:
        cost = self.tokens_in * tokens_in + self.tokens_out * tokens_out
        return (cost / MILLION).quantize(Decimal("0.000001"))


def read_prices(text: str) -> dict[str, Price]:
    """Return the models in their order. Raises ValidationError for a line that is none."""
    return dict(_read_line(line) for line in text.splitlines() if line.strip())


def _read_line(line: str) -> tuple[str, Price]:
    name, *said = line.split()
    sees = said[-1:] == [PICTURES]
    try:
        tokens_in, tokens_out = map(Decimal, said[:-1] if sees else said)
    except (InvalidOperation, ValueError):
        raise ValidationError({"prices": NOT_A_LINE}) from None
    price = Price(tokens_in, tokens_out, sees)
    if len(name) > MOST_OF_NAME or not all(
        each.is_finite() and 0 <= each <= MOST for each in price[:2]
    ):
        raise ValidationError({"prices": NOT_A_LINE})
    return name, price
