"""What changes between cart, review and order: prices, names, offers, limits, whole carts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core import mail

from commerce.cart.policies import MAX_QUANTITY, MAX_VOUCHERS
from commerce.cart.selectors.baskets import token_hash
from commerce.cart.services.basket_merge import merge_baskets
from commerce.catalogue.services.catalogue import set_price, translate_product
from commerce.catalogue.services.documents import rebuild_products
from commerce.core.models import OutboxEvent
from commerce.core.money import Money
from commerce.ordering.services.orders import change_order_status
from commerce.ordering.tests.checkouts import Customer
from commerce.oscar.basket.models import Basket, Line
from commerce.oscar.basket.utils import DiscountApplication
from commerce.oscar.offer.benefits import CutPercentage
from commerce.oscar.offer.models import BasketDiscount, ConditionalOffer, PostOrderAction
from commerce.oscar.order.models import Order
from commerce.oscar.partner.models import StockRecord
from commerce.oscar.payment.models import Source

from .carts import Storefront, state_of_carts
from .figures import money
from .goods import make_offer, make_product, make_rates, make_voucher


@pytest.fixture
def lamp(channel):
    make_rates(channel)
    lamp = make_product(channel)
    rebuild_products(product_ids=[lamp.pk])
    return lamp


@pytest.fixture
def ready(api, lamp):
    customer = Customer(api)
    customer.add(lamp, 2)
    customer.seen = customer.review()["fingerprint"]
    return customer


def state():
    offers = ConditionalOffer.objects.order_by("pk").values_list("pk", "total_discount")
    stock = StockRecord.objects.order_by("pk").values_list("pk", "num_allocated")
    return [*state_of_carts(), *offers, *stock, Order.objects.count(), Source.objects.count()]


def changes_of(customer):
    before = state()
    problem = customer.place(customer.seen).json()
    assert problem["code"] == "checkout_changed", problem
    assert state() == before
    return [(row["kind"], row["before"], row["after"]) for row in problem["changes"]]


def test_a_cart_hears_of_a_new_price(ready, lamp, channel, deliver):
    assert ready.cart()["totals"]["total"] == money("40.00")

    set_price(
        stockrecord=lamp.stockrecords.get(), channel=channel, price=Money(Decimal("21.50"), "EUR")
    )
    deliver()

    assert ready.cart()["totals"]["total"] == money("43.00")
    assert changes_of(ready) == [("price", money("20.00"), money("21.50"))]


def test_a_product_of_another_name_is_not_what_was_reviewed(ready, lamp, deliver):
    translate_product(product=lamp, locale="en", name="Lamp of glass")
    deliver()

    assert changes_of(ready) == [("name", "Product LAMP", "Lamp of glass")]


def test_a_name_in_another_language_is_no_change(ready, lamp, deliver):
    translate_product(product=lamp, locale="de", name="Lampe")
    deliver()

    placed = ready.call(
        "post",
        "checkout/place/?locale=de",
        {"payment_method": "offline", "fingerprint": ready.seen},
        **{"Idempotency-Key": "de"},
    )

    assert placed.status_code == 201, placed.json()


def test_an_offer_of_another_size_is_told(ready, channel):
    offer = make_offer(channel)
    ready.seen = ready.checkout()["fingerprint"]
    offer.benefit.value = Decimal(20)
    offer.benefit.save()

    assert changes_of(ready) == [("discount", money("4.00"), money("8.00"))]


def test_a_voucher_of_another_size_is_told(ready, channel):
    voucher = make_voucher(channel, "WELCOME")
    ready.voucher("WELCOME")
    ready.seen = ready.checkout()["fingerprint"]
    benefit = voucher.offers.get().benefit
    benefit.value = Decimal(5)
    benefit.save()

    assert changes_of(ready) == [("discount", money("4.00"), money("2.00"))]


def test_a_budget_that_others_used_is_told(api, ready, lamp, channel):
    make_offer(channel, benefit=("Absolute", "15"), max_discount=Decimal(20))
    ready.seen = ready.checkout()["fingerprint"]
    faster = Customer(api)
    faster.add(lamp)
    faster.review()
    assert faster.place().status_code == 201

    assert changes_of(ready) == [("discount", money("15.00"), money("5.00"))]
    assert ready.place().json()["totals"]["discount"] == money("5.00")


def test_an_order_that_does_not_add_up_is_not_placed(ready, channel, monkeypatch):
    """A benefit of somebody else that takes more than there is, past the line's own limit."""

    def take_too_much(self, basket, condition, offer, **kwargs):
        line = basket.all_lines()[0]
        if line.discounts.total:
            return BasketDiscount(Decimal(0))
        line.discounts._discounts.append(DiscountApplication(Decimal("99.00"), 1, False, offer))
        return BasketDiscount(Decimal("99.00"))

    make_offer(channel)
    monkeypatch.setattr(CutPercentage, "apply", take_too_much)
    seen, before = ready.checkout()["fingerprint"], state()

    answer = ready.place(seen)

    assert (answer.status_code, answer.json()["code"]) == (409, "order_does_not_add_up")
    assert state() == before
    assert mail.outbox == []


