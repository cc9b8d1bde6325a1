"""What keeps an order from being placed. Each refusal says what it is, and nothing has changed."""

from copy import copy
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from commerce.cart.tests.carts import state_of_carts
from commerce.cart.tests.goods import (
    change_rates,
    make_offer,
    make_product,
    make_rates,
    make_voucher,
    set_price,
    set_stock,
)
from commerce.core.models import OutboxEvent
from commerce.oscar.basket.models import Basket
from commerce.oscar.catalogue.models import Product
from commerce.oscar.order.models import Order
from commerce.oscar.partner.models import StockRecord
from commerce.oscar.shipping.models import ShippingRate
from commerce.oscar.voucher.models import Voucher, VoucherApplication
from infra.testing.shop import CHANNEL_HOST

from .checkouts import ADDRESS, Customer

pytestmark = pytest.mark.django_db


def eur(amount):
    return {"amount": amount, "currency": "EUR"}


@pytest.fixture(scope="module")
def reviewed(rows_of_module, channel_of_module):
    """A customer who has reviewed two lamps and is about to place the order."""
    with rows_of_module():
        make_rates(channel_of_module)
        customer = Customer(APIClient(SERVER_NAME=CHANNEL_HOST))
        lamp = make_product(channel_of_module)
        customer.line_id = customer.add(lamp, 2).json()["lines"][0]["id"]
        customer.seen = customer.review()["fingerprint"]
        customer.lamp_id = lamp.pk
        return customer


@pytest.fixture
def channel(channel_of_module):
    return channel_of_module


@pytest.fixture
def customer(api, reviewed):
    """Another one, with nothing in the cart yet."""
    return Customer(api)


@pytest.fixture
def lamp(reviewed):
    return Product.objects.get(pk=reviewed.lamp_id)


@pytest.fixture
def ready(api, reviewed):
    ready = copy(reviewed)
    ready.api = api
    return ready


def everything():
    return (
        state_of_carts(),
        list(Basket.objects.order_by("pk").values_list("checkout", flat=True)),
        list(StockRecord.objects.order_by("pk").values_list("num_in_stock", "num_allocated")),
        Order.objects.count(),
        VoucherApplication.objects.count(),
        OutboxEvent.objects.count(),
    )


def assert_refused(answer, status, code, before):
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code), problem
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert everything() == before
    return problem


def test_a_price_that_changed_is_told_and_the_order_can_be_placed_after_a_new_review(
    ready, lamp, channel
):
    set_price(lamp, channel, "21.50")
    before = everything()

    problem = assert_refused(ready.place(ready.seen), 409, "checkout_changed", before)

    assert problem["changes"] == [
        {
            "kind": "price",
            "line_id": ready.line_id,
            "name": "Product LAMP",
            "before": eur("20.00"),
            "after": eur("21.50"),
        }
    ]
    assert ready.place().status_code == 201


def test_a_discount_that_ended_is_told(ready, lamp, channel):
    offer = make_offer(channel)
    seen = ready.checkout()["fingerprint"]
    offer.end_datetime = timezone.now() - timedelta(minutes=1)
    offer.save()
    before = everything()

    problem = assert_refused(ready.place(seen), 409, "checkout_changed", before)

    assert problem["changes"] == [
        {
            "kind": "discount",
            "line_id": None,
            "name": "Ten percent",
            "before": eur("4.00"),
            "after": None,
        }
    ]


def test_a_shipping_price_that_changed_is_told(ready):
    change_rates(code="standard", currency="EUR", changes={"price": Decimal("5.90")})
    before = everything()

    problem = assert_refused(ready.place(ready.seen), 409, "checkout_changed", before)

    change = problem["changes"][0]
    assert (change["kind"], change["name"]) == ("shipping", "Standard")
    assert (change["before"], change["after"]) == (eur("4.90"), eur("5.90"))


def test_a_shipping_method_that_is_gone_is_told(ready):
    change_rates(code="standard", changes={"is_active": False})
    before = everything()

    problem = assert_refused(ready.place(ready.seen), 409, "checkout_changed", before)

    assert problem["changes"][0]["after"] is None


def test_a_product_taken_off_sale_is_told(ready, lamp):
    lamp.listings.all().update(is_published=False)
    before = everything()

    problem = assert_refused(ready.place(ready.seen), 409, "checkout_changed", before)

    assert problem["changes"][0]["kind"] == "availability"
    assert problem["changes"][0]["after"] == "product_unavailable"


def test_an_unavailable_product_blocks_the_order_even_when_it_was_reviewed_so(ready, lamp):
    lamp.listings.all().update(is_published=False)
    seen = ready.checkout()["fingerprint"]
    before = everything()

    assert_refused(ready.place(seen), 409, "checkout_changed", before)


def test_another_quantity_and_another_address_are_told(ready):
    ready.set_quantity(ready.line_id, 3)
    ready.say_where(first_name="Grace")
    before = everything()

    problem = assert_refused(ready.place(ready.seen), 409, "checkout_changed", before)

    kinds = {change["kind"]: (change["before"], change["after"]) for change in problem["changes"]}
    assert kinds == {"quantity": (2, 3), "address": (None, None)}


