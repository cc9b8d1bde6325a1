"""Which ways of sending are offered for what, and when it arrives."""

from datetime import UTC, datetime, time
from decimal import Decimal

import pytest

from commerce.cart.tests.goods import change_rates, make_parent, make_product, make_rates
from commerce.core.process_cache import FOR_EVER
from commerce.delivery.models import DispatchCalendar
from commerce.delivery.selectors.timetables import TIMETABLES
from commerce.delivery.services import save_calendar
from commerce.ordering import review
from commerce.oscar.catalogue.models import Product
from commerce.oscar.order.models import Order
from commerce.oscar.shipping.models import ShippingRate

from .checkouts import Customer

pytestmark = pytest.mark.usefixtures("channel_of_module")

STEPS = [{"up_to": "2000", "price": "4.90"}, {"up_to": "5000", "price": "7.90"}]
DATES = {"earliest": "2026-12-03", "latest": "2026-12-07"}
DELIVERY = {"order_by": "2026-12-01T14:00:00+01:00", **DATES}


def eur(amount):
    return {"amount": amount, "currency": "EUR"}


@pytest.fixture
def customer(api, channel):
    make_rates(channel)
    return Customer(api)


@pytest.fixture
def calendar(channel, monkeypatch):
    """A house in Berlin, on the first of December, a Tuesday, at eleven o'clock there."""

    class Clock:
        @staticmethod
        def now():
            return datetime(2026, 12, 1, 10, tzinfo=UTC)

    monkeypatch.setattr(review, "timezone", Clock)
    monkeypatch.setattr(TIMETABLES, "seconds", FOR_EVER)
    calendar = DispatchCalendar(
        channel=channel, time_zone="Europe/Berlin", cutoff=time(14), country="DE"
    )
    yield save_calendar(calendar=calendar)
    TIMETABLES.forget()


def offered(customer):
    answer = customer.call("get", "checkout/shipping-methods/").json()
    return (
        {each["code"]: each["price"]["amount"] for each in answer["results"]},
        {each["code"]: each["reason"] for each in answer["unavailable"]},
    )


def in_cart(customer, channel, quantity=1, **fields):
    product = make_product(channel, **fields)
    customer.add(product, quantity)
    customer.say_where()
    return product


@pytest.mark.parametrize(
    ("quantity", "price"), [(1, "4.90"), (2, "4.90"), (3, "7.90"), (5, "7.90"), (6, None)]
)
def test_the_price_follows_the_weight_up_to_the_last_step(customer, channel, quantity, price):
    change_rates(code="standard", changes={"price_by": "weight", "steps": STEPS, "free_from": None})

    in_cart(customer, channel, quantity, weight=1000)

    sent, refused = offered(customer)
    assert sent.get("standard") == price
    assert refused == ({} if price else {"standard": "weight"})


def test_a_variant_is_sent_as_its_parent_unless_it_says_otherwise(customer, channel):
    change_rates(code="standard", changes={"price_by": "weight", "steps": STEPS})
    parent, (light, heavy) = make_parent(channel, "LIGHT", "HEAVY")
    Product.objects.filter(pk=parent.pk).update(weight=3000)
    Product.objects.filter(pk=light.pk).update(weight=500)

    customer.add(light)
    customer.say_where()
    assert offered(customer)[0]["standard"] == "4.90"
    customer.add(heavy)
    assert offered(customer)[0]["standard"] == "7.90"


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ({"maximum_weight": 1999}, "weight"),
        ({"maximum_length": 799}, "length"),
        ({"maximum_volume": 15_999}, "volume"),
        ({"maximum_pieces": 1}, "pieces"),
        ({"minimum_value": Decimal("40.01")}, "value_too_low"),
        ({"maximum_value": Decimal("39.99")}, "value_too_high"),
        ({"refused_classes": ["bulky"]}, "goods"),
        ({"postcodes": ["20", "8"]}, "place"),
        ({"refused_postcodes": ["109"]}, "place"),
        ({"regions": ["Bayern"]}, "place"),
    ],
)
def test_each_bound_takes_a_way_away_and_says_why(customer, channel, rule, reason):
    change_rates(code="express", changes=rule)

    # Two pieces at 20 euros of 1 kg and 80 by 10 by 10 cm, to 10969 Berlin.
    measures = {"weight": 1000, "length": 100, "width": 800, "height": 100}
    in_cart(customer, channel, 2, **measures, shipping_class="bulky")

    assert offered(customer) == ({"standard": "4.90"}, {"express": reason})
    chosen = customer.say_how("express")
    assert (chosen.status_code, chosen.json()["code"]) == (422, "shipping_method_unavailable")
    assert customer.checkout()["shipping_method"] is None


