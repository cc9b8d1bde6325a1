"""Money is exact, and never mixes currencies."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.core.money import CurrencyMismatchError, Money, minor_units

CURRENCIES = ["EUR", "USD", "JPY", "KWD", "CLF"]
amounts = st.decimals(
    min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=6
)
currencies = st.sampled_from(CURRENCIES)
euros = amounts.map(lambda amount: Money(amount, "EUR"))


@given(euros, euros, euros)
def test_addition_knows_no_order(a, b, c):
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert a + Money.zero("EUR") == a
    assert a - a == Money.zero("EUR")
    assert a - b == -(b - a)


@given(euros, st.integers(min_value=0, max_value=20))
def test_times_n_is_n_times_added(price, quantity):
    assert price * quantity == quantity * price == Money.sum([price] * quantity, "EUR")


@given(amounts, currencies)
def test_rounding_is_stable_and_moves_by_half_a_unit_at_most(amount, currency):
    money = Money(amount, currency)
    unit = Decimal(1).scaleb(-minor_units(currency))

    rounded = money.rounded()

    assert rounded.rounded() == rounded
    assert rounded.amount % unit == 0
    assert abs(rounded.amount - amount) <= unit / 2
    assert rounded.amount == amount.quantize(unit, rounding=ROUND_HALF_UP)


@given(amounts, currencies)
def test_json_has_the_decimals_of_the_currency_and_reads_back(amount, currency):
    text = Money(amount, currency).as_json()

    decimals = text["amount"].partition(".")[2]
    assert len(decimals) == minor_units(currency)
    assert "E" not in text["amount"]
    assert Money.from_json(text) == Money(amount, currency).rounded()


@given(euros, euros)
def test_order_is_the_order_of_the_amounts(a, b):
    assert (a < b) == (a.amount < b.amount)
    assert (a <= b) == (b >= a)
    assert (a > b) == (b < a)


@given(amounts, amounts, st.lists(currencies, min_size=2, max_size=2, unique=True))
def test_currencies_never_mix(a, b, pair):
    left, right = Money(a, pair[0]), Money(b, pair[1])

    for combine in (
        lambda: left + right,
        lambda: left - right,
        lambda: left < right,
        lambda: left >= right,
        lambda: Money.sum([left], pair[1]),
    ):
        with pytest.raises(CurrencyMismatchError):
            combine()
    assert left != right


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("12.3", "EUR", "12.30"),
        ("0.005", "EUR", "0.01"),
        ("-0.005", "EUR", "-0.01"),
        ("0.5", "JPY", "1"),
        ("1E+3", "JPY", "1000"),
        ("1.2345", "KWD", "1.235"),
        ("0", "EUR", "0.00"),
    ],
)
def test_the_public_form(amount, currency, text):
    money = Money(Decimal(amount), currency)

    assert money.as_json() == {"amount": text, "currency": currency}
    assert str(money) == f"{text} {currency}"


@pytest.mark.parametrize("amount", [1.5, 1, "1", None, Decimal("NaN"), Decimal("Infinity")])
def test_only_finite_decimals_are_amounts(amount):
    with pytest.raises(ValueError, match="finite Decimal"):
        Money(amount, "EUR")


@pytest.mark.parametrize("currency", ["eur", "EU", "EURO", "", "E1R", "EUR\n"])
def test_a_currency_is_three_letters(currency):
    with pytest.raises(ValueError, match="three capital letters"):
        Money(Decimal(1), currency)


@pytest.mark.parametrize("factor", [1.5, True, "2", None])
def test_factors_are_exact(factor):
    with pytest.raises(TypeError):
        Money(Decimal(1), "EUR") * factor


def test_only_money_is_added_to_money():
    with pytest.raises(TypeError):
        Money(Decimal(1), "EUR") + 1
    with pytest.raises(TypeError):
        Money(Decimal(1), "EUR") - Decimal(1)


def test_zero_is_false():
    assert not Money.zero("EUR")
    assert Money(Decimal("0.001"), "EUR")
