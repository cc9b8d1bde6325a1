"""What an order had is bought once more: what can be, and nothing twice."""

from decimal import Decimal
from uuid import uuid4

import pytest

from commerce.cart.tests.goods import make_product, make_rates
from commerce.oscar.basket.models import Basket
from commerce.oscar.basket.models import Line as CartLine
from commerce.oscar.order.models import Order
from commerce.oscar.partner.models import StockRecord

from .checkouts import EMAIL, Customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(api, channel):
    """A guest who has bought two lamps and a rug."""
    make_rates(channel)
    customer = Customer(api)
    customer.add(make_product(channel, title="Lamp"), 2)
    customer.add(make_product(channel, "RUG", title="Rug"), 1)
    customer.review()
    customer.placed = customer.place().json()
    customer.token = None
    return customer


def again(customer, query="", key=None):
    number = Order.objects.get().number
    query = query or f"?token={customer.placed['access_token']}"
    headers = {"Idempotency-Key": key or uuid4().hex}
    return customer.call("post", f"orders/{number}/reorder/{query}", None, **headers)


def test_everything_is_in_a_new_cart_at_todays_prices(customer):
    record = StockRecord.objects.get(partner_sku="RUG")
    record.prices.update(amount=Decimal(95))

    answer = again(customer).json()

    cart = answer["cart"]
    assert answer["left_out"] == []
    assert [(line["name"], line["quantity"]) for line in cart["lines"]] == [("Lamp", 2), ("Rug", 1)]
    assert cart["lines"][1]["unit_price"]["amount"] == "95.00"
    customer.token = cart["token"]
    assert customer.call("get", "cart/").json()["item_count"] == 3


def test_what_cannot_be_bought_is_left_out_and_said(customer):
    StockRecord.objects.filter(partner_sku="LAMP").update(num_in_stock=3)

    answer = again(customer).json()

    assert [line["name"] for line in answer["cart"]["lines"]] == ["Rug"]
    (left_out,) = answer["left_out"]
    line = Order.objects.get().lines.get(partner_sku="LAMP")
    assert left_out == {
        "line_id": line.public_id,
        "name": "Lamp",
        "quantity": 2,
        "code": "insufficient_stock",
        "detail": "Only 1 left of LAMP.",
    }


def test_where_nothing_is_left_the_cart_stays_as_it_was(customer):
    StockRecord.objects.update(num_in_stock=0, num_allocated=0)
    carts = Basket.objects.count()

    answer = again(customer).json()

    assert (answer["cart"]["item_count"], len(answer["left_out"])) == (0, 2)
    assert Basket.objects.count() == carts


def test_a_repeated_press_adds_once_and_another_adds_on_top(customer):
    customer.token = again(customer).json()["cart"]["token"]

    pressed = [again(customer, key=key).json() for key in ("once", "once", "twice")]

    assert [answer["cart"]["item_count"] for answer in pressed] == [6, 6, 9]


@pytest.mark.parametrize("query", ["?email=else@example.com", "?token=x", "?email="])
def test_the_order_of_another_fills_no_cart(customer, query):
    lines = CartLine.objects.count()

    answer = again(customer, query)

    assert (answer.status_code, answer.json()["code"]) == (404, "order_not_found")
    assert CartLine.objects.count() == lines
    assert again(customer, f"?email={EMAIL}").status_code == 200
