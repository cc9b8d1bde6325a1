"""Stock in the dashboard: changed by difference, never below what is promised, watched."""

import pytest
from django.contrib.auth import get_user_model

from commerce.cart.tests.goods import make_rates
from commerce.catalogue.errors import StockBelowAllocatedError
from commerce.catalogue.services.stock import change_stock, set_stock
from commerce.ordering.tests.checkouts import Customer
from commerce.oscar.order.models import Order
from commerce.oscar.partner.models import StockAlert, StockRecord

from .dashboard_forms import form_data, submit
from .factories import (
    make_attribute,
    make_category,
    make_product,
    make_product_class,
    make_variant,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client, channel):
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    return client


@pytest.fixture
def lamp(channel, tenant):
    return make_product(channel, "Lamp", stock=4, categories=[make_category(tenant)])


@pytest.fixture
def buy(api, channel):
    make_rates(channel)

    def place(product, quantity):
        customer = Customer(api)
        customer.add(product, quantity)
        customer.review()
        customer.place()
        return Order.objects.order_by("-pk").first()

    return place


def page_of(product):
    return f"/dashboard/catalogue/products/{product.pk}/"


def move(staff, order, status):
    return staff.post(
        f"/dashboard/orders/{order.number}/",
        {"order_action": "change_order_status", "new_status": status},
        follow=True,
    )


def stock_of(product):
    record = StockRecord.objects.get(product=product)
    return record.num_in_stock, record.num_allocated or 0


def test_stock_below_what_is_promised_is_refused_with_the_reason(staff, lamp, buy):
    buy(lamp, 3)

    answer = submit(staff, page_of(lamp), expected=200, **{"stockrecords-0-num_in_stock": "1"})

    assert "3 of" in answer.content.decode()
    assert stock_of(lamp) == (4, 3)
    submit(staff, page_of(lamp), **{"stockrecords-0-num_in_stock": "3"})
    assert stock_of(lamp) == (3, 3)


def test_services_refuse_it_too(lamp, buy):
    buy(lamp, 3)
    record = lamp.stockrecords.get()

    for refused in (
        lambda: set_stock(stockrecord=record, quantity=2),
        lambda: change_stock(stockrecord=record, difference=-2),
    ):
        with pytest.raises(StockBelowAllocatedError):
            refused()
    assert stock_of(lamp) == (4, 3)


def test_a_text_edit_moves_no_stock(staff, lamp, buy):
    opened = form_data(staff.get(page_of(lamp)))
    order = buy(lamp, 2)
    for status in ("paid", "packed", "shipped"):
        move(staff, order, status)
    assert stock_of(lamp) == (2, 0)

    answer = staff.post(page_of(lamp), {**opened, "summary": "Shines."})

    assert answer.status_code == 302
    assert stock_of(lamp) == (2, 0)
    lamp.refresh_from_db()
    assert lamp.summary == "Shines."


def test_what_is_typed_is_a_difference(staff, lamp):
    opened = form_data(staff.get(page_of(lamp)))
    StockRecord.objects.update(num_in_stock=2)

    staff.post(page_of(lamp), {**opened, "stockrecords-0-num_in_stock": "10"})

    assert stock_of(lamp) == (8, 0)


def test_two_people_edit_different_things(staff, lamp, channel):
    price = f"price-{lamp.stockrecords.get().pk}-{channel.pk}-EUR-amount"
    opened = form_data(staff.get(page_of(lamp)))
    submit(staff, page_of(lamp), **{price: "25", "summary": "Shines."})

    assert staff.post(page_of(lamp), {**opened, "upc": "123"}).status_code == 302

    lamp.refresh_from_db()
    assert (lamp.upc, lamp.summary) == ("123", "Shines.")
    assert lamp.stockrecords.get().prices.get().amount == 25


def test_two_people_edit_the_same_thing(staff, lamp, channel):
    price = f"price-{lamp.stockrecords.get().pk}-{channel.pk}-EUR-amount"
    opened = form_data(staff.get(page_of(lamp)))
    submit(staff, page_of(lamp), **{price: "25", "summary": "Shines."})

    for change in ({price: "30"}, {"summary": "Glows."}):
        answer = staff.post(page_of(lamp), {**opened, **change})
        assert answer.status_code == 200
        assert "Somebody else changed this meanwhile" in answer.content.decode()

    lamp.refresh_from_db()
    assert lamp.summary == "Shines."
    assert lamp.stockrecords.get().prices.get().amount == 25


