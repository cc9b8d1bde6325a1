"""Processes that end in the middle of an answer: nothing is lost, and the cart changes once."""

import os
import signal
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from chatbot.models import Change, Conversation, Message
from chatbot.services.interrupting import end_overdue_answers
from commerce.core.points import VARIABLE
from commerce.core.tests.processes import acting

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
