"""Conversations over HTTP: found products, a filled cart, an order, pages, and whose is whose."""

import pytest
from django.utils import translation

from chatbot.answering.composing import ANSWERS, PLAIN
from chatbot.answering.reading import number_in
from chatbot.answering.texts import LINKS, QUICK, SAYS
from chatbot.models import Conversation, Message
from chatbot.registry import list_offered, list_tools
from chatbot.understanding.classifier import get_classifier
from commerce.accounts.tests.factories import PASSWORD, make_user
from commerce.cart.tests.carts import state_of_carts
from commerce.cart.tests.goods import make_rates
from commerce.ordering.tests.checkouts import Customer
from commerce.oscar.order.models import Order

from .conftest import CHAT, Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("goods_of_module")]

UNKNOWN = "I do not know that. I can help with products, orders, delivery and returns."


def test_every_intent_has_an_answer_and_every_answer_its_words():
    assert ANSWERS.keys() | PLAIN.keys() == set(get_classifier().intents)
    assert ANSWERS.keys() & PLAIN.keys() == set()
    assert {reply["say"] for reply in PLAIN.values()} <= SAYS.keys()
    assert {name for reply in PLAIN.values() for name in reply.get("links", ())} <= LINKS.keys()


@pytest.mark.parametrize("locale", ["en", "de", "fr", "ar"])
def test_quick_replies_are_understood(locale):
    expected = {
        "find": "product_search",
        "cart": "cart_show",
        "order": "track_order",
        "returns": "check_refund_policy",
        "delivery": "delivery_period",
        "human": "contact_human_agent",
        "undo": "cart_change",
        "cancel": "cancel_order",
    }
    with translation.override(locale):
        read = {name: get_classifier().read(str(text)) for name, text in QUICK.items()}

    assert {name: reading.intent for name, reading in read.items()} == expected
    assert [name for name, reading in read.items() if reading.is_declined] == []


def test_tools_say_what_they_take_and_whether_they_change_something():
    tools = {tool.name: tool for tool in list_tools()}

    assert sorted(name for name, tool in tools.items() if tool.changes) == [
        "add_to_cart",
        "apply_voucher",
        "cancel_order",
        "change_cart",
        "remove_voucher",
    ]
    assert sorted(name for name, tool in tools.items() if tool.needs_person) == ["latest_order"]
    # Nothing but a button that the person pressed cancels an order.
    assert [name for name in tools if tools[name] not in list_offered()] == ["cancel_order"]
    assert tools["order_status"].rate == "order_lookup"
    definition = tools["change_cart"].schema["$defs"]["Change"]
    assert definition["required"] == ["variant_id", "quantity"]
    assert definition["properties"]["quantity"] == {
        "type": "integer",
        "minimum": 0,
        "maximum": 999,
    }


def test_products_are_found_put_into_the_cart_and_taken_out_again(visitor, goods):
    found = visitor.say("show me a linen lamp")
    assert [card["name"] for card in found["products"]] == ["Linen lamp"]
    assert (found["text"], found["intent"]) == ("This is what I found:", "product_search")

    added = visitor.say("put it in my cart")
    assert added["change"] == {
        "variant_id": goods["lamp"].public_id,
        "name": "Linen lamp",
        "before": 0,
        "after": 1,
    }
    (undo,) = added["buttons"]
    assert visitor.cart()["item_count"] == 1

    shown = visitor.say("what is in my cart")
    assert [(line["name"], line["quantity"]) for line in shown["cart"]["lines"]] == [
        ("Linen lamp", 1)
    ]
    assert shown["cart"]["total"] == {"amount": "40.00", "currency": "EUR"}

    undone = visitor.say(undo["label"], action=undo["action"])
    assert (undone["change"]["before"], undone["change"]["after"]) == (1, 0)
    assert visitor.cart()["item_count"] == 0
    assert Order.objects.count() == 0


def test_undo_in_words_takes_back_the_last_change(visitor, goods):
    visitor.say("show me a linen lamp")
    visitor.say("put it in my cart")

    assert visitor.say("undo")["change"]["after"] == 0
    assert visitor.cart()["item_count"] == 0


def test_what_the_shop_refuses_is_told_and_changes_nothing(visitor, goods):
    visitor.add(goods["lamp"], 5)
    before = state_of_carts()

    arguments = {"variant_id": goods["lamp"].public_id, "quantity": 1}
    refused = visitor.say("Add", action={"tool": "add_to_cart", "arguments": arguments})

    assert refused["text"].startswith("That is not possible: ")
    assert refused["change"] is None
    assert state_of_carts() == before


def test_a_product_that_is_gone_is_shown_no_longer(visitor, goods, api):
    visitor.say("show me a linen lamp")
    goods["lamp"].delete()

    listed = visitor.send("get", f"chatbot/sessions/{visitor.session}/messages/").json()
    assert listed["results"][1]["products"] == []


def test_questions_are_answered_from_pages_with_their_source(visitor, goods):
    answer = visitor.say("what is your return policy")

    assert answer["text"] == "This is what the shop says about it:"
    assert answer["citations"][0] == {
        "title": "Returns",
        "path": "/returns/",
        "excerpt": "Our return policy: send it back within thirty days.",
    }


def test_what_is_not_known_is_said_and_people_are_named(visitor, goods):
    answer = visitor.say("who is the king of spain")

    assert answer["text"] == "I do not know that. These people can help you:"
    assert [page["path"] for page in answer["citations"]] == ["/contact/"]