def test_the_closest_zone_wins_and_bounds_are_included(customer, channel):
    for price, zone in [
        ("1.00", {"countries": ["DE"], "postcodes": ["109"], "maximum_weight": 1000}),
        ("2.00", {"countries": ["DE"]}),
    ]:
        common = {"channel": channel, "code": "standard", "name": "Standard", "currency": "EUR"}
        ShippingRate.objects.create(**common, price=Decimal(price), **zone)

    in_cart(customer, channel, weight=1000)
    assert offered(customer)[0]["standard"] == "1.00"
    customer.say_where(postcode="20095")
    assert offered(customer)[0]["standard"] == "2.00"
    customer.say_where(country="FR", postcode="75001", phone="")
    assert offered(customer)[0]["standard"] == "4.90"


def test_dates_are_told_at_the_checkout_and_kept_with_the_order(customer, channel, calendar):
    in_cart(customer, channel)

    checkout = customer.review()
    placed = customer.place(checkout["fingerprint"]).json()

    assert checkout["shipping_method"]["delivery"] == DELIVERY
    assert placed["shipping_method"]["delivery"] == DATES
    order = Order.objects.get()
    kept = order.promised_from.isoformat(), order.promised_until.isoformat()
    assert kept == ("2026-12-03", "2026-12-07")


def test_a_shop_without_a_calendar_promises_nothing(customer, channel):
    in_cart(customer, channel)

    assert customer.review()["shipping_method"]["delivery"] is None


def test_a_product_is_estimated_without_a_cart(
    customer, channel, calendar, django_assert_max_num_queries
):
    product = make_product(channel, weight=900)
    change_rates(code="standard", changes={"price_by": "weight", "steps": STEPS})
    path = f"delivery/estimate/?country=DE&postcode=d-10115&quantity=3&variant={product.public_id}"
    customer.call("get", path)

    with django_assert_max_num_queries(2):
        answer = customer.call("get", path)

    body = answer.json()
    assert answer.status_code == 200
    assert (body["country"], body["postcode"], body["unavailable"]) == ("DE", "10115", [])
    standard = body["results"][0]
    assert (standard["code"], standard["price"], standard["delivery"]) == (
        "standard",
        eur("7.90"),
        DELIVERY,
    )


def test_a_cart_is_estimated_before_anybody_has_said_where(customer, channel, calendar):
    customer.add(make_product(channel), 5)

    body = customer.call("get", "delivery/estimate/").json()

    assert body["country"] == channel.countries[0]
    assert [(m["code"], m["price"]["amount"]) for m in body["results"]] == [
        ("standard", "0.00"),  # free from 100
        ("express", "12.00"),
    ]
    assert customer.checkout()["shipping_address"] is None


def test_more_lines_ask_no_more_queries(customer, channel, calendar, django_assert_num_queries):
    counts = []
    for sku in ("A", "B", "C"):
        customer.add(make_product(channel, sku, weight=100))
        customer.call("get", "delivery/estimate/")
        with django_assert_num_queries(2):
            customer.call("get", "delivery/estimate/")
        counts.append(sku)
    assert len(counts) == 3


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("country=JP", 422, "country_not_served"),
        ("country=DE&postcode=SW1A%201AA", 422, "postcode_of_another_country"),
        ("variant=prod_00000000000000000000000000", 404, "product_not_found"),
        ("", 409, "cart_empty"),
        ("quantity=-1&variant=x", 400, "invalid_parameter"),
        ("weight=-1", 400, "unknown_parameter"),
    ],
)
def test_what_cannot_be_estimated_is_said(customer, query, status, code):
    answer = customer.call("get", f"delivery/estimate/?{query}")

    assert (answer.status_code, answer.json()["code"]) == (status, code)
