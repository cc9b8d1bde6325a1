"""Taxes from the cart to the order, its letter and its rows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core import mail

from commerce.cart.tests.goods import make_charge, make_product, make_rates, make_voucher
from commerce.notifications.services import send_due
from commerce.ordering.models import OrderTax
from commerce.ordering.selectors.orders import get_order, totals_of
from commerce.ordering.selectors.taxes import list_taxes
from commerce.ordering.services.letters import send_order_confirmation
from commerce.ordering.tests.checkouts import Customer
from commerce.oscar.order.models import Order
from commerce.tax.models import TaxRate

from .factories import make_class, make_taxes

pytestmark = pytest.mark.django_db


def money(amount):
    return {"amount": amount, "currency": "EUR"}


def rates(shown):
    return [
        (row["percentage"], row["net"]["amount"], row["tax"]["amount"], row["gross"]["amount"])
        for row in shown["totals"]["taxes"]
    ]


@pytest.fixture
def customer(api, channel):
    make_rates(channel)
    return Customer(api)


@pytest.fixture
def goods(channel):
    """A lamp for 20.00 of the usual class, and a book for 10.70 of the reduced one."""
    lamp = make_product(channel)
    book = make_product(
        channel,
        "BOOK",
        prices={"EUR": "10.70"},
        tax_class=make_class(channel, "reduced", "reduced"),
    )
    return lamp, book


def test_a_shop_without_taxes_tells_none(customer, channel, goods):
    customer.add(goods[0])

    totals = customer.cart()["totals"]

    assert (totals["taxes"], totals["tax"], totals["prices_include_tax"]) == ([], None, True)
    customer.review()
    customer.place()
    assert (OrderTax.objects.count(), Order.objects.get().taxation) == (0, {})


def test_prices_with_tax_tell_it_from_the_cart_to_the_order(customer, channel, goods):
    make_taxes(channel)
    customer.add(goods[0], 2)
    customer.add(goods[1], 1)

    cart = customer.cart()
    review = customer.review()
    placed = customer.place(review["fingerprint"]).json()

    assert rates(cart) == [("19", "33.61", "6.39", "40.00"), ("7", "10.00", "0.70", "10.70")]
    assert [line["tax"]["percentage"] for line in cart["lines"]] == ["19", "7"]
    # Shipping for 4.90 bears what most of the goods bear.
    assert rates(review) == [("19", "37.73", "7.17", "44.90"), ("7", "10.00", "0.70", "10.70")]
    assert rates(placed) == rates(review)
    assert placed["totals"]["total"] == money("55.60")
    assert placed["totals"]["tax"] == money("7.87")
    order = Order.objects.get()
    assert (order.total_incl_tax, order.total_excl_tax) == (Decimal("55.60"), Decimal("47.73"))
    assert (order.shipping_incl_tax, order.shipping_excl_tax) == (Decimal("4.90"), Decimal("4.12"))
    lamp, book = order.lines.order_by("pk")
    assert (lamp.line_price_excl_tax, lamp.line_price_incl_tax) == (Decimal("33.61"), Decimal(40))
    assert (lamp.unit_price_excl_tax, lamp.tax_code) == (Decimal("16.81"), "standard")
    assert (book.line_price_excl_tax, book.tax_code) == (Decimal("10.00"), "reduced")
    told = list_taxes(order=order)
    assert [str(row.percentage.normalize()) for row in told] == ["19", "7"]
    assert told.lines[book.pk].tax.amount == Decimal("0.70")
    assert [row.source for row in told.others] == ["shipping"]


def test_net_prices_get_their_tax_on_top(customer, channel, goods):
    make_taxes(channel, prices_include_tax=False)
    make_charge(channel, "gift_wrap", "3.50")
    customer.add(goods[0], 1)
    customer.add(goods[1], 2)
    customer.call("put", "cart/extras/gift_wrap/", {"message": ""})

    review = customer.review()
    placed = customer.place(review["fingerprint"]).json()

    # 21.40 of books outweigh a lamp of 20.00, so the rest bears 7 %.
    assert rates(placed) == [("19", "20.00", "3.80", "23.80"), ("7", "29.80", "2.09", "31.89")]
    lines = [(line["kind"], line["label"], line["amount"]) for line in placed["totals"]["lines"]]
    assert lines[-2:] == [("tax", "VAT 19 %", money("3.80")), ("tax", "VAT 7 %", money("2.09"))]
    assert placed["totals"]["total"] == money("55.69")
    assert placed["payments"][0]["amount"] == money("55.69")
    assert placed["lines"][0]["total"] == money("20.00")
    order = Order.objects.get()
    assert (order.total_excl_tax, order.total_incl_tax) == (Decimal("49.80"), Decimal("55.69"))
    assert order.lines.order_by("pk")[0].line_price_incl_tax == Decimal("23.80")
    assert totals_of(get_order(order.pk)).adds_up([]) is False  # goods are told by the lines


def test_the_letter_tells_the_taxes(customer, channel, goods):
    make_taxes(channel)
    customer.add(goods[0])
    customer.review()
    customer.place()

    send_order_confirmation(order_id=Order.objects.get().pk)
    send_due()

    assert "Includes 19 % VAT" in mail.outbox[-1].body


def test_a_rate_that_changed_since_the_review_is_told(customer, channel, goods):
    make_taxes(channel)
    customer.add(goods[0])
    fingerprint = customer.review()["fingerprint"]
    rate = TaxRate.objects.get(zone__country="DE", tax_class__code="standard")
    rate.percentage = Decimal(16)
    rate.save()

    refused = customer.place(fingerprint)

    assert (refused.status_code, refused.json()["code"]) == (409, "checkout_changed")
    assert [(c["kind"], c["name"], c["before"], c["after"]) for c in refused.json()["changes"]] == [
        ("tax", "VAT 19 %", money("3.97"), None),
        ("tax", "VAT 16 %", None, money("3.44")),
    ]
    assert (Order.objects.count(), OrderTax.objects.count()) == (0, 0)


def test_vouchers_lower_what_is_taxed(customer, channel, goods):
    make_taxes(channel)
    make_voucher(channel, "TEN")
    customer.add(goods[0], 2)
    customer.voucher("TEN")

    cart = customer.cart()

    [(_rate, net, tax, gross)] = rates(cart)
    assert Decimal(net) + Decimal(tax) == Decimal(gross)
    assert gross == cart["totals"]["total"]["amount"]


def test_a_change_of_a_cart_costs_no_query_more(
    customer, channel, goods, django_assert_num_queries
):
    customer.add(goods[0])
    [line] = customer.cart()["lines"]
    customer.set_quantity(line["id"], 2)
    with django_assert_num_queries(6):
        customer.set_quantity(line["id"], 3)

    make_taxes(channel)
    with django_assert_num_queries(10):  # rates of charges, offers, and two for taxes are read anew
        customer.set_quantity(line["id"], 4)
    with django_assert_num_queries(6):
        customer.set_quantity(line["id"], 5)
