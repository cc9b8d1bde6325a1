"""Rounding by hand-made cases.

The Court of Justice of the EU leaves the method to national law and asks for proportionality and
neutrality (C-484/06 Ahold; C-302/07 J D Wetherspoon): halves may go up, each line or the total may
be rounded. HM Revenue & Customs (VAT Notice 700, section 17.5) has the tax of a line rounded by
itself, or that of the invoice once; section 17.6 asks retailers to round, not down only. Amounts
and tax always add up: gross is net and tax, of each line, each rate, and the whole.
"""

from decimal import Decimal

import pytest

from commerce.core.money import Money
from commerce.tax.shapes.breakdown import Taxable, break_down, sum_rates
from commerce.tax.shapes.rates import AppliedRate


def rate(percentage):
    return AppliedRate("standard", "VAT", Decimal(percentage), "DE")


def taxed(amounts, *, is_net, rounding, currency="EUR"):
    lines = [
        Taxable(f"line:{number}", Money(Decimal(amount), currency), rate(percentage))
        for number, (amount, percentage) in enumerate(amounts)
    ]
    return break_down(lines, is_net=is_net, rounding=rounding)


def texts(values):
    return [str(money.amount) for money in values]


# What is bought, whether without tax, and by hand: tax of each line rounded alone, and rounded once.
CASES = [
    # 0.95 of 19 % are 0.1805; three of them 0.5415, which is 0.54 either way.
    ([("0.95", "19")] * 3, True, ["0.18", "0.18", "0.18"], ["0.18", "0.18", "0.18"]),
    # 0.50 of 19 % are 0.095: half a cent goes up, three times; together 0.285 are 0.29.
    ([("0.50", "19")] * 3, True, ["0.10", "0.10", "0.10"], ["0.10", "0.09", "0.10"]),
    # In 1.00 with 19 % there are 0.159664; ten of them hold 1.5966: a line alone says 0.16.
    ([("1.00", "19")] * 3, False, ["0.16", "0.16", "0.16"], ["0.16", "0.16", "0.16"]),
    # In 0.10 with 7 % there are 0.006542; three hold 0.0196: alone 0.03, together 0.02.
    ([("0.10", "7")] * 3, False, ["0.01", "0.01", "0.01"], ["0.01", "0.00", "0.01"]),
    # Each rate is rounded by itself: 0.095 and 0.035 are not 0.13.
    ([("0.50", "19"), ("0.50", "7")], True, ["0.10", "0.04"], ["0.10", "0.04"]),
    # 8.1 % of Switzerland on 12.35: 1.00035.
    ([("12.35", "8.1")], True, ["1.00"], ["1.00"]),
    # 25.5 % of Finland in 100.00: 20.3187.
    ([("100.00", "25.5")], False, ["20.32"], ["20.32"]),
    # What bears nothing has nothing.
    ([("9.99", "0")], False, ["0.00"], ["0.00"]),
]


@pytest.mark.parametrize(("amounts", "is_net", "by_line", "by_total"), CASES)
def test_by_hand(amounts, is_net, by_line, by_total):
    for rounding, expected in (("line", by_line), ("total", by_total)):
        parts = taxed(amounts, is_net=is_net, rounding=rounding)

        found = [f"{part.tax.amount:.2f}" for part in parts]
        assert found == expected
        for part, (amount, _percentage) in zip(parts, amounts, strict=True):
            shown = part.net if is_net else part.gross
            assert shown == Money(Decimal(amount), "EUR")
            assert part.gross == part.net + part.tax


def test_the_total_of_each_rate_is_rounded_once():
    parts = taxed([("0.50", "19")] * 99, is_net=True, rounding="total")
    (whole,) = sum_rates(parts)

    # 99 times 0.095 are 9.405.
    assert str(whole.tax.amount) == "9.41"
    assert all(abs(part.tax.amount - Decimal("0.095")) < Decimal("0.01") for part in parts)


def test_currencies_without_and_with_more_decimals():
    yen = taxed([("105", "10"), ("105", "10")], is_net=True, rounding="line", currency="JPY")
    dinar = taxed([("1.005", "5")], is_net=True, rounding="line", currency="KWD")

    # Half a yen goes up.
    assert texts(part.tax for part in yen) == ["11", "11"]
    assert texts(part.tax for part in dinar) == ["0.050"]