def test_a_shortage_is_told_and_worked_off(staff, lamp, buy):
    order = buy(lamp, 3)
    StockRecord.objects.update(num_in_stock=1)
    move(staff, order, "paid")
    move(staff, order, "packed")

    answer = move(staff, order, "shipped")

    assert answer.status_code == 200
    assert "2 of" in answer.content.decode()
    order.refresh_from_db()
    assert order.status == "packed"
    submit(staff, page_of(lamp), **{"stockrecords-0-num_in_stock": "5"})
    move(staff, order, "shipped")
    order.refresh_from_db()
    assert order.status == "shipped"
    assert stock_of(lamp) == (2, 0)


def test_a_shortage_among_several_orders_is_told(staff, lamp, buy):
    order = buy(lamp, 3)
    for status in ("paid", "packed"):
        move(staff, order, status)
    StockRecord.objects.update(num_in_stock=1)

    answer = staff.post(
        "/dashboard/orders/",
        {"selected_order": order.pk, "action": "change_order_statuses", "new_status": "shipped"},
        follow=True,
    )

    assert answer.status_code == 200
    assert "2 of" in answer.content.decode()


def open_alerts():
    return StockAlert.objects.filter(status=StockAlert.OPEN)


def test_alerts_follow_the_stock(staff, api, lamp, buy, deliver):
    StockRecord.objects.update(num_in_stock=9, low_stock_threshold=7)
    assert not open_alerts().exists()

    order = buy(lamp, 4)
    deliver()

    assert open_alerts().get().threshold == 7
    assert api.get("/api/v1/products/lamp/").json()["availability"]["status"] == "low_stock"
    move(staff, order, "paid")
    assert open_alerts().count() == 1
    move(staff, order, "cancelled")
    deliver()
    assert not open_alerts().exists()
    assert StockAlert.objects.get().date_closed is not None
    assert api.get("/api/v1/products/lamp/").json()["availability"]["status"] == "in_stock"


def test_another_threshold_is_looked_at_at_once(staff, lamp):
    StockRecord.objects.update(num_in_stock=9)

    submit(staff, page_of(lamp), **{"stockrecords-0-low_stock_threshold": "12"})
    assert open_alerts().count() == 1

    submit(staff, page_of(lamp), **{"stockrecords-0-low_stock_threshold": "3"})
    assert not open_alerts().exists()


def test_stock_that_is_promised_is_not_deleted(staff, lamp, buy):
    buy(lamp, 1)

    submit(staff, page_of(lamp), expected=200, **{"stockrecords-0-DELETE": "on"})

    assert stock_of(lamp) == (4, 1)


def test_a_currency_is_one_of_the_shops(staff, lamp, channel):
    new = {
        "stockrecords-1-partner": lamp.stockrecords.get().partner_id,
        "stockrecords-1-partner_sku": "SECOND",
        "stockrecords-1-num_in_stock": "4",
        "stockrecords-1-price": "5",
    }

    for code in ("XYZ", "JPY", "eur"):
        submit(staff, page_of(lamp), expected=200, **new, **{"stockrecords-1-price_currency": code})
    assert StockRecord.objects.count() == 1

    submit(staff, page_of(lamp), **new, **{"stockrecords-1-price_currency": "USD"})
    second = StockRecord.objects.get(partner_sku="SECOND")
    assert [(row.currency, row.amount) for row in second.prices.all()] == [("USD", 5)]


def test_variants_with_the_same_options_are_refused(staff, channel, tenant):
    kind = make_product_class(tenant, name="Lamp")
    make_attribute(kind, "colour", "Blue", "Moss", is_variant_axis=True)
    parent = make_product(channel, "Lamp", product_class=kind, variants=[])
    blue = make_variant(channel, parent, title="Blue one", attributes={"colour": "blue"})
    options = kind.attributes.get().option_group.options
    path = f"/dashboard/catalogue/products/{parent.pk}/create-variant/"
    stock = {
        "stockrecords-0-partner": blue.stockrecords.get().partner_id,
        "stockrecords-0-partner_sku": "SECOND",
        "stockrecords-0-num_in_stock": "4",
        "stockrecords-0-price": "5",
        "title": "Another",
    }

    answer = submit(staff, path, expected=200, attr_colour=options.get(code="blue").pk, **stock)
    assert "Blue one" in answer.content.decode()
    assert parent.children.count() == 1

    submit(staff, path, attr_colour=options.get(code="moss").pk, **stock)
    moss = parent.children.get(title="Another")
    submit(staff, page_of(moss), expected=200, attr_colour=options.get(code="blue").pk)
    submit(staff, page_of(moss), upc="77")
