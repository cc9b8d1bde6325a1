"""How offers and vouchers stand to each other, and what becomes of them after an order."""

from __future__ import annotations

from decimal import Decimal

import pytest

from commerce.ordering.services.orders import change_order_status
from commerce.ordering.tests.checkouts import Customer
from commerce.oscar.offer.models import ConditionalOffer
from commerce.oscar.order.models import Order, OrderNote
from commerce.oscar.voucher.models import Voucher, VoucherApplication

from .figures import money
from .goods import change_rates, make_offer, make_product, make_rate, make_voucher


@pytest.fixture
def customer(api, channel):
    make_rate(channel, "EUR", "6.90")
    return Customer(api)


def exclusive_voucher(channel, code, **options):
    voucher = make_voucher(channel, code, **options)
    ConditionalOffer.objects.filter(name=f"For {code}").update(exclusive=True)
    ConditionalOffer.objects.get(name=f"For {code}").save()
    return voucher


@pytest.mark.parametrize("is_exclusive", [True, False])
@pytest.mark.parametrize("number", [3, 5])
def test_goods_say_nothing_about_shipping(customer, channel, number, is_exclusive):
    make_offer(
        channel,
        "Free delivery",
        benefit=("Shipping percentage", "100"),
        condition=("Value", "100"),
        exclusive=is_exclusive,
        priority=5,
    )
    exclusive_voucher(channel, "BIG", benefit=("Absolute", "500"))
    customer.add(make_product(channel, prices={"EUR": "110.40"}), number)

    cart = customer.voucher("BIG").json()

    taken_off = min(Decimal("110.40") * number, Decimal(500))
    assert cart["totals"]["discount"]["amount"] == f"{taken_off:.2f}"
    assert [row["name"] for row in cart["shipping_discounts"]] == ["Free delivery"]
    review = customer.review()
    assert review["totals"]["shipping"] == money("0.00")
    assert review["shipping_discounts"] == [
        {
            "name": "Free delivery",
            "description": "",
            "amount": money("6.90"),
            "voucher_code": None,
        }
    ]
    assert review["shipping_method"]["price_before_discount"] == money("6.90")


def test_an_offer_on_delivery_that_is_free_anyway_changes_nothing(customer, channel):
    change_rates(changes={"free_from": Decimal("10")})
    make_offer(channel, "Half", benefit=("Shipping percentage", "50"))
    customer.add(make_product(channel))

    review = customer.review()

    assert review["totals"]["shipping"] == money("0.00")
    assert review["shipping_discounts"] == []


def test_the_best_offer_on_shipping_counts(customer, channel):
    make_offer(channel, "A little", benefit=("Shipping percentage", "10"), priority=9)
    make_voucher(channel, "FREE", benefit=("Shipping fixed price", "1"))
    customer.add(make_product(channel))
    customer.voucher("FREE")

    (row,) = customer.review()["shipping_discounts"]

    assert (row["voucher_code"], row["amount"]) == ("FREE", money("5.90"))


def test_a_refusal_names_the_offer_that_stands_against_it(customer, channel):
    make_offer(channel, "Summer sale", priority=3)
    exclusive_voucher(channel, "ALONE")
    customer.add(make_product(channel), 2)

    problem = customer.voucher("ALONE").json()

    assert problem["code"] == "voucher_unavailable"
    assert problem["reason"] == "not_combinable"
    assert problem["conflicts_with"] == ["Summer sale"]
    assert "“Summer sale”" in problem["detail"]


def test_a_voucher_that_an_offer_pushed_out_says_so(customer, channel):
    exclusive_voucher(channel, "ALONE")
    customer.add(make_product(channel), 2)
    customer.voucher("ALONE")

    make_offer(channel, "Summer sale", priority=3)

    (voucher,) = customer.cart()["vouchers"]
    assert (voucher["is_applied"], voucher["reason"]) == (False, "not_combinable")
    assert voucher["conflicts_with"] == ["Summer sale"]


