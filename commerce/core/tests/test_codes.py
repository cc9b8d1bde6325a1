"""Codes that nothing else has, and amounts with no more decimals than their currency."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from commerce.core.amounts import AmountField, plain, refuse_unpayable
from commerce.core.codes import code_of, distinct_code


def test_a_code_that_is_taken_gets_the_next_free_number():
    assert distinct_code("Moss green", taken=()) == "moss-green"
    assert distinct_code("Moss green", taken={"moss-green"}) == "moss-green-2"
    assert distinct_code("Moss green", taken={"moss-green", "moss-green-2"}) == "moss-green-3"
    assert distinct_code("?", taken={"value"}) == "value-2"


def test_a_code_leaves_room_for_its_number():
    assert len(code_of("m" * 200)) == 140
    assert distinct_code("m" * 200, taken=(), limit=20) == "m" * 14


@pytest.mark.parametrize(
    ("stored", "shown"), [("3.2550", "3.255"), ("20.0000", "20.00"), ("100", "100.00")]
)
def test_an_amount_has_no_zeros_behind_its_hundredths(stored, shown):
    assert str(plain(Decimal(stored))) == shown
    assert AmountField().from_db_value(None) is None


def test_each_amount_that_nobody_can_pay_is_named():
    refuse_unpayable("EUR", price=Decimal("1.50"), former=None)

    with pytest.raises(ValidationError) as refused:
        refuse_unpayable("JPY", price=Decimal("1.5"), former=Decimal(2), cost=Decimal("0.1"))

    assert set(refused.value.message_dict) == {"price", "cost"}
    assert "JPY" in refused.value.message_dict["price"][0]


def test_an_amount_is_typed_in_any_step():
    field = AmountField()

    assert (field.max_digits, field.decimal_places) == (15, 4)
    assert field.formfield().widget.attrs["step"] == "any"
