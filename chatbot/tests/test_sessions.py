"""A session from its first day to its last, over HTTP."""

import pytest

from chatbot.models import Change, Conversation, Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(visitor):
    visitor.say("hello")
    return f"chatbot/sessions/{visitor.session}/"


def state_after(visitor, path, act):
    answer = visitor.send("post", f"{path}{act}/")
    return answer.status_code, answer.json().get("state") or answer.json()["code"]


def test_a_session_is_called_by_its_first_words_until_it_is_named(visitor, path):
    assert visitor.send("get", path).json()["title"] == "hello"

    named = visitor.send("patch", path, {"title": "Lamps for Ada"})
    assert (named.status_code, named.json()["title"]) == (200, "Lamps for Ada")
    visitor.say("thanks")

    assert visitor.send("get", path).json()["title"] == "Lamps for Ada"


@pytest.mark.parametrize("body", [{}, {"title": ""}, {"title": "a" * 121}, {"state": "paused"}])
def test_what_is_no_title_is_refused(visitor, path, body):
    assert visitor.send("patch", path, body).status_code == 400
    assert Conversation.objects.get().title == "hello"


def test_nothing_is_said_in_a_paused_session_until_it_is_resumed(visitor, path):
    assert state_after(visitor, path, "pause") == (200, "paused")
    assert state_after(visitor, path, "pause") == (200, "paused")
    refused = visitor.send("post", f"{path}messages/", {"text": "hello"})
    assert (refused.status_code, refused.json()["code"]) == (409, "conversation_paused")
    assert Message.objects.count() == 2

    assert state_after(visitor, path, "resume") == (200, "active")
    assert visitor.send("post", f"{path}messages/", {"text": "hello"}).status_code == 201


def test_who_says_more_in_a_completed_session_goes_on_with_it(visitor, path):
    assert state_after(visitor, path, "complete") == (200, "completed")

    visitor.say("thanks")

    assert visitor.send("get", path).json()["state"] == "active"


def test_an_archived_session_goes_into_no_other_state(visitor, path):
    assert state_after(visitor, path, "archive") == (200, "archived")
    assert state_after(visitor, path, "archive") == (200, "archived")

    for act in ("pause", "resume", "complete"):
        assert state_after(visitor, path, act) == (409, "conversation_archived")


def test_a_session_is_forgotten_with_all_that_was_said(visitor, path, goods):
    visitor.say("show me a linen lamp")
    visitor.say("put it in my cart")
    assert Change.objects.count() == 1

    assert visitor.send("delete", path).status_code == 204

    assert [model.objects.count() for model in (Conversation, Message, Change)] == [0, 0, 0]
    assert visitor.send("delete", path).status_code == 404
    assert visitor.cart()["item_count"] == 1


def test_what_a_session_amounts_to(visitor, path, goods):
    answer = visitor.say("show me a linen lamp")
    visitor.say("show me a wool rug")
    visitor.send("post", f"chatbot/messages/{answer['id']}/react/", {"reaction": "up"})
    Message.objects.filter(role="assistant").update(milliseconds=21)

    assert visitor.send("get", f"{path}stats/").json() == {
        "message_count": 6,
        "question_count": 3,
        "answer_count": 3,
        "helpful_count": 1,
        "not_helpful_count": 0,
        "average_milliseconds": 21,
        "tools": [{"name": "search_products", "count": 2}],
    }


def test_a_new_session_amounts_to_nothing(visitor):
    created = visitor.send("post", "chatbot/sessions/").json()

    assert visitor.send("get", f"chatbot/sessions/{created['id']}/stats/").json() == {
        "message_count": 0,
        "question_count": 0,
        "answer_count": 0,
        "helpful_count": 0,
        "not_helpful_count": 0,
        "average_milliseconds": None,
        "tools": [],
    }


def test_reactions_are_listed_with_their_reasons(visitor, path):
    answers = [visitor.say("thanks"), visitor.say("bye")]
    for answer, reaction in zip(answers, ("up", "down"), strict=True):
        body = {"reaction": reaction, "reason": f"So {reaction}"}
        visitor.send("post", f"chatbot/messages/{answer['id']}/react/", body)

    listed = visitor.send("get", f"{path}reactions/").json()

    assert [(each["number"], each["reaction"], each["reason"]) for each in listed["results"]] == [
        (4, "up", "So up"),
        (6, "down", "So down"),
    ]
    assert listed["count"] == 2


def test_an_answer_tells_how_it_was_made(visitor):
    answer = visitor.say("hello")

    row = Message.objects.get(number=2)
    told = {name: answer[name] for name in ("intent", "confidence", "model", "milliseconds")}
    assert told == {
        "intent": "greeting",
        "confidence": row.confidence,
        "model": "",
        "milliseconds": row.milliseconds,
    }
    assert 0.5 < row.confidence <= 1
    assert row.question == Message.objects.get(number=1)