def test_conditions_that_are_not_met_name_no_offer(customer, channel):
    make_offer(channel, "Summer sale", priority=3)
    exclusive_voucher(channel, "BIG", condition=("Value", "1000"))
    customer.add(make_product(channel), 2)

    problem = customer.voucher("BIG").json()

    assert (problem["reason"], problem["conflicts_with"]) == ("conditions_not_met", [])


def test_a_cart_line_tells_what_each_offer_takes_off(customer, channel):
    make_offer(channel, "Fifteen percent", benefit=("Percentage", "15"))
    customer.add(make_product(channel, prices={"EUR": "1090.00"}))

    (line,) = customer.cart()["lines"]

    assert line["unit_price"] == line["subtotal"] == money("1090.00")
    assert line["discounts"] == [{"name": "Fifteen percent", "amount": money("163.50")}]
    assert line["total"] == money("926.50")


def place(customer, channel, product, code):
    customer.add(product, 2)
    assert customer.voucher(code).status_code == 200
    customer.review()
    answer = customer.place()
    assert answer.status_code == 201, answer.json()
    return Order.objects.get(number=answer.json()["number"])


def test_a_cancelled_order_gives_back_what_it_used(customer, channel):
    product = make_product(channel)
    voucher = make_voucher(channel, "ONCE", usage=Voucher.SINGLE_USE)
    offer = voucher.offers.get()
    ConditionalOffer.objects.filter(pk=offer.pk).update(max_discount=Decimal("4.00"))
    offer.refresh_from_db()
    offer.save()
    order = place(customer, channel, product, "ONCE")
    offer.refresh_from_db()
    assert (offer.status, offer.total_discount) == (offer.CONSUMED, Decimal("4.00"))

    for _ in range(2):
        change_order_status(order_id=order.pk, status="cancelled")

    offer.refresh_from_db()
    voucher.refresh_from_db()
    assert (offer.status, offer.total_discount) == (offer.OPEN, Decimal(0))
    assert (offer.num_applications, offer.num_orders) == (0, 0)
    assert (voucher.num_orders, voucher.total_discount) == (0, Decimal(0))
    assert not VoucherApplication.objects.exists()
    note = OrderNote.objects.get(order=order)
    assert note.note_type == OrderNote.SYSTEM
    assert "ONCE" in note.message
    assert place(customer, channel, product, "ONCE").pk != order.pk


def test_counts_that_staff_have_reset_do_not_go_below_zero(customer, channel):
    order = place(customer, channel, make_product(channel), make_voucher(channel, "ONE").code)
    ConditionalOffer.objects.update(num_applications=0, total_discount=0, num_orders=0)
    Voucher.objects.update(num_orders=0, total_discount=0)

    change_order_status(order_id=order.pk, status="cancelled")

    offer, voucher = ConditionalOffer.objects.get(), Voucher.objects.get()
    assert (offer.num_applications, offer.total_discount, offer.num_orders) == (0, 0, 0)
    assert (voucher.num_orders, voucher.total_discount) == (0, 0)


def test_a_cancelled_order_counts_for_no_limit_per_customer(api, channel, django_user_model):
    offer = make_offer(channel, max_user_applications=1)
    user = django_user_model.objects.create_user(email="ada@example.com", password="long-enough-1")
    order = Order.objects.create(
        channel=channel, number="R-1", user=user, total_incl_tax=1, total_excl_tax=1
    )
    order.discounts.create(offer_id=offer.pk, frequency=1, amount=1)
    assert offer.get_max_applications(user) == 0

    Order.objects.update(status="cancelled")

    assert offer.get_max_applications(user) == 1


def test_a_voucher_that_gives_nothing_is_not_used_up(customer, channel):
    """Delivery was free already."""
    make_offer(channel, "Free", benefit=("Shipping percentage", "100"), priority=9)
    voucher = make_voucher(
        channel, "SHIP", benefit=("Shipping absolute", "2"), usage=Voucher.SINGLE_USE
    )

    place(customer, channel, make_product(channel), "SHIP")

    assert not voucher.applications.exists()
