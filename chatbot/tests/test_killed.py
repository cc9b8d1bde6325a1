"""Processes that end in the middle of an answer, and crowds: nothing is lost, and the cart changes once."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone
from rest_framework.test import APIClient

from chatbot.models import Change, Conversation, Message
from chatbot.services.interrupting import end_overdue_answers
from commerce.core.points import VARIABLE
from commerce.core.tests.processes import acting

from .conftest import Visitor

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

KEY = "abcdefgh"
POINTS = ["asked", "changing", "changed", "answered", "completed"]
CHANGED_BEFORE = {"changed", "answered"}


@pytest.fixture
def body(visitor, goods):
    visitor.say("hello")
    lamp = {"variant_id": goods["lamp"].public_id, "quantity": 1}
    return {"text": "Add", "action": {"tool": "add_to_cart", "arguments": lamp}, "key": KEY}


def die_at(point, act):
    """Do it in a process that ends at the point."""

    def play(_stage):
        os.environ[VARIABLE] = f"chat.{point}"
        act()

    with acting(play) as actor:
        assert actor.finish() == -signal.SIGKILL
    Conversation.objects.filter(leased_until__gt=timezone.now()).update(
        leased_until=timezone.now() - timedelta(seconds=1)
    )


def say(visitor, body):
    return visitor.send("post", f"chatbot/sessions/{visitor.session}/messages/", body)


def spoken():
    return list(Message.objects.values_list("number", "role"))


@pytest.mark.parametrize("point", POINTS)
def test_the_same_message_again_changes_the_cart_once(visitor, body, point):
    die_at(point, lambda: say(visitor, body))

    said = say(visitor, body)

    assert said.status_code == 201
    answer = said.json()["answer"]
    assert (answer["change"]["before"], answer["change"]["after"]) == (0, 1)
    assert [button["label"] for button in answer["buttons"]] == ["Undo that"]
    is_told = answer["text"] == "I was interrupted, but this has changed before:"
    assert is_told == (point in CHANGED_BEFORE)
    assert spoken() == [(1, "person"), (2, "assistant"), (3, "person"), (4, "assistant")]
    assert (visitor.cart()["item_count"], Change.objects.count()) == (1, 1)


@pytest.mark.parametrize("point", POINTS)
def test_nobody_comes_back(visitor, body, point):
    die_at(point, lambda: say(visitor, body))

    ended = end_overdue_answers()

    assert ended == (point != "completed")
    assert spoken()[2:] == [(3, "person"), (4, "assistant")]
    changes = point in {*CHANGED_BEFORE, "completed"}
    assert Change.objects.count() == changes
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(sum(quantity), 0) FROM basket_line")
        assert cursor.fetchone() == (changes,)


def test_fifty_messages_at_once_are_each_answered_once_or_refused_and_kept_by_their_keys_later(
    visitor,
):
    visitor.say("hello")
    path = f"chatbot/sessions/{visitor.session}/messages/"
    messages = [{"text": f"thanks {n}", "key": f"message-{n:02}"} for n in range(50)]

    def send(body):
        tab = Visitor(APIClient())
        tab.chat_token = visitor.chat_token
        try:
            answer = tab.send("post", path, body)
            return answer.status_code, answer.json().get("code")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as tabs:
        first = list(tabs.map(send, messages))

    answered = first.count((201, None))
    assert first.count((409, "conversation_busy")) == 50 - answered
    assert Message.objects.count() == 2 + 2 * answered
    assert [send(body) for body in messages] == [(201, None)] * 50
    rows = Message.objects.order_by("number").values_list("number", "role", "text")
    assert [number for number, _, _ in rows] == list(range(1, 103))
    assert [role for _, role, _ in rows] == ["person", "assistant"] * 51
    said = sorted(text for _, role, text in rows if role == "person")
    assert said == sorted(["hello", *(body["text"] for body in messages)])
