"""What a cart comes to beside goods and shipping: from its choice to the paid order."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core import mail

from commerce.cart import registry
from commerce.cart.models import ChargeRate
from commerce.cart.registry import Charge, ChargeKind
from commerce.core.money import Money
from commerce.notifications.services import send_due
from commerce.ordering.review import review_basket
from commerce.ordering.selectors.orders import totals_of
from commerce.ordering.services.completion import checks
from commerce.ordering.services.letters import send_order_confirmation
from commerce.ordering.tests.checkouts import Customer
from commerce.ordering.tests.test_orders import sign_in, sign_up
from commerce.oscar.basket.models import Basket
from commerce.oscar.order.models import Order, Surcharge

from .carts import state_of_carts
from .figures import assert_adds_up, money
from .goods import make_charge, make_product, make_rates

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channel_of_module")]
WRAP = "cart/extras/gift_wrap/"


@pytest.fixture
def customer(api, channel):
    make_rates(channel)
    customer = Customer(api)
    customer.add(make_product(channel), 2)
    return customer


@pytest.fixture
def kind(monkeypatch):
    """Registers a kind for one test: `kind(code, amount)`."""

    def register(code, amount, **options):
        def work_out(cart):
            yield Charge(amount=Money(Decimal(amount), cart.currency))

        known = ChargeKind(code=code, label=code.title(), work_out=work_out, **options)
        monkeypatch.setitem(registry._kinds, code, known)

    return register


def charges(shown):
    return [
        (line["kind"], line["amount"]["amount"])
        for line in shown["totals"]["lines"]
        if line["kind"] not in ("goods", "discount", "shipping", "shipping_discount")
    ]


def fresh(customer):
    """The cart, priced anew: nothing tells a stored one of a kind that was registered since."""
    [line] = customer.cart()["lines"]
    return customer.set_quantity(line["id"], line["quantity"]).json()


def test_a_shop_without_rates_charges_nothing(customer):
    cart = customer.cart()

    assert cart["extras"] == []
    assert [line["kind"] for line in cart["totals"]["lines"]] == ["goods"]
    assert customer.call("put", WRAP, {"message": ""}).json()["code"] == "extra_not_found"


def test_a_gift_is_wrapped_from_the_cart_to_the_letter(customer, channel):
    make_charge(channel, "gift_wrap", "3.50")
    [extra] = customer.cart()["extras"]
    assert (extra["label"], extra["price"], extra["is_chosen"]) == (
        "Gift wrapping",
        money("3.50"),
        False,
    )

    cart = customer.call("put", WRAP, {"message": "Happy birthday, Ada & Bo <3"}).json()
    review = customer.review()
    placed = customer.place(review["fingerprint"]).json()

    order = Order.objects.get(number=placed["number"])
    send_order_confirmation(order_id=order.pk)
    send_due()
    letter = mail.outbox[-1]
    assert_adds_up(cart=cart, review=review, order=placed, letter=letter.body)
    assert placed["totals"]["total"] == money("48.40")
    assert placed["payments"][0]["amount"] == money("48.40")
    surcharge = order.surcharges.get()
    assert (surcharge.code, surcharge.name) == ("gift_wrap", "Gift wrapping")
    assert surcharge.message == "Happy birthday, Ada & Bo <3"
    assert "“Happy birthday, Ada & Bo <3”" in letter.body
    assert "Happy birthday, Ada &amp; Bo &lt;3" in letter.alternatives[0].content


def test_an_order_reads_back_to_what_was_reviewed(customer, channel, kind, monkeypatch):
    make_charge(channel, "gift_wrap", "3.50")
    make_charge(channel, "small_order_fee", "2.00", goods_below="50.00")
    kind("points", "-1.25", position=50)
    customer.call("put", WRAP, {"message": "For you"})
    customer.review()
    seen = []

    def remember(**options):
        seen.append(review_basket(**options))
        return seen[-1]

    monkeypatch.setattr(checks, "review_basket", remember)
    placed = customer.place().json()

    assert totals_of(Order.objects.get(number=placed["number"])) == seen[0].totals
    assert charges(placed) == [
        ("gift_wrap", "3.50"),
        ("small_order_fee", "2.00"),
        ("points", "-1.25"),
    ]


def test_a_choice_is_changed_and_taken_back(customer, channel):
    make_charge(channel, "gift_wrap", "3.50")
    customer.call("put", WRAP, {"message": "One"})

    again = customer.call("put", WRAP, {"message": "Two"}).json()
    gone = customer.call("delete", WRAP).json()

    assert (again["extras"][0]["message"], charges(again)) == ("Two", [("gift_wrap", "3.50")])
    assert (gone["extras"][0]["is_chosen"], charges(gone)) == (False, [])
    assert customer.call("delete", WRAP).status_code == 404
    assert customer.cart() == gone


def test_a_cleared_cart_is_not_wrapped_any_more(customer, channel):
    make_charge(channel, "gift_wrap", "3.50")
    customer.call("put", WRAP, {})

    cart = customer.call("post", "cart/clear/").json()

    assert (cart["totals"]["total"], cart["extras"]) == (money("0.00"), [])
    assert Basket.objects.get().checkout == {"charges": {}}


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("cart/extras/gift_wrap/", {"message": "x" * 201}, 422),
        ("cart/extras/gift_wrap/", {"message": "x" * 501}, 400),
        ("cart/extras/gift_wrap/", {"message": ["x"]}, 400),
        ("cart/extras/gift_wrap/", {"message": "<b>Ada</b>"}, 400),
        ("cart/extras/gift_wrap/", {"message": "See https://evil.example/"}, 400),
        ("cart/extras/gift_wrap/", {"note": "x"}, 400),
        ("cart/extras/small_order_fee/", {"message": ""}, 404),
        ("cart/extras/tip/", {"message": ""}, 404),
    ],
)
def test_what_cannot_be_asked_for_changes_nothing(customer, channel, path, body, status):
    make_charge(channel, "gift_wrap", "3.50")
    make_charge(channel, "small_order_fee", "3.50", goods_below="99.00")
    before = state_of_carts()

    assert customer.call("put", path, body).status_code == status
    assert state_of_carts() == before
    assert Basket.objects.get().checkout == {}


def test_signing_in_keeps_the_wrapping(customer, channel):
    make_charge(channel, "gift_wrap", "3.50")
    customer.call("put", WRAP, {"message": "Keep me"})
    email = sign_up(customer.api)

    sign_in(customer, email)

    assert customer.cart()["extras"][0]["message"] == "Keep me"


def test_a_small_order_costs_a_fee_and_says_how_to_avoid_it(customer, channel):
    make_charge(channel, "small_order_fee", "2.00", goods_below="50.00")

    *_goods, fee = customer.cart()["totals"]["lines"]
    assert (fee["label"], fee["amount"]) == ("Small order fee", money("2.00"))
    assert fee["hint"] == "Add €10.00 more to avoid this fee."
    german = customer.cart("?locale=de")["totals"]["lines"][-1]
    assert german["hint"].startswith("Noch 10,00\xa0€")

    line_id = customer.cart()["lines"][0]["id"]
    assert charges(customer.set_quantity(line_id, 3).json()) == []


def test_charges_are_of_one_channel_and_currency(customer, channel, other_channel):
    make_charge(channel, "small_order_fee", "2.00", currency="USD", goods_below="50.00")
    make_charge(other_channel, "small_order_fee", "9.00", goods_below="50.00")

    assert charges(customer.cart()) == []
    assert charges(customer.call("patch", "cart/", {"currency": "USD"}).json()) == [
        ("small_order_fee", "2.00")
    ]


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        ({"amount": "9.00"}, money("3.50"), money("9.00")),
        (None, money("3.50"), None),
    ],
)
def test_a_charge_that_changed_since_the_review_is_told(customer, channel, change, before, after):
    rate = make_charge(channel, "gift_wrap", "3.50")
    customer.call("put", WRAP, {"message": "For you"})
    fingerprint = customer.review()["fingerprint"]
    if change is None:
        rate.delete()
    else:
        rate.amount = Decimal(change["amount"])
        rate.save()

    refused = customer.place(fingerprint)

    assert (refused.status_code, refused.json()["code"]) == (409, "checkout_changed")
    assert refused.json()["changes"] == [
        {
            "kind": "charge",
            "name": "Gift wrapping",
            "before": before,
            "after": after,
            "line_id": None,
        }
    ]
    assert (Order.objects.count(), Surcharge.objects.count()) == (0, 0)


def test_another_message_since_the_review_is_told(customer, channel):
    make_charge(channel, "gift_wrap", "3.50")
    customer.call("put", WRAP, {"message": "One"})
    fingerprint = customer.review()["fingerprint"]
    customer.call("put", WRAP, {"message": "Two"})

    [change] = customer.place(fingerprint).json()["changes"]

    assert (change["kind"], change["before"], change["after"]) == ("charge", "One", "Two")


def test_what_is_taken_off_ends_at_zero(customer, kind):
    kind("points", "-500.00")

    assert charges(fresh(customer)) == [("points", "-40.00")]
    review = customer.review()
    placed = customer.place(review["fingerprint"])

    assert charges(review) == [("points", "-44.90")]
    assert placed.json()["totals"]["total"] == money("0.00")


def test_kinds_are_worked_out_by_their_position(customer, kind):
    kind("second", "1.00", position=2)
    kind("first", "2.00", position=1)

    assert charges(fresh(customer)) == [("first", "2.00"), ("second", "1.00")]


@pytest.mark.parametrize(("counts", "price"), [(True, "0.00"), (False, "4.90")])
def test_what_counts_as_goods_helps_to_free_shipping(customer, kind, counts, price):
    kind("deposit", "60.00", counts_as_goods=counts)

    assert customer.review()["shipping_method"]["price"] == money(price)


def test_a_changed_rate_makes_stored_carts_stale(customer, channel):
    rate = make_charge(channel, "small_order_fee", "2.00", goods_below="50.00")
    assert charges(customer.cart()) == [("small_order_fee", "2.00")]

    rate.amount = Decimal("3.00")
    rate.save()

    assert charges(customer.cart()) == [("small_order_fee", "3.00")]


def test_rates_cost_no_query_once_they_are_known(customer, channel, django_assert_num_queries):
    make_charge(channel, "gift_wrap", "3.50")
    line_id = customer.cart()["lines"][0]["id"]
    customer.set_quantity(line_id, 3)

    with django_assert_num_queries(6):
        customer.set_quantity(line_id, 4)

    ChargeRate.objects.get().delete()
    customer.set_quantity(line_id, 5)
    with django_assert_num_queries(6):
        customer.set_quantity(line_id, 6)
