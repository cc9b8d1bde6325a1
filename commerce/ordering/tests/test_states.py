"""Three states, and the one word that sums them up."""

import pytest

from commerce.ordering.states import Pieces, States, states_of
from commerce.oscar.order.models import OrderState

ORDERED = {"ordered": 5}


@pytest.mark.parametrize(
    ("pieces", "state"),
    [
        ({}, "unfulfilled"),
        ({"packed": 4}, "unfulfilled"),
        ({"packed": 5}, "packed"),
        ({"packed": 2, "shipped": 1}, "partly_fulfilled"),
        ({"packed": 5, "shipped": 4, "delivered": 4}, "partly_fulfilled"),
        ({"packed": 5, "shipped": 5, "delivered": 4}, "fulfilled"),
        ({"packed": 5, "shipped": 5, "delivered": 5}, "delivered"),
        ({"cancelled": 2, "packed": 3, "shipped": 3}, "fulfilled"),
        ({"cancelled": 2, "packed": 3, "shipped": 3, "delivered": 3}, "delivered"),
        ({"cancelled": 5}, "unfulfilled"),
    ],
)
def test_goods_are_as_far_as_their_last_piece_but_one_that_left_is_told(pieces, state):
    assert Pieces(**ORDERED, **pieces).state == state


DELIVERED = {"packed": 5, "shipped": 5, "delivered": 5}


@pytest.mark.parametrize(
    ("pieces", "payment", "state"),
    [
        ({}, "due", "open"),
        ({"cancelled": 5}, "cancelled", "cancelled"),
        ({"cancelled": 5}, "refunded", "cancelled"),
        (DELIVERED, "authorised", "open"),
        (DELIVERED, "due", "open"),
        (DELIVERED, "paid", "completed"),
        (DELIVERED, "part_refunded", "completed"),
        (DELIVERED, "refunded", "completed"),
        ({"packed": 5, "shipped": 5}, "paid", "open"),
    ],
)
def test_an_order_is_completed_once_it_has_arrived_and_is_paid(pieces, payment, state):
    assert states_of(Pieces(**ORDERED, **pieces), payment).order == state


def test_an_order_without_any_goods_is_not_cancelled():
    assert states_of(Pieces(), "due").order == "open"


FULFILMENTS = ["unfulfilled", "packed", "partly_fulfilled", "fulfilled", "delivered"]
UNPAID = ["placed", "packed", "packed", "shipped", "delivered"]
PAID = ["paid", "packed", "packed", "shipped", "delivered"]
SUMMARIES = {
    ("open", "due"): UNPAID,
    ("open", "authorised"): UNPAID,
    ("open", "cancelled"): UNPAID,
    ("open", "paid"): PAID,
    ("open", "part_refunded"): PAID,
    ("open", "refunded"): PAID,
    ("completed", "paid"): PAID,
    ("cancelled", "paid"): ["cancelled"] * 5,
    ("cancelled", "due"): ["cancelled"] * 5,
}


@pytest.mark.parametrize(("order", "payment"), SUMMARIES)
def test_the_summary_is_a_function_of_the_three_states(order, payment):
    found = [States(OrderState(order), payment, state).summary for state in FULFILMENTS]

    assert found == SUMMARIES[order, payment]
