"""Money as whole numbers, which compare exactly, and as the coarse steps that make histograms cheap."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

# Amounts are kept in ten-thousandths; no currency of the world has a smaller part.
SCALE: Final = 10_000
MOST_UNITS: Final = Decimal(2**62)
# A step keeps this many digits of an amount: some 90 steps for prices of one order of magnitude.
STEP_DIGITS: Final = 2


def to_units(amount: Decimal) -> int:
    """Return the amount in ten-thousandths; a smaller part than that is cut off."""
    return int(amount * SCALE)


def to_units_at_least(amount: Decimal) -> int:
    """Return the smallest number of ten-thousandths that is not below the amount."""
    return _bounded((amount * SCALE).to_integral_value(ROUND_CEILING))


def to_units_at_most(amount: Decimal) -> int:
    """Return the greatest number of ten-thousandths that is not above the amount."""
    return _bounded((amount * SCALE).to_integral_value(ROUND_FLOOR))


def from_units(units: float) -> Decimal:
    """Return the amount in the currency's own unit, with two places at least."""
    exact = Decimal(int(units)) / SCALE
    return exact.quantize(Decimal("0.01")) if int(units) % 100 == 0 else exact


def step_width(units: int) -> int:
    """Return how wide the step is that holds an amount of so many ten-thousandths."""
    return int(10 ** max(len(str(abs(units))) - STEP_DIGITS, 0))


def step_of(units: int) -> int:
    """Return where the step begins that holds the amount: its first two digits, zeros behind them."""
    width = step_width(units)
    return units // width * width


def _bounded(units: Decimal) -> int:
    """Return the number, or the greatest that Elasticsearch takes: nothing costs that much."""
    return int(max(min(units, MOST_UNITS), -MOST_UNITS))
