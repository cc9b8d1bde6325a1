"""From a cart to an order."""

import re
from decimal import Decimal

import pytest
from django.core import mail
from django.db.models.sql import Query
from django.urls import URLResolver

from commerce.cart.tests.goods import (
    make_charge,
    make_offer,
    make_product,
    make_rates,
    make_voucher,
)
from commerce.core.models import OutboxEvent
from commerce.core.process_cache import FOR_EVER
from commerce.ordering.selectors import checkout
from commerce.oscar.basket.models import Basket
from commerce.oscar.offer.models import ConditionalOffer
from commerce.oscar.order.models import Order, OrderDiscount
from commerce.oscar.partner.models import StockRecord
from commerce.oscar.payment.models import Source
from commerce.oscar.voucher.models import Voucher, VoucherApplication
from commerce.tenders.selectors.terms import WAYS

from .checkouts import ADDRESS, EMAIL, Customer

pytestmark = pytest.mark.usefixtures("channel_of_module")


def eur(amount):
    return {"amount": amount, "currency": "EUR"}


@pytest.fixture
def customer(api, channel):
    make_rates(channel)
    return Customer(api)


@pytest.fixture
def lamp(channel):
    return make_product(channel)


def test_the_checkout_says_what_is_missing(customer, lamp):
    customer.add(lamp)

    at_first = customer.checkout()
    with_address = customer.say_where().json()
    complete = customer.say_how().json()

    assert at_first["missing"] == ["email", "shipping_address", "shipping_method"]
    assert with_address["missing"] == ["shipping_method"]
    assert with_address["shipping_address"] == ADDRESS
    assert complete["missing"] == []
    assert complete["totals"]["shipping"] == eur("4.90")
    assert complete["totals"]["total"] == eur("24.90")
    assert [m["code"] for m in complete["payment_methods"]] == ["offline", "bank-transfer"]


def test_shipping_methods_are_those_of_channel_country_and_currency(customer, lamp):
    customer.add(lamp)
    assert customer.call("get", "checkout/shipping-methods/").json() == {
        "results": [],
        "unavailable": [],
    }
    customer.say_where()

    methods = customer.call("get", "checkout/shipping-methods/?locale=de").json()["results"]

    assert [(m["code"], m["name"], m["price"]) for m in methods] == [
        ("standard", "Standardversand", eur("4.90")),
        ("express", "Express", eur("12.00")),
    ]


def test_standard_shipping_is_free_from_a_value_of_goods(customer, lamp):
    customer.add(lamp, 5)

    assert customer.review()["totals"]["shipping"] == eur("0.00")


def test_an_offer_on_shipping_takes_effect(customer, lamp, channel):
    make_voucher(channel, "FREESHIP", benefit=("Shipping percentage", "100"))
    customer.add(lamp)
    applied = customer.voucher("FREESHIP")
    assert applied.status_code == 200, applied.json()

    checkout = customer.review()

    assert checkout["totals"]["shipping"] == eur("0.00")
    order = customer.place().json()
    assert order["totals"]["total"] == eur("20.00")
    given = OrderDiscount.objects.get()
    assert (given.voucher_code, given.amount) == ("FREESHIP", Decimal("4.90"))


@pytest.mark.parametrize("share", ["100", "50"])
def test_the_rows_add_up_to_the_total_with_an_offer_on_shipping(customer, lamp, channel, share):
    make_offer(channel)
    make_offer(
        channel, "Delivery", benefit=("Shipping percentage", share), exclusive=False, priority=-1
    )
    make_voucher(channel, "FIVE", benefit=("Absolute", "5"))
    customer.add(lamp, 2)
    customer.voucher("FIVE")

    cart, checkout, order = customer.cart(), customer.review(), customer.place().json()

    assert checkout["totals"]["shipping"] != eur("4.90")
    for shown in (cart, checkout, order):
        assert sum_of_rows(shown) == Decimal(shown["totals"]["total"]["amount"])


def sum_of_rows(shown):
    """What the rows of a list of totals come to: goods, less each discount, and shipping."""
    totals = shown["totals"]
    shipping = totals["shipping"] or eur("0.00")
    off = sum(Decimal(discount["amount"]["amount"]) for discount in shown["discounts"])
    return Decimal(totals["subtotal"]["amount"]) - off + Decimal(shipping["amount"])


