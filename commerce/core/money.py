"""Money: an exact amount in one currency."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from typing import Annotated, TypedDict

from msgspec import Meta

from commerce.core.shapes import CurrencyCode

# ISO 4217 currencies whose minor unit is not a hundredth.
_MINOR_UNITS = {
    **dict.fromkeys(
        ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI"), 0
    ),
    **dict.fromkeys(("VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}
_CURRENCY_CODE = re.compile(r"[A-Z]{3}")


class CurrencyMismatchError(ValueError):
    """Two amounts in different currencies were added, subtracted or compared."""

    def __init__(self, left: str, right: str) -> None:
        super().__init__(f"{left} and {right} cannot be combined without an exchange rate.")


class MoneyJson(TypedDict):
    amount: Annotated[
        str,
        Meta(
            pattern=r"^-?\d{1,16}(\.\d{1,4})?$",
            description="A decimal number with the decimal places of the currency.",
            examples=["12.30"],
        ),
    ]
    currency: Annotated[CurrencyCode, Meta(description="ISO 4217.")]


def minor_units(currency: str) -> int:
    """How many decimal places the currency is paid in: 2 for EUR, 0 for JPY, 3 for KWD."""
    return _MINOR_UNITS.get(currency, 2)


@cache
def smallest_unit(currency: str) -> Decimal:
    """The smallest amount that can be paid: 0.01 EUR, 1 JPY, 0.001 KWD."""
    return Decimal(1).scaleb(-minor_units(currency))


def _share_out(left: int, weights: list[int], rooms: list[int]) -> list[int]:
    """Whole units in proportion, rounded down, until the rest is smaller than the parts are many."""
    shares = [0] * len(weights)
    while left > 0 and (open_parts := [i for i, room in enumerate(rooms) if shares[i] < room]):
        heaviest_first = sorted(open_parts, key=lambda i: -weights[i])
        total = sum(weights[i] for i in open_parts) or 1
        given = [(i, left * weights[i] // total) for i in heaviest_first]
        if not any(share for _i, share in given):
            given = [(i, 1) for i in heaviest_first[:left]]
        for i, share in given:
            taken = min(share, rooms[i] - shares[i])
            shares[i] += taken
            left -= taken
    return shares


def _is_exact(amount: object) -> bool:
    return isinstance(amount, Decimal) and amount.is_finite()


@lru_cache(maxsize=256)
def _is_code(currency: str) -> bool:
    return _CURRENCY_CODE.fullmatch(currency) is not None


@dataclass(frozen=True, slots=True)
class Money:
    """An immutable amount that keeps every digit until `rounded()` is asked for.

    Amounts of different currencies never mix: combining them raises
    `CurrencyMismatchError`. Floats are refused, because they are not exact.
    """

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not _is_exact(self.amount):
            raise ValueError(f"A money amount is a finite Decimal, not {self.amount!r}.")
        if not _is_code(self.currency):
            raise ValueError(f"A currency is three capital letters, not {self.currency!r}.")

    @classmethod
    def zero(cls, currency: str) -> Money:
        return cls(Decimal(0), currency)

    @classmethod
    def sum(cls, amounts: Iterable[Money], currency: str) -> Money:
        """The total of `amounts`; zero in `currency` when there are none."""
        total = Decimal(0)
        for money in amounts:
            if money.currency != currency:
                raise CurrencyMismatchError(currency, money.currency)
            total += money.amount
        return cls(total, currency)

    @classmethod
    def from_json(cls, value: MoneyJson) -> Money:
        return cls(Decimal(value["amount"]), value["currency"])

    def rounded(self) -> Money:
        """The amount in payable units of its currency; halves go away from zero."""
        return Money(self._payable, self.currency)

    @property
    def is_payable(self) -> bool:
        """Whether the currency has coins for the amount: 3.255 KWD, but not 3.255 EUR."""
        return self.amount == self._payable

    def shared_out(self, parts: Sequence[tuple[Decimal, Decimal]]) -> list[Money]:
        """Share the amount out in whole payable units, in proportion to the parts' weights.

        A part is its weight and the most it takes. What one part cannot take goes to the others;
        together they get the amount, or all they can take when that is less.
        """
        unit = smallest_unit(self.currency)
        weights = [int(weight / unit) for weight, _room in parts]
        rooms = [int(room / unit) for _weight, room in parts]
        shares = _share_out(int(self.rounded().amount / unit), weights, rooms)
        return [Money(share * unit, self.currency) for share in shares]

    def as_json(self) -> MoneyJson:
        """The public form: rounded, always with the currency's own number of decimals."""
        return {"amount": format(self._payable, "f"), "currency": self.currency}

    def __add__(self, other: Money) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.amount + self._same_currency(other).amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.amount - self._same_currency(other).amount, self.currency)

    def __mul__(self, factor: int | Decimal) -> Money:
        if isinstance(factor, bool) or not isinstance(factor, int | Decimal):
            return NotImplemented
        return Money(self.amount * factor, self.currency)

    __rmul__ = __mul__

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __bool__(self) -> bool:
        """True unless the amount is zero."""
        return bool(self.amount)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same_currency(other).amount

    def __le__(self, other: Money) -> bool:
        return self.amount <= self._same_currency(other).amount

    def __gt__(self, other: Money) -> bool:
        return self.amount > self._same_currency(other).amount

    def __ge__(self, other: Money) -> bool:
        return self.amount >= self._same_currency(other).amount

    def __str__(self) -> str:
        return f"{self._payable:f} {self.currency}"

    @property
    def _payable(self) -> Decimal:
        return self.amount.quantize(smallest_unit(self.currency), rounding=ROUND_HALF_UP)

    def _same_currency(self, other: Money) -> Money:
        if self.currency != other.currency:
            raise CurrencyMismatchError(self.currency, other.currency)
        return other