def test_what_an_offer_does_after_the_order_is_done_and_noted(ready, channel, monkeypatch):
    voucher = make_voucher(channel, "POINTS")
    monkeypatch.setattr(
        CutPercentage, "apply", lambda self, *args, **kwargs: PostOrderAction("Points to come")
    )
    monkeypatch.setattr(
        CutPercentage,
        "apply_deferred",
        lambda self, basket, order, application: f"10 points for {order.number}",
    )
    assert ready.voucher("POINTS").status_code == 200

    answer = ready.place().json()

    order = Order.objects.get(number=answer["number"])
    (row,) = order.discounts.all()
    assert (row.category, row.amount) == (row.DEFERRED, Decimal(0))
    assert row.message == f"10 points for {order.number}"
    assert (answer["discounts"], answer["totals"]["discount"]) == ([], money("0.00"))
    assert voucher.applications.count() == 1
    assert ConditionalOffer.objects.get().num_applications == 1


def stock_events():
    return [
        event.payload["product_ids"]
        for event in OutboxEvent.objects.filter(topic="shop.stock_changed").order_by("pk")
    ]


@pytest.mark.parametrize("steps", [["cancelled"], ["paid", "packed", "shipped"]])
def test_stock_is_told_of_when_it_is_allocated_and_when_that_ends(ready, lamp, steps):
    OutboxEvent.objects.all().delete()
    number = ready.place().json()["number"]
    assert stock_events() == [[lamp.pk]]

    for status in steps:
        change_order_status(order_id=Order.objects.get(number=number).pk, status=status)

    assert stock_events() == [[lamp.pk], [lamp.pk]]


def test_signing_in_joins_carts_up_to_their_limits(api, channel, lamp, django_user_model):
    user = django_user_model.objects.create_user(email="ada@example.com", password="long-enough-1")
    guest = Storefront(api)
    guest.add(lamp, 2)
    guest_cart = Basket.objects.get()
    own = Basket.objects.create(channel=channel, currency="EUR", owner=user)
    record = lamp.stockrecords.get()
    Line.objects.create(
        basket=own, product=lamp, stockrecord=record, line_reference="x", quantity=MAX_QUANTITY - 1
    )
    for number in range(MAX_VOUCHERS):
        own.vouchers.add(make_voucher(channel, f"OWN{number}"))
        guest_cart.vouchers.add(make_voucher(channel, f"GUEST{number}"))

    merge_baskets(user_id=user.pk, channel_id=channel.pk, token_hash=token_hash(guest.token))

    assert own.lines.get().quantity == MAX_QUANTITY
    assert own.vouchers.count() == MAX_VOUCHERS
    guest_cart.refresh_from_db()
    assert guest_cart.status == Basket.MERGED


def test_reports_count_each_order_once(ready, lamp, deliver):
    ready.place()
    deliver()
    deliver()

    lamp.refresh_from_db()
    assert lamp.stats.num_purchases == 2