def test_stock_that_is_gone_refuses_the_order(ready, lamp):
    set_stock(lamp, 1)
    before = everything()

    problem = assert_refused(ready.place(ready.seen), 409, "insufficient_stock", before)

    assert (problem["available"], problem["sku"]) == (1, "LAMP")


def test_a_voucher_used_up_between_review_and_placing_is_refused(api, ready, lamp, channel):
    make_voucher(channel, "ONCE", usage=Voucher.SINGLE_USE)
    ready.voucher("ONCE")
    seen = ready.checkout()["fingerprint"]
    faster = Customer(api)
    faster.add(lamp)
    faster.voucher("ONCE")
    faster.review()
    assert faster.place().status_code == 201
    before = everything()

    problem = assert_refused(ready.place(seen), 409, "voucher_unavailable", before)

    assert (problem["voucher"], problem["reason"]) == ("ONCE", "used_up")


def test_a_voucher_that_came_after_the_review_is_told(ready, channel):
    make_voucher(channel, "LATE")
    ready.voucher("LATE")
    before = everything()

    problem = assert_refused(ready.place(ready.seen), 409, "checkout_changed", before)

    assert ("voucher", "LATE") in [(each["kind"], each["name"]) for each in problem["changes"]]


def test_a_voucher_that_expired_between_review_and_placing_is_refused(ready, channel):
    make_voucher(channel, "SOON")
    ready.voucher("SOON")
    seen = ready.checkout()["fingerprint"]
    Voucher.objects.update(end_datetime=timezone.now() - timedelta(minutes=1))
    before = everything()

    problem = assert_refused(ready.place(seen), 409, "voucher_unavailable", before)

    assert problem["reason"] == "expired"


def test_an_offer_that_reached_its_limit_is_gone_for_the_next(api, ready, lamp, channel):
    make_offer(channel, max_global_applications=1, max_basket_applications=1)
    seen = ready.checkout()["fingerprint"]
    faster = Customer(api)
    faster.add(lamp)
    faster.review()
    assert faster.place().json()["totals"]["discount"] == eur("2.00")
    before = everything()

    assert_refused(ready.place(seen), 409, "checkout_changed", before)
    assert ready.place().json()["totals"]["discount"] == eur("0.00")


@pytest.mark.parametrize("step", ["nothing", "address"])
def test_an_unfinished_checkout_is_refused(customer, lamp, step):
    customer.add(lamp)
    if step == "address":
        customer.say_where()
    before = everything()

    problem = assert_refused(customer.place(), 409, "checkout_incomplete", before)

    assert problem["missing"][-1] == "shipping_method"


def test_an_empty_cart_is_not_checked_out(customer, lamp):
    customer.add(lamp)
    customer.call("post", "cart/clear/")
    before = everything()

    for answer in (
        customer.call("get", "checkout/"),
        customer.say_where(),
        customer.say_how(),
        customer.place("anything"),
    ):
        assert_refused(answer, 409, "cart_empty", before)


def test_nobody_checks_out_without_a_cart(customer):
    before = everything()

    assert_refused(customer.call("get", "checkout/"), 409, "cart_empty", before)


@pytest.mark.parametrize("forged", ["x", "x:y", "", None, "eyJjYXJ0IjoiMSJ9:forged"])
def test_a_forged_fingerprint_is_refused(ready, forged):
    before = everything()

    answer = ready.call(
        "post",
        "checkout/place/",
        {"payment_method": "offline", "fingerprint": forged},
        **{"Idempotency-Key": "k"},
    )

    problem = answer.json()
    assert problem["code"] in {"invalid_fingerprint", "validation_failed"}
    assert problem["errors"][0]["pointer"] == "/fingerprint"
    assert everything() == before


def test_the_fingerprint_of_another_cart_is_refused(api, ready, lamp):
    other = Customer(api)
    other.add(lamp)
    other.review()
    before = everything()

    assert_refused(other.place(ready.seen), 422, "invalid_fingerprint", before)


def test_an_unknown_payment_method_is_refused(ready):
    before = everything()

    answer = ready.place(ready.seen, payment_method="gold")

    assert_refused(answer, 422, "unknown_payment_method", before)


def test_placing_needs_an_idempotency_key(ready):
    before = everything()

    answer = ready.call(
        "post", "checkout/place/", {"payment_method": "offline", "fingerprint": ready.seen}
    )

    assert_refused(answer, 400, "idempotency_key_required", before)


def test_a_key_stands_for_one_request_only(ready):
    ready.place(ready.seen, key="k")
    before = everything()

    answer = ready.place(ready.seen, key="k", payment_method="bank-transfer")

    assert_refused(answer, 422, "idempotency_key_reused", before)