def test_placing_makes_one_order_with_everything_reviewed(customer, lamp, channel):
    make_voucher(channel, "WELCOME")
    customer.add(lamp, 2)
    customer.voucher("WELCOME")
    customer.review()

    answer = customer.place()

    order = answer.json()
    assert answer.status_code == 201, order
    assert re.fullmatch(r"R-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", order["number"])
    assert order["status"] == "placed"
    assert order["email"] == EMAIL
    lines = order["totals"].pop("lines")
    assert [(line["kind"], line["amount"]["amount"]) for line in lines] == [
        ("goods", "40.00"),
        ("discount", "-4.00"),
        ("shipping", "4.90"),
    ]
    assert order["totals"] == {
        "subtotal": eur("40.00"),
        "discount": eur("4.00"),
        "shipping": eur("4.90"),
        "tax": None,
        "taxes": [],
        "prices_include_tax": True,
        "total": eur("40.90"),
    }
    assert order["shipping_address"] == {**ADDRESS, "phone": order["shipping_address"]["phone"]}
    assert order["billing_address"]["line1"] == ADDRESS["line1"]
    assert order["lines"][0]["sku"] == "LAMP"
    (payment,) = order["payments"]
    (authorised,) = payment.pop("entries")
    assert payment == {
        "method": "offline",
        "name": "Invoice",
        "status": "pending",
        "amount": eur("40.90"),
        "state": "authorised",
        "next_step": None,
    }
    assert (authorised["kind"], authorised["amount"]) == ("authorised", eur("40.90"))
    assert order["discounts"][0]["voucher_code"] == "WELCOME"


def test_placing_allocates_stock_and_uses_the_voucher_up(customer, lamp, channel):
    voucher = make_voucher(channel, "ONCE", usage=Voucher.SINGLE_USE)
    customer.add(lamp, 3)
    customer.voucher("ONCE")
    customer.review()

    customer.place()

    record = StockRecord.objects.get()
    assert (record.num_in_stock, record.num_allocated) == (10, 3)
    assert VoucherApplication.objects.filter(voucher=voucher).count() == 1
    voucher.refresh_from_db()
    assert (voucher.num_orders, str(voucher.total_discount)) == (1, "6.00")
    assert ConditionalOffer.objects.get().num_applications == 1
    assert Basket.objects.get().status == Basket.SUBMITTED
    topics = list(OutboxEvent.objects.order_by("pk").values_list("topic", flat=True))
    assert [t for t in topics if "order" in t.lower()] != []


def test_after_the_order_the_cart_is_empty_again(customer, lamp):
    customer.add(lamp)
    customer.review()
    customer.place()

    assert customer.cart()["id"] is None
    assert customer.add(lamp).status_code == 201
    assert Basket.objects.count() == 2


def test_a_repeated_request_gets_the_same_order(customer, lamp):
    customer.add(lamp)
    fingerprint = customer.review()["fingerprint"]

    first = customer.place(fingerprint, key="once")
    again = customer.place(fingerprint, key="once")

    assert again.json() == first.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert Order.objects.count() == 1


def test_the_fingerprint_is_the_same_for_the_same_review(customer, lamp):
    customer.add(lamp)
    customer.review()

    assert customer.checkout()["fingerprint"] == customer.checkout()["fingerprint"]


