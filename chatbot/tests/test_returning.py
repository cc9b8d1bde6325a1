"""Sending something back: told what can, and led to the page that takes it; nothing is returned by words."""

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from commerce.cart.tests.goods import make_rates
from commerce.ordering.services.fulfilments import (
    create_fulfilments,
    deliver_fulfilment,
    ship_fulfilment,
)
from commerce.ordering.services.orders import change_order_status
from commerce.ordering.tests.checkouts import EMAIL, Customer
from commerce.oscar.order.models import Order
from commerce.returns.models import ReturnRequest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("goods_of_module")]


@pytest.fixture
def order(visitor, goods, api, channel):
    """A guest's two lamps, paid."""
    make_rates(channel)
    customer = Customer(api)
    customer.add(goods["lamp"], 2)
    customer.review()
    customer.place()
    order = Order.objects.get()
    change_order_status(order_id=order.pk, status="paid")
    return order


@pytest.fixture
def sent(order):
    """Both have arrived today."""
    line = order.lines.get()
    (parcel,) = create_fulfilments(order_id=order.pk, quantities={line.pk: 2})
    ship_fulfilment(fulfilment_id=parcel.pk)
    deliver_fulfilment(fulfilment_id=parcel.pk)
    return order


def test_what_can_come_back_is_told_and_its_page_named(visitor, sent):
    asked = visitor.say("I want my money back for the lamp")
    assert asked["text"].startswith("Which order is it about?")
    assert [page["path"] for page in asked["citations"]] == ["/contact/"]

    told = visitor.say(f"{sent.number} {EMAIL}")

    until = timezone.localdate() + timezone.timedelta(days=30)
    assert told["text"] == (
        "On the page of the order you choose what you send back, and why:\n"
        f"Linen lamp, 2 at most, until {date_format(until, 'DATE_FORMAT')}"
    )
    assert (told["order"]["number"], told["tools"]) == (sent.number, ["offer_return"])
    assert ReturnRequest.objects.count() == 0


def test_what_was_never_sent_or_is_too_late_is_left_to_people(visitor, order):
    want = f"I want a refund for {order.number}, {EMAIL}"
    early = visitor.say(want)
    assert early["text"].startswith("I cannot pay money back myself.")
    assert early["order"]["number"] == order.number

    line = order.lines.get()
    (parcel,) = create_fulfilments(order_id=order.pk, quantities={line.pk: 2})
    ship_fulfilment(fulfilment_id=parcel.pk)
    deliver_fulfilment(fulfilment_id=parcel.pk)
    assert visitor.say(want)["tools"] == ["offer_return"]
    order.fulfilments.update(delivered_at=timezone.now() - timezone.timedelta(days=60))
    assert visitor.say(want)["text"].startswith("I cannot pay money back myself.")


def test_the_order_of_another_is_not_told_of(visitor, sent):
    told = visitor.say(f"I want a refund for {sent.number}, someone@example.com")

    assert told["text"].startswith("I find no order with this number and address.")
    assert told["order"] is None
