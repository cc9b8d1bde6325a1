"""Orders from before there were parcels have those that they must have had."""

from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.apps import apps

from commerce.cart.tests.goods import make_product
from commerce.ordering.models import Fulfilment
from commerce.ordering.services.fulfilments import ship_fulfilment
from commerce.oscar.order.models import Line, Order
from commerce.oscar.partner.models import Partner

migration = import_module("commerce.ordering.migrations.0002_fulfilments")
pytestmark = pytest.mark.django_db
PLACED, PACKED, SHIPPED = (datetime(2026, 1, day, tzinfo=UTC) for day in (2, 4, 5))


@pytest.fixture
def old(channel, tenant):
    """An order of two lines of two sellers, as its rows were written before."""
    product = make_product(channel)
    house = product.stockrecords.get().partner
    other = Partner.objects.create(tenant=tenant, name="Other")

    def make(status, *line_statuses):
        order = Order.objects.create(
            number=f"R-{Order.objects.count()}",
            channel=channel,
            currency="EUR",
            total_incl_tax="100.00",
            total_excl_tax="100.00",
            status=status,
            date_placed=PLACED,
        )
        for partner, line_status in zip(
            (house, other), line_statuses or (status,) * 2, strict=True
        ):
            Line.objects.create(
                order=order,
                partner=partner,
                partner_name=partner.name,
                partner_sku=partner.name,
                product=product,
                title="Lamp",
                quantity=3,
                num_allocated=0,
                status=line_status,
                **dict.fromkeys(
                    (
                        "line_price_excl_tax",
                        "line_price_incl_tax",
                        "line_price_before_discounts_excl_tax",
                        "line_price_before_discounts_incl_tax",
                        "unit_price_excl_tax",
                        "unit_price_incl_tax",
                    ),
                    10,
                ),
            )
        for step, moment in (("packed", PACKED), ("shipped", SHIPPED)):
            change = order.status_changes.create(new_status=step)
            order.status_changes.filter(pk=change.pk).update(date_created=moment)
        return order

    return make


def migrate():
    migration.write_parcels(apps, None)


def parcels(order):
    rows = order.fulfilments.order_by("pk")
    return [(row.partner.name, row.state, row.shipped_at) for row in rows]


@pytest.mark.parametrize(
    ("status", "state", "expected"),
    [
        ("placed", "open", []),
        ("paid", "open", []),
        ("packed", "open", [("packed", None), ("packed", None)]),
        ("shipped", "open", [("shipped", SHIPPED), ("shipped", SHIPPED)]),
        ("delivered", "completed", [("delivered", SHIPPED), ("delivered", SHIPPED)]),
        ("cancelled", "cancelled", []),
    ],
)
def test_an_order_of_old_has_its_parcels(old, status, state, expected):
    order = old(status)

    migrate()
    migrate()

    order.refresh_from_db()
    assert (order.status, order.state) == (status, state)
    assert [row[1:] for row in parcels(order)] == expected
    pieces = set(order.lines.values_list("num_packed", "num_cancelled"))
    assert pieces == {(3 if expected else 0, 3 if status == "cancelled" else 0)}
    contents = [line.quantity for row in order.fulfilments.all() for line in row.lines.all()]
    assert contents == [3] * len(expected)


def test_what_one_seller_has_sent_has_left(old):
    order = old("paid", "shipped", "packed")

    migrate()

    order.refresh_from_db()
    assert order.status == "packed"
    assert [row[1] for row in parcels(order)] == ["shipped", "packed"]


def test_a_line_is_as_far_as_its_order(old):
    order = old("shipped", "shipped", "placed")

    migrate()

    assert {line.status for line in order.lines.all()} == {"shipped"}
    assert [row[1] for row in parcels(order)] == ["shipped", "shipped"]


def test_an_old_parcel_goes_on_as_a_new_one(old):
    order = old("packed")
    migrate()

    for row in order.fulfilments.all():
        ship_fulfilment(fulfilment_id=row.pk)

    order.refresh_from_db()
    assert order.status == "shipped"


def test_many_orders_go_in_batches(old, monkeypatch):
    monkeypatch.setattr(migration, "STEP", 2)
    for _ in range(5):
        old("shipped")

    migrate()

    assert Fulfilment.objects.count() == 10