def test_what_a_change_has_priced_is_read_once_without_pricing_it_anew(
    customer, lamp, django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr(checkout, "JUST_NOW", FOR_EVER)
    monkeypatch.setattr(WAYS, "seconds", FOR_EVER)
    customer.add(lamp)
    answered = customer.review()

    with django_assert_num_queries(1):
        kept = customer.checkout()
    with django_assert_num_queries(2):
        fresh = customer.checkout()

    assert kept == fresh == answered


def test_what_was_priced_before_the_cart_changed_is_priced_anew(customer, lamp):
    customer.add(lamp)
    customer.review()
    customer.add(lamp)

    assert customer.checkout()["cart"]["item_count"] == 2


def test_the_order_of_a_customer_who_pays_in_dollars(customer, lamp):
    customer.add(lamp)
    customer.call("patch", "cart/", {"currency": "USD"})
    customer.review()

    order = customer.place().json()

    assert order["totals"]["total"] == {"amount": "28.90", "currency": "USD"}
    assert Source.objects.get().currency == "USD"


def test_placing_five_lines_takes_few_queries(
    customer, channel, django_assert_max_num_queries, monkeypatch
):
    make_offer(channel, exclusive=False)
    make_voucher(channel, "WELCOME")
    for sku in "ABCDE":
        customer.add(make_product(channel, sku))
    customer.voucher("WELCOME")
    fingerprint = customer.review()["fingerprint"]

    with django_assert_max_num_queries(42):
        assert customer.place(fingerprint).status_code == 201


def noted(function, calls):
    """The function, each call of it noted."""

    def call(*values, **named):
        calls.append(function.__name__)
        return function(*values, **named)

    return call


def test_what_never_changes_is_not_worked_out_for_each_request(customer, lamp, monkeypatch):
    """No statement is put together again, and no address of a view is looked for."""

    def use_again():
        assert customer.call("get", "cart/").status_code == 200
        assert customer.call("patch", "checkout/", body).status_code == 200

    worked_out = []
    customer.add(lamp)
    said = customer.review()
    body = {"email": said["email"], "shipping_address": said["shipping_address"]}
    for _first_use_compiles in range(2):
        use_again()
    for owner, name in ((Query, "build_filter"), (URLResolver, "_reverse_with_prefix")):
        monkeypatch.setattr(owner, name, noted(getattr(owner, name), worked_out))

    use_again()

    assert worked_out == []


def test_an_order_is_answered_at_once_as_it_is_read_later(customer, channel):
    make_offer(channel, exclusive=False)
    make_offer(channel, "Sent for less", benefit=("Shipping percentage", "50"))
    make_voucher(channel, "WELCOME")
    make_charge(channel, "gift_wrap", "3.50")
    for sku in "ABC":
        customer.add(make_product(channel, sku), 2)
    customer.voucher("WELCOME")
    customer.call("put", "cart/extras/gift_wrap/", {"message": "For you"})
    customer.review()

    placed = customer.place().json()

    token = placed.pop("access_token")
    assert customer.call("get", f"orders/{placed['number']}/?token={token}").json() == placed
    assert len(placed["lines"]) == 3
    assert len(placed["discounts"]) == 2
    assert len(placed["shipping_discounts"]) == 1
    assert [line["kind"] for line in placed["totals"]["lines"]][-1] == "gift_wrap"
    assert [entry["kind"] for entry in placed["payments"][0]["entries"]] == ["authorised"]


def test_a_taken_number_is_drawn_again(customer, lamp, monkeypatch):
    numbers = iter(["R-AAAA-AAAA", "R-AAAA-AAAA", "R-BBBB-BBBB"])
    monkeypatch.setattr(
        "commerce.oscar.order.utils.OrderNumberGenerator.order_number",
        lambda self, basket=None: next(numbers),
    )
    placed = []
    for _ in range(2):
        customer.add(lamp)
        customer.review()
        placed.append(customer.place().json()["number"])

    assert placed == ["R-AAAA-AAAA", "R-BBBB-BBBB"]
    assert StockRecord.objects.get().num_allocated == 2


def test_nothing_is_mailed_before_the_commit(customer, lamp):
    customer.add(lamp)
    customer.review()
    customer.place()

    assert mail.outbox == []


AT_ONCE = {
    "email": EMAIL,
    "shipping_address": ADDRESS,
    "billing_address": None,
    "shipping_method": {"code": "standard"},
    "payment_method": {"code": "offline"},
}


def test_everything_said_at_once_is_what_the_steps_say(customer, lamp, django_assert_num_queries):
    customer.add(lamp)
    customer.call("patch", "checkout/", AT_ONCE)
    Basket.objects.update(checkout={})
    channel_is_read = customer.checkout()
    assert channel_is_read["missing"] == ["email", "shipping_address", "shipping_method"]

    with django_assert_num_queries(5):  # of which two begin and end the transaction
        at_once = customer.call("patch", "checkout/", AT_ONCE).json()
    noted = Basket.objects.get().checkout
    customer.say_where()
    customer.say_how()
    in_steps = customer.call("put", "checkout/payment-method/", {"code": "offline"}).json()

    moments = ("fingerprint", "cart")
    assert {**at_once, **dict.fromkeys(moments)} == {**in_steps, **dict.fromkeys(moments)}
    assert at_once["cart"]["totals"] == in_steps["cart"]["totals"]
    assert noted == Basket.objects.get().checkout


@pytest.mark.parametrize("says_all", [True, False])
def test_the_answer_that_took_the_addresses_can_be_placed(customer, lamp, says_all):
    """What a database makes of the order of their keys is no change."""
    customer.add(lamp)
    if says_all:
        told = customer.call("patch", "checkout/", AT_ONCE)
    else:
        customer.review()
        told = customer.say_where(line1="Lindenstraße 6", billing=ADDRESS)

    assert customer.place(told.json()["fingerprint"]).status_code == 201


def test_what_is_not_named_stays(customer, lamp):
    customer.add(lamp)
    customer.review()

    changed = customer.call("patch", "checkout/", {"email": "rook@example.com"}).json()

    assert (changed["email"], changed["shipping_address"]) == ("rook@example.com", ADDRESS)
    assert (changed["shipping_method"]["code"], changed["missing"]) == ("standard", [])
    assert customer.place(changed["fingerprint"]).status_code == 201


@pytest.mark.parametrize(
    ("said", "status", "code", "pointer"),
    [
        (
            {"shipping_method": {"code": "balloon"}},
            422,
            "shipping_method_unavailable",
            "/shipping_method/code",
        ),
        ({"payment_method": {"code": "shells"}}, 422, "unknown_payment_method", "/payment_method"),
        (
            {"shipping_address": {**ADDRESS, "country": "JP", "postcode": "100-0001"}},
            422,
            "country_not_served",
            "/shipping_address/country",
        ),
        (
            {"shipping_method": {"code": "standard", "pickup_point": "moon"}},
            422,
            "pickup_point_unavailable",
            "/shipping_method/pickup_point",
        ),
    ],
)
def test_where_one_thing_is_refused_nothing_is_noted(customer, lamp, said, status, code, pointer):
    customer.add(lamp)
    customer.review()
    before = Basket.objects.values("checkout", "version").get()

    refused = customer.call("patch", "checkout/", {"email": "rook@example.com", **said})

    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (status, code)
    assert problem["errors"][0]["pointer"] == pointer
    assert Basket.objects.values("checkout", "version").get() == before
