"""Whatever comes back in whatever portions, no cent is given too much and none is lost."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from commerce.core.money import Money, minor_units
from commerce.returns.pricing import nothing, paid_for, paid_share


@st.composite
def lines(draw):
    """A line with its price after discounts, its tax, and the portions in which it comes back."""
    currency = draw(st.sampled_from(["EUR", "JPY", "KWD"]))
    unit = Decimal(1).scaleb(-minor_units(currency))
    gross = draw(st.integers(0, 10_000_000)) * unit
    tax = (gross * draw(st.integers(0, 27)) / 127).quantize(Decimal("0.0001"))
    portions = draw(st.lists(st.integers(1, 9), min_size=1, max_size=8))
    never = draw(st.integers(0, 3))
    return Money(gross, currency), Money(tax, currency), portions, never


@settings(deadline=None)
@given(line=lines(), taken_off=st.decimals(0, 200, places=2))
def test_portions_come_to_what_was_paid(line, taken_off):
    gross, tax, portions, never = line
    quantity = sum(portions) + never
    share = paid_share(goods=gross.amount, taken_off=taken_off)
    given_back, before = nothing(gross.currency), 0

    for pieces in portions:
        part = paid_for(
            gross=gross, tax=tax, quantity=quantity, before=before, pieces=pieces, share=share
        )
        assert part.gross.is_payable
        assert part.tax.is_payable
        assert part.gross.amount >= 0
        assert part.net + part.tax == part.gross
        given_back += part
        before += pieces
    rest = paid_for(
        gross=gross, tax=tax, quantity=quantity, before=before, pieces=never, share=share
    )

    whole = Money(gross.amount * share, gross.currency).rounded()
    assert given_back.gross.amount <= whole.amount
    assert (given_back + rest).gross == whole
    assert (given_back + rest).tax == Money(tax.amount * share, gross.currency).rounded()


def test_three_thirds_of_ten_are_ten():
    ten, none = Money(Decimal("10.00"), "EUR"), Money.zero("EUR")

    parts = [
        paid_for(gross=ten, tax=none, quantity=3, before=before, pieces=1).gross.amount
        for before in range(3)
    ]

    assert parts == [Decimal("3.33"), Decimal("3.34"), Decimal("3.33")]


def test_what_the_whole_order_had_off_lowers_each_line():
    assert paid_share(goods=Decimal(80), taken_off=Decimal(20)) == Decimal("0.75")
    assert paid_share(goods=Decimal(80), taken_off=Decimal(100)) == 0
    assert paid_share(goods=Decimal(0), taken_off=Decimal(5)) == 1
