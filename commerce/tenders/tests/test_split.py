from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.core.money import Money
from commerce.tenders.errors import TotalNotCoveredError
from commerce.tenders.selectors import split_tenders
from commerce.tenders.shapes import Purse, Tender


def eur(amount):
    return Money(Decimal(amount), "EUR")


def card(name, amount, *, ends=None):
    ends_at = datetime(ends, 12, 31, tzinfo=UTC) if ends else None
    return Purse(name, "gift-card", eur(amount), expires_at=ends_at)


CREDIT = Purse("credit", "store-credit", eur("7"))


def test_cards_that_end_soonest_pay_first_and_the_method_pays_the_rest():
    cards = [card("b", 5), card("a", 10, ends=2030), card("c", 20, ends=2028)]

    split = split_tenders(total=eur(50), gift_cards=cards, store_credit=CREDIT, method="stripe")

    assert split == [
        Tender("gift-card", eur(20), "c"),
        Tender("gift-card", eur(10), "a"),
        Tender("gift-card", eur(5), "b"),
        Tender("store-credit", eur(7), "credit"),
        Tender("stripe", eur(8)),
    ]


def test_what_covers_the_total_needs_no_method():
    split = split_tenders(total=eur(9), gift_cards=[card("a", 5)], store_credit=CREDIT, method="")

    assert [(tender.instrument, tender.amount) for tender in split] == [
        ("a", eur(5)),
        ("credit", eur(4)),
    ]
    assert (
        split_tenders(total=eur(0), gift_cards=[card("a", 5)], store_credit=None, method="") == []
    )


def test_one_card_named_twice_pays_once():
    cards = [card("a", 5), card("a", 5)]

    with pytest.raises(TotalNotCoveredError):
        split_tenders(total=eur(9), gift_cards=cards, store_credit=None, method="")


AMOUNTS = st.decimals(min_value=0, max_value=1000, places=2)


@given(total=AMOUNTS, cards=st.lists(AMOUNTS, max_size=4), credit=st.none() | AMOUNTS)
def test_parts_are_the_total_and_nobody_pays_more_than_they_have(total, cards, credit):
    purses = {str(i): card(str(i), amount) for i, amount in enumerate(cards)}
    own = Purse("credit", "store-credit", eur(credit)) if credit is not None else None

    split = split_tenders(
        total=eur(total), gift_cards=list(purses.values()), store_credit=own, method="stripe"
    )

    assert Money.sum([tender.amount for tender in split], "EUR") == eur(total)
    available = {**purses, "credit": own}
    for tender in split:
        assert tender.amount.amount > 0
        if tender.instrument:
            assert tender.amount <= available[tender.instrument].available
