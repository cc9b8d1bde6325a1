"""An order and its rows in one statement: the same rows as one after the other, or none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.forms import model_to_dict

from commerce.core import together
from commerce.core.together import insert_together
from commerce.oscar.address.models import Country
from commerce.oscar.order.models import BillingAddress, Line, LinePrice, Order, ShippingAddress
from commerce.oscar.order.utils import NUMBER

pytestmark = pytest.mark.django_db
KEYS = ("id", "order", "line", "shipping_address", "billing_address", "number", "date_placed")
PRICE = {"quantity": 1, "price_incl_tax": Decimal("1.19"), "price_excl_tax": Decimal(1)}


@pytest.fixture
def rows(channel):
    """An order of two lines, each with a price, and its addresses; nothing is written."""
    country, _made = Country.objects.get_or_create(pk="DE", defaults={"printable_name": "Germany"})

    def make(number, lines=2):
        address = {"first_name": "Ada’s 100 %", "line1": "Lindenstraße 5", "country": country}
        sent_to, billed_to = ShippingAddress(**address), BillingAddress(**address)
        order = Order(
            number=number,
            channel=channel,
            currency="EUR",
            total_incl_tax=Decimal("2.38"),
            total_excl_tax=Decimal(2),
            shipping_address=sent_to,
            billing_address=billed_to,
            taxation={"country": "DE"},
        )
        order.set_date_placed_default()
        made = [
            Line(order=order, title=f"Line {n}", quantity=1, num_allocated=0, **_totals())
            for n in range(lines)
        ]
        prices = [LinePrice(order=order, line=line, **PRICE) for line in made]
        return [sent_to, billed_to, order, *made, *prices]

    return make


def _totals():
    names = ("line_price", "line_price_before_discounts", "unit_price")
    return {f"{name}_{tax}_tax": Decimal("1.00") for name in names for tax in ("incl", "excl")}


def written(rows):
    """What the database has of them, without keys and what is drawn at random."""
    fresh = [type(row)._base_manager.get(pk=row.pk) for row in rows]
    return [
        {name: value for name, value in model_to_dict(row).items() if name not in KEYS}
        for row in fresh
    ]


def test_together_is_as_one_after_the_other(rows, django_assert_num_queries, monkeypatch):
    mine, others = rows("R-1"), rows("R-2")
    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 5):
        assert insert_together(*mine, once=NUMBER) is True
    monkeypatch.setattr(together, "MOST", 1)
    with django_assert_num_queries(5):
        assert insert_together(*others, once=NUMBER) is True

    assert written(mine) == written(others)
    for sent_to, billed_to, order, *rest in (mine, others):
        lines, prices = rest[:2], rest[2:]
        kept = Order._base_manager.get(number=order.number)
        assert (kept.pk, kept.shipping_address_id) == (order.pk, sent_to.pk)
        assert (kept.billing_address_id, kept.lines.count()) == (billed_to.pk, 2)
        assert [(row.order_id, row.order) for row in lines] == [(order.pk, order)] * 2
        keys = [(each.line_id, each.order_id) for each in LinePrice.objects.filter(order=order)]
        assert keys == [(line.pk, order.pk) for line in lines]
        assert [price.line_id for price in prices] == [line.pk for line in lines]
        assert not any(row._state.adding for row in (sent_to, billed_to, order, *rest))


def test_what_is_taken_is_not_written_and_can_be_tried_again(rows):
    assert insert_together(*rows("R-1"), once=NUMBER)
    again = rows("R-1")

    assert insert_together(*again, once=NUMBER) is False
    assert (Order.objects.count(), Line.objects.count(), LinePrice.objects.count()) == (1, 2, 2)
    assert [row.pk for row in again[2:]] == [None] * 5

    again[2].number = "R-2"
    assert insert_together(*again, once=NUMBER) is True
    assert (Order.objects.count(), Line.objects.count(), LinePrice.objects.count()) == (2, 4, 4)
    assert (ShippingAddress.objects.count(), BillingAddress.objects.count()) == (2, 2)
    assert insert_together(*again, once=NUMBER) is True  # there is nothing left
    assert Order.objects.count() == 2


def test_more_rows_than_a_statement_takes(rows):
    many = rows("R-1", lines=together.MOST)

    assert insert_together(*many, once=NUMBER)

    assert Line.objects.filter(order=many[2]).count() == together.MOST
