"""Answers as server-sent events: told while they are made, and the rest to who was cut off."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from chatbot.answering.events import Answered, Delta, ToolUsed
from chatbot.answering.replies import Reply
from chatbot.models import Conversation, Message
from chatbot.selectors.conversations import Holder
from chatbot.services import answering, telling
from chatbot.services.asking import ask

pytestmark = pytest.mark.django_db

KEY = "abcdefgh"
WORDS = [ToolUsed("product"), Delta("Two lamps.")]


@pytest.fixture
def session(visitor):
    visitor.say("hello")
    return f"chatbot/sessions/{visitor.session}/"


@pytest.fixture
def model(monkeypatch):
    """A model that says two lamps."""
    last = Answered(Reply(say="products", text="Two lamps."))
    monkeypatch.setattr(answering, "respond", lambda _turn: iter([*WORDS, last]))


@pytest.fixture
def question(visitor, channel, session):
    """A question whose answer somebody makes."""
    holder = Holder(channel, None, visitor.chat_token)
    return ask(holder=holder, conversation_id=visitor.session, text="thanks", key=KEY)


def listen(visitor, method, path, body=None):
    """The frames of a stream, each under its own number."""
    headers = {"X-Chat-Token": visitor.chat_token, "Accept": "text/event-stream"}
    answer = visitor.call(method, path, body, **headers)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/event-stream")
    events = b"".join(answer).decode().split("\n\n")[:-1]
    told = [dict(line.split(": ", 1) for line in event.split("\n")) for event in events]
    frames = [json.loads(each["data"]) for each in told]
    assert [int(each["id"]) for each in told] == [frame["seq"] for frame in frames]
    return frames


def brief(frames):
    return [(frame["seq"], frame["type"]) for frame in frames]


def test_what_becomes_known_is_told_between_the_question_and_the_answer(visitor, session, model):
    frames = listen(visitor, "post", f"{session}messages/", {"text": "lamps", "key": KEY})

    assert brief(frames) == [(1, "question"), (2, "tool"), (3, "delta"), (4, "answer")]
    assert (frames[0]["message"]["text"], frames[0]["message"]["number"]) == ("lamps", 3)
    assert (frames[1]["name"], frames[2]["text"]) == ("product", "Two lamps.")
    assert (frames[3]["message"]["text"], frames[3]["message"]["number"]) == ("Two lamps.", 4)
    assert (frames[3]["session"]["message_count"], frames[3]["cart_token"]) == (4, None)


def test_without_a_model_the_answer_follows_at_once(visitor, session):
    frames = listen(visitor, "post", f"{session}messages/", {"text": "thanks"})

    assert brief(frames) == [(1, "question"), (2, "answer")]
    assert frames[1]["message"]["text"] == "You are welcome."


def test_the_same_key_is_told_the_same_answer(visitor, session, model):
    body = {"text": "lamps", "key": KEY}
    first = listen(visitor, "post", f"{session}messages/", body)

    again = listen(visitor, "post", f"{session}messages/", body)

    assert brief(again) == [(1, "question"), (2, "answer")]
    assert again[1]["message"]["id"] == first[3]["message"]["id"]
    assert Message.objects.count() == 4


def test_what_is_refused_before_is_an_answer_of_its_own(visitor, session, question):
    headers = {"X-Chat-Token": visitor.chat_token, "Accept": "text/event-stream"}

    refused = visitor.call("post", f"{session}messages/", {"text": "bye"}, **headers)

    assert (refused.status_code, refused.json()["code"]) == (409, "conversation_busy")
    assert refused["Content-Type"] == "application/problem+json"


def test_what_goes_wrong_on_the_way_is_told_last(visitor, session, monkeypatch):
    def forget(turn):
        Conversation.objects.filter(pk=turn.conversation_id).delete()
        yield Answered(Reply(say="thanks"))

    monkeypatch.setattr(answering, "respond", forget)

    frames = listen(visitor, "post", f"{session}messages/", {"text": "thanks"})

    assert brief(frames) == [(1, "question"), (2, "problem")]
    assert frames[1]["problem"]["code"] == "conversation_not_found"


@pytest.mark.parametrize(
    ("after", "rest"),
    [
        (0, [(1, "question"), (2, "tool"), (3, "delta"), (4, "answer")]),
        (1, [(2, "tool"), (3, "delta"), (4, "answer")]),
        (2, [(3, "delta"), (4, "answer")]),
        (3, [(4, "answer")]),
    ],
)
def test_who_was_cut_off_hears_the_rest_once(
    visitor, session, question, caller, model, monkeypatch, after, rest
):
    making = answering.make_answer(asked=question, caller=caller)
    for _ in WORDS:
        next(making)
    # While the one who listens waits, the answer is finished elsewhere.
    monkeypatch.setattr(telling, "sleep", lambda _seconds: next(making))
    named = f"message={question.question.public_id}&after={after}"

    assert brief(listen(visitor, "get", f"{session}stream/?{named}")) == rest


def test_an_answer_that_a_process_has_left_off_is_made_anew_from_its_first_frame(
    visitor, session, question, model
):
    question.question.frames.create(seq=2, body={"type": "delta", "text": "Two"})
    over = timezone.now() - timedelta(seconds=1)
    Conversation.objects.filter(pk=question.conversation.pk).update(leased_until=over)

    frames = listen(visitor, "post", f"{session}messages/", {"text": "thanks", "key": KEY})

    assert brief(frames) == [(1, "question"), (2, "tool"), (3, "delta"), (4, "answer")]
    assert list(Message.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_who_comes_back_late_hears_the_answer(visitor, session, model):
    listen(visitor, "post", f"{session}messages/", {"text": "lamps"})

    frames = listen(visitor, "get", f"{session}stream/?after=3")

    assert brief(frames) == [(4, "answer")]
    assert frames[0]["message"]["text"] == "Two lamps."


def test_who_follows_what_nobody_makes_any_more_is_told_so(visitor, session, question):
    Conversation.objects.update(leased_until=timezone.now() - timedelta(seconds=1))

    frames = listen(visitor, "get", f"{session}stream/")

    assert brief(frames) == [(1, "question"), (2, "answer")]
    assert frames[1]["message"]["text"].startswith("I was interrupted")


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("message=msg_01J00000000000000000000000", 404, "answer_not_found"),
        ("after=-1", 400, "invalid_parameter"),
        ("after=one", 400, "invalid_parameter"),
        ("since=1", 400, "unknown_parameter"),
    ],
)
def test_what_cannot_be_followed(visitor, session, query, status, code):
    refused = visitor.send("get", f"{session}stream/?{query}")

    assert (refused.status_code, refused.json()["code"]) == (status, code)
