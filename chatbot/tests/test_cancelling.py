"""Cancelling an order: offered where it is possible, done by a press of the button and by nothing else."""

import pytest

from chatbot.models import Change
from chatbot.registry import list_offered
from commerce.cart.tests.goods import make_rates
from commerce.ordering.services.fulfilments import create_fulfilments
from commerce.ordering.tests.checkouts import EMAIL, Customer
from commerce.oscar.order.models import Order

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("goods_of_module")]


@pytest.fixture
def order(visitor, goods, api, channel):
    """A guest's order, which nobody has packed yet."""
    make_rates(channel)
    customer = Customer(api)
    customer.add(goods["lamp"])
    customer.review()
    customer.place()
    return Order.objects.get()


def state():
    return Order.objects.get().status


def test_an_order_is_cancelled_by_the_button_alone(visitor, order):
    assert visitor.say("I want to cancel my order")["text"].startswith("Which order?")
    asked = visitor.say(f"{order.number}, {EMAIL}")
    assert asked["text"] == "Do you want to cancel this order? What was paid goes back."
    assert (asked["order"]["number"], state()) == (order.number, "placed")
    (button,) = asked["buttons"]
    assert button["label"] == f"Cancel order {order.number}"

    done = visitor.say(button["label"], action=button["action"])

    assert (done["text"], state()) == ("This order is cancelled:", "cancelled")
    assert Change.objects.get().tool == "cancel_order"
    again = visitor.say(button["label"], action=button["action"])
    assert (again["text"], state()) == ("This order is cancelled:", "cancelled")


def test_words_alone_cancel_nothing_and_no_model_is_offered_to(visitor, order):
    for text in ("yes", "cancel it", f"Cancel order {order.number}"):
        visitor.say(text)
    asked = visitor.say(f"cancel order {order.number} {EMAIL}")

    assert (asked["text"][:24], state()) == ("Do you want to cancel th", "placed")
    assert "cancel_order" not in {tool.name for tool in list_offered()}


def test_neither_what_is_packed_nor_the_order_of_another_is_cancelled(visitor, order):
    action = {"tool": "cancel_order", "arguments": {"number": order.number}}
    for arguments in ({}, {"email": "someone@example.com"}):
        press = {"tool": "cancel_order", "arguments": {**action["arguments"], **arguments}}
        assert visitor.say("Cancel", action=press)["order"] is None
    line = order.lines.get()
    create_fulfilments(order_id=order.pk, quantities={line.pk: 1})

    late = visitor.say(f"cancel my order {order.number} {EMAIL}")
    assert {button["action"] for button in late["buttons"]} == {None}
    press = {"tool": "cancel_order", "arguments": {"number": order.number, "email": EMAIL}}
    refused = visitor.say("Cancel", action=press)

    assert "being sent already" in refused["text"]
    assert (state() != "cancelled", Change.objects.count()) == (True, 0)


@pytest.mark.parametrize(
    "action",
    [
        {"tool": "cancel_order", "arguments": {}},
        {"tool": "cancel_order", "arguments": {"number": "R-1", "quantity": 1}},
        {"tool": "add_to_cart", "arguments": {"number": "R-1"}},
        {"tool": "remove_voucher", "arguments": {"number": "R-1"}},
    ],
)
def test_what_no_button_sends_is_refused(visitor, action):
    refused = visitor.send("post", "chatbot/chat/", {"text": "Cancel", "action": action})

    assert refused.status_code == 400