def test_a_country_the_channel_does_not_serve_is_refused(customer, lamp):
    customer.add(lamp)
    before = everything()

    answer = customer.say_where(country="JP", postcode="100-0001", phone="")

    problem = assert_refused(answer, 422, "country_not_served", before)
    assert problem["errors"][0]["pointer"] == "/shipping_address/country"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("first_name", ""),
        ("line1", "x" * 256),
        ("city", "Berlin\r\nBcc: everyone@example.com"),
        ("postcode", "ABC"),
        ("postcode", ""),
        ("country", "de"),
        ("country", "Germany"),
        ("phone", "call me"),
        ("last_name", None),
        ("line1", {"a": 1}),
    ],
)
def test_an_address_that_cannot_be_is_refused(customer, lamp, field, value):
    customer.add(lamp)
    before = everything()

    problem = assert_refused(customer.say_where(**{field: value}), 400, "validation_failed", before)

    assert problem["errors"][0]["pointer"] == f"/shipping_address/{field}"


@pytest.mark.parametrize("email", ["", "nobody", "a@b\r\nBcc: c@d.example", "a@b", None, 7])
def test_an_e_mail_address_that_cannot_be_is_refused(customer, lamp, email):
    customer.add(lamp)
    before = everything()

    problem = assert_refused(customer.say_where(email=email), 400, "validation_failed", before)

    assert problem["errors"][0]["pointer"] == "/email"


@pytest.mark.parametrize("text", ["'; DROP TABLE order_order; --", "{{ 7*7 }}", "${x}"])
def test_hostile_text_in_an_address_stays_text(customer, lamp, text):
    customer.add(lamp)

    customer.say_where(last_name=text)
    customer.say_how()

    assert customer.place().json()["shipping_address"]["last_name"] == text


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("first_name", "You won https://evil.example", "link"),
        ("last_name", "evil.example", "link"),
        ("last_name", "<script>alert(1)</script>", "markup"),
        ("company", "www.evil.example", "link"),
        ("line1", "evil.example/win", "link"),
        ("city", "Berlin\r\nBcc: all@example.com", "control_character"),
        ("region", "eve@evil.example", "link"),
    ],
)
def test_an_address_carries_no_strangers_link_and_no_markup(customer, lamp, field, text, code):
    customer.add(lamp)
    before = everything()

    problem = assert_refused(customer.say_where(**{field: text}), 400, "validation_failed", before)

    (error,) = problem["errors"]
    assert (error["pointer"], error["code"]) == (f"/shipping_address/{field}", code)


def test_postcode_and_telephone_number_are_refused_together(customer, lamp):
    customer.add(lamp)

    answer = customer.say_where(postcode="ABC", phone="call me")

    assert {(each["pointer"], each["code"]) for each in answer.json()["errors"]} == {
        ("/shipping_address/postcode", "invalid_postcode"),
        ("/shipping_address/phone", "invalid_phone"),
    }


@pytest.mark.parametrize(
    ("address", "postcode", "phone"),
    [
        ({"postcode": "D-01067", "phone": ""}, "01067", ""),
        ({"country": "AT", "postcode": "A-1010", "phone": ""}, "1010", ""),
        ({"postcode": "١٠٩٦٩", "phone": "+٤٩ ٣٠ ١٢٣٤٥٦٧"}, "10969", "+49 30 1234567"),
        ({"country": "GB", "postcode": "sw1a1aa", "phone": ""}, "SW1A 1AA", ""),
    ],
)
def test_codes_and_numbers_are_kept_as_their_country_writes_them(
    customer, lamp, address, postcode, phone
):
    customer.add(lamp)

    answer = customer.say_where(**address)

    assert answer.status_code == 200
    kept = answer.json()["shipping_address"]
    assert (kept["postcode"], kept["phone"]) == (postcode, phone)


def test_an_unknown_shipping_method_is_refused(ready):
    before = everything()

    assert_refused(ready.say_how("pigeon"), 422, "shipping_method_unavailable", before)


def test_a_method_that_does_not_go_there_is_refused(ready, channel):
    change_rates(code="express", changes={"countries": ["US"]})
    before = everything()

    assert_refused(ready.say_how("express"), 422, "shipping_method_unavailable", before)


def test_a_rate_for_the_country_wins_over_the_one_for_all(ready, channel):
    ShippingRate.objects.create(
        channel=channel, code="standard", name="At home", currency="EUR", price=3, countries=["DE"]
    )

    methods = ready.call("get", "checkout/shipping-methods/").json()["results"]

    assert [m["name"] for m in methods] == ["At home", "Express"]


def test_a_cart_that_expired_is_not_ordered(ready):
    Basket.objects.update(expires_at=timezone.now())
    before = everything()

    assert_refused(ready.place(ready.seen), 410, "cart_expired", before)


def test_an_order_is_placed_once_even_with_two_keys(ready):
    assert ready.place(ready.seen, key="one").status_code == 201
    before = everything()

    assert_refused(ready.place(ready.seen, key="two"), 409, "cart_empty", before)


def test_the_billing_address_may_be_elsewhere(ready):
    ready.say_where(billing={**ADDRESS, "country": "JP", "postcode": "1000001", "phone": ""})
    ready.say_how()

    order = ready.place().json()

    assert order["billing_address"]["country"] == "JP"
    assert order["shipping_address"]["country"] == "DE"