@pytest.mark.parametrize(
    "text", ["🎉🎉🎉", "你好", "<img src=x onerror=alert(1)>", "*" * 4000, "[a](http://x) " * 200]
)
def test_strange_messages_get_a_clear_answer(visitor, text):
    assert visitor.say(text)["text"] == UNKNOWN


@pytest.mark.parametrize("text", ["", "   ", "a" * 4001, "a\0b", 7, None])
def test_what_is_no_message_is_refused_and_nothing_is_kept(visitor, text):
    answer = visitor.send("post", CHAT, {"text": text})

    assert answer.status_code == 400
    assert (Conversation.objects.count(), Message.objects.count()) == (0, 0)


def test_an_order_is_found_by_number_and_address_only(visitor, goods, api, channel):
    make_rates(channel)
    buyer = Customer(api)
    buyer.add(goods["lamp"])
    buyer.review()
    buyer.place()
    number = Order.objects.get().number

    assert "number of the order" in visitor.say("where is my order")["text"]
    wrong = visitor.say(f"{number} eve@example.com")
    assert (wrong["order"], wrong["text"]) == (
        None,
        "I find no order with this number and address. Please check both.",
    )
    found = visitor.say(f"It is {number}, ada@example.com")
    assert (found["order"]["number"], found["order"]["total"]["currency"]) == (number, "EUR")


@pytest.mark.parametrize("number", ["R-BVVX-RCTH", "r-7k2m-09xd", "10023456"])
def test_numbers_of_orders_are_seen_with_figures_or_without(number):
    assert number_in(f"It is {number}, ada@example.com") == number
    assert number_in("re-read what I wrote, ada@example.com") is None


def test_guesses_at_orders_are_bounded(visitor):
    said = [visitor.say(f"R-1234-{n} eve@example.com")["text"] for n in range(21)]

    assert set(said[:20]) == {"I find no order with this number and address. Please check both."}
    assert said[20] == "That was tried too often. Please wait a minute."


def test_messages_are_numbered_without_gaps_and_the_same_key_says_nothing_twice(visitor):
    first = visitor.say("hello", key="abcdefgh")
    path = f"chatbot/sessions/{visitor.session}/messages/"
    again = visitor.send("post", path, {"text": "hello", "key": "abcdefgh"})
    other = visitor.send("post", path, {"text": "bye", "key": "abcdefgh"})
    visitor.say("thanks")

    assert again.json()["answer"]["id"] == first["id"]
    assert (other.status_code, other.json()["code"]) == (422, "message_key_reused")
    assert list(Message.objects.values_list("number", "role")) == [
        (1, "person"),
        (2, "assistant"),
        (3, "person"),
        (4, "assistant"),
    ]


def test_sessions_are_listed_read_archived_and_then_closed(visitor):
    visitor.say("hello")
    path = f"chatbot/sessions/{visitor.session}/"
    created = visitor.send("post", "chatbot/sessions/")
    assert (created.status_code, created.json()["token"]) == (201, None)

    listed = visitor.send("get", "chatbot/sessions/").json()
    assert (listed["count"], listed["results"][1]["title"]) == (2, "hello")
    assert visitor.send("get", path).json()["message_count"] == 2

    assert visitor.send("post", f"{path}archive/").json()["state"] == "archived"
    refused = visitor.send("post", f"{path}messages/", {"text": "hello"})
    assert (refused.status_code, refused.json()["code"]) == (409, "conversation_archived")
    assert visitor.send("get", f"{path}messages/").json()["count"] == 2


def test_answers_can_be_called_helpful_or_not(visitor):
    answer = visitor.say("hello")
    path = f"chatbot/messages/{answer['id']}/react/"

    assert (
        visitor.send("post", path, {"reaction": "down", "reason": "no"}).json()["reaction"]
        == "down"
    )
    assert Message.objects.get(number=2).reason == "no"
    assert visitor.send("post", path, {"reaction": ""}).json()["reaction"] == ""
    assert Message.objects.get(number=2).reason == ""
    assert visitor.send("post", path, {"reaction": "love"}).status_code == 400


def test_nobody_reads_or_says_anything_in_the_conversation_of_another(visitor, api):
    answer = visitor.say("hello")
    path = f"chatbot/sessions/{visitor.session}/"
    make_user("eve@example.com")
    login = api.post("/api/v1/auth/login/", {"email": "eve@example.com", "password": PASSWORD})
    signed_in = Visitor(api)
    for stranger in (Visitor(api), signed_in):
        stranger.say("hello") if stranger is signed_in else None
        for method, address, body in (
            ("get", path, None),
            ("get", f"{path}messages/", None),
            ("post", f"{path}messages/", {"text": "hello"}),
            ("post", f"{path}archive/", None),
            ("post", f"chatbot/messages/{answer['id']}/react/", {"reaction": "up"}),
        ):
            assert stranger.send(method, address, body).status_code == 404, address
    person = {"Authorization": f"Bearer {login.json()['access']}"}
    assert api.get(f"/api/v1/{path}", headers=person).status_code == 404
    assert Message.objects.filter(conversation__public_id=visitor.session).count() == 2


@pytest.mark.parametrize(
    ("locale", "text", "answer"),
    [
        ("de", "Hallo", "Hallo!"),
        ("fr", "bonjour", "Bonjour"),
        ("ar", "مرحبا", "مرحب"),
    ],
)
def test_answers_speak_the_language_asked_for(visitor, channel, locale, text, answer):
    if locale not in channel.locales:
        pytest.fail(f"The channel of tests does not speak {locale}.")
    assert visitor.say(text, locale=locale)["text"].startswith(answer)
