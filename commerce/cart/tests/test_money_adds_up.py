"""One set of figures from the cart to the letter: the cases in which discounts lost or made cents."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core import mail

from commerce.ordering.tests.checkouts import Customer
from commerce.oscar.offer.models import Benefit, Condition, ConditionalOffer, Range
from commerce.oscar.order.models import Order, OrderDiscount
from commerce.oscar.payment.models import Source

from .figures import assert_adds_up, money
from .goods import make_offer, make_product, make_rate, make_voucher

pytestmark = pytest.mark.usefixtures("channel_of_module")


@pytest.fixture
def customer(api, channel):
    make_rate(channel, "EUR", "6.90")
    return Customer(api)


def buy(customer, deliver, *codes):
    """Use the vouchers, review, place; every stage is held to the others. Returns the order."""
    for code in codes:
        assert customer.voucher(code).status_code == 200
    cart, review = customer.cart(), customer.review()
    answer = customer.place(review["fingerprint"])
    assert answer.status_code == 201, answer.json()
    deliver()
    assert_adds_up(cart=cart, review=review, order=answer.json(), letter=mail.outbox[-1].body)
    return answer.json()


def three_for_two(channel, range_=None, **fields):
    range_ = range_ or Range.objects.create(name="Mugs", includes_all_products=True)
    return ConditionalOffer.objects.create(
        channel=channel,
        name="Three mugs for two",
        condition=Condition.objects.create(type="Count", value=3, range=range_),
        benefit=Benefit.objects.create(type="Multibuy", range=range_),
        **fields,
    )


def test_a_voucher_for_everything_beside_three_for_two(customer, channel, deliver):
    three_for_two(channel, exclusive=False)
    make_voucher(channel, "ALL", benefit=("Percentage", "100"))
    customer.add(make_product(channel, "MUG", prices={"EUR": "16.00"}), 3)

    order = buy(customer, deliver, "ALL")

    assert order["lines"][0]["total"] == money("0.00")
    assert order["totals"]["total"] == money("6.90")
    assert order["payments"][0]["amount"] == money("6.90")
    assert Order.objects.get().total_incl_tax == Decimal("6.90")


def test_more_than_hundred_percent_together(customer, channel, deliver):
    make_offer(channel, "Sale", benefit=("Percentage", "60"), exclusive=False)
    make_voucher(channel, "HALF", benefit=("Percentage", "50"))
    customer.add(make_product(channel, prices={"EUR": "33.33"}), 2)

    order = buy(customer, deliver, "HALF")

    assert order["totals"]["discount"] == money("66.66")
    assert order["totals"]["total"] == money("6.90")


def test_small_offers_on_cent_articles(customer, channel, deliver):
    for number in range(4):
        make_offer(channel, f"Small {number}", benefit=("Percentage", "30"), exclusive=False)
    customer.add(make_product(channel, "DEAR", prices={"EUR": "199.99"}, stock=9), 1)
    for number in range(3):
        customer.add(make_product(channel, f"CENT{number}", prices={"EUR": "0.01"}), 3)

    buy(customer, deliver)


@pytest.mark.parametrize(
    "goods", [[("8.99", 1), ("16.95", 4)], [("9.99", 3), ("0.05", 7)], [("0.01", 3), ("33.33", 7)]]
)
def test_a_voucher_worth_more_than_the_cart(customer, channel, deliver, goods):
    make_voucher(channel, "RICH", benefit=("Absolute", "500"))
    for number, (price, quantity) in enumerate(goods):
        customer.add(make_product(channel, f"P{number}", prices={"EUR": price}), quantity)

    order = buy(customer, deliver, "RICH")

    assert {line["total"]["amount"] for line in order["lines"]} == {"0.00"}
    assert order["totals"]["total"] == money("6.90")


def test_each_cent_has_its_row(customer, channel, deliver):
    make_offer(channel, "Third", benefit=("Percentage", "33.33"))
    customer.add(make_product(channel, prices={"EUR": "0.01"}), 3)

    order = buy(customer, deliver)

    assert order["lines"][0]["discount"] == money("0.01")
    assert [(row["name"], row["amount"]) for row in order["discounts"]] == [
        ("Third", money("0.01"))
    ]
    assert OrderDiscount.objects.get().amount == Decimal("0.01")


@pytest.mark.parametrize("currency", ["KWD", "BHD", "OMR", "JOD", "TND"])
def test_thousandths_are_ordered_as_reviewed(api, channel, deliver, currency):
    channel.currencies = [*channel.currencies, currency]
    channel.save()
    make_rate(channel, currency, "1.500")
    make_voucher(channel, "FIFTEEN", benefit=("Percentage", "15"))
    customer = Customer(api)
    customer.add(make_product(channel, "A", prices={"EUR": "9.00", currency: "3.25"}), 3)
    customer.add(make_product(channel, "B", prices={"EUR": "1.00", currency: "0.155"}), 7)
    assert customer.call("patch", "cart/", {"currency": currency}).status_code == 200

    order = buy(customer, deliver, "FIFTEEN")

    assert order["lines"][1]["unit_price"] == money("0.155", currency)
    assert order["totals"]["total"] == money("10.709", currency)
    source = Source.objects.get()
    assert (source.currency, source.amount_allocated) == (currency, Decimal("10.709"))
    assert "10.709" in mail.outbox[-1].body


def test_a_yen_has_no_parts(api, channel, deliver):
    channel.currencies = [*channel.currencies, "JPY"]
    channel.save()
    make_rate(channel, "JPY", "700")
    make_offer(channel, "Third", benefit=("Percentage", "33.33"))
    customer = Customer(api)
    customer.add(make_product(channel, prices={"EUR": "9.00", "JPY": "1001"}), 2)
    customer.call("patch", "cart/", {"currency": "JPY"})

    order = buy(customer, deliver)

    assert order["totals"]["discount"] == money("667", "JPY")
    assert order["totals"]["total"] == money("2035", "JPY")


@pytest.mark.parametrize(
    ("quantities", "free"),
    [([2], 0), ([3], 1), ([5], 1), ([6], 2), ([7], 2), ([3, 3], 2), ([2, 1], 1)],
)
def test_three_for_two_repeats(customer, channel, deliver, quantities, free):
    three_for_two(channel)
    for number, quantity in enumerate(quantities):
        customer.add(make_product(channel, f"MUG{number}", prices={"EUR": "8.00"}), quantity)

    order = buy(customer, deliver)

    assert order["totals"]["discount"] == money(f"{8 * free}.00")
    assert sum(OrderDiscount.objects.values_list("frequency", flat=True)) == free


def test_three_for_two_gives_the_cheapest_of_all(customer, channel, deliver):
    three_for_two(channel)
    customer.add(make_product(channel, "DEAR", prices={"EUR": "8.00"}), 4)
    customer.add(make_product(channel, "CHEAP", prices={"EUR": "5.00"}), 2)

    assert buy(customer, deliver)["totals"]["discount"] == money("10.00")


def test_an_offer_that_applies_once_does_not_repeat(customer, channel, deliver):
    three_for_two(channel, max_basket_applications=1)
    customer.add(make_product(channel, prices={"EUR": "8.00"}), 7)

    assert buy(customer, deliver)["totals"]["discount"] == money("8.00")


@pytest.mark.parametrize(
    "benefit", [("Percentage", "50"), ("Absolute", "50"), ("Fixed", "50"), ("Fixed price", "50")]
)
def test_a_budget_is_kept_to_the_cent(customer, channel, deliver, benefit):
    offer = make_offer(
        channel, benefit=benefit, condition=("Count", "2"), max_discount=Decimal("20")
    )
    product = make_product(channel, prices={"EUR": "100.00"})
    customer.add(product, 2)

    assert buy(customer, deliver)["totals"]["discount"] == money("20.00")
    offer.refresh_from_db()
    assert (offer.total_discount, offer.status) == (Decimal("20.00"), offer.CONSUMED)

    customer.add(product, 2)
    assert buy(customer, deliver)["totals"]["discount"] == money("0.00")


def test_what_is_left_of_a_budget_is_given(customer, channel, deliver):
    make_offer(
        channel,
        benefit=("Absolute", "15"),
        max_discount=Decimal("20"),
        total_discount=Decimal("12.34"),
    )
    customer.add(make_product(channel, prices={"EUR": "9.99"}), 3)

    assert buy(customer, deliver)["totals"]["discount"] == money("7.66")


def test_a_budget_holds_for_shipping_too(customer, channel, deliver):
    make_offer(
        channel, "Delivery", benefit=("Shipping percentage", "100"), max_discount=Decimal("5")
    )
    customer.add(make_product(channel))

    order = buy(customer, deliver)

    assert order["totals"]["shipping"] == money("1.90")
    assert order["shipping_discounts"][0]["amount"] == money("5.00")
