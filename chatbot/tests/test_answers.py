"""Answers in the making: one at a time, interrupted, gone on with, and told once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chatbot.answering.events import Answered, Delta, ToolUsed, Withdrawn
from chatbot.answering.replies import Reply
from chatbot.models import Change, Conversation, Frame, Message
from chatbot.selectors.conversations import Holder
from chatbot.services import answering
from chatbot.services.answering import Made, make_answer
from chatbot.services.asking import ask
from chatbot.services.interrupting import end_overdue_answers
from chatbot.tasks import end_abandoned
from commerce.cart.tests.carts import state_of_carts

pytestmark = pytest.mark.django_db

INTERRUPTED = "I was interrupted and have no answer. Nothing has changed; please ask again."
KEY = "abcdefgh"


@pytest.fixture
def path(visitor):
    visitor.say("hello")
    return f"chatbot/sessions/{visitor.session}/messages/"


@pytest.fixture
def question(visitor, channel, path):
    """A question whose answer somebody makes."""
    holder = Holder(channel, None, visitor.chat_token)
    return ask(holder=holder, conversation_id=visitor.session, text="thanks", key=KEY)


def let_time_pass():
    """Whoever makes an answer was not heard of for too long."""
    Conversation.objects.update(leased_until=timezone.now() - timedelta(seconds=1))


def rows():
    return list(Message.objects.values_list("number", "role", "text"))


def test_another_message_meanwhile_is_refused_and_not_kept(visitor, path, question):
    refused = visitor.send("post", path, {"text": "bye"})
    again = visitor.send("post", path, {"text": "thanks", "key": KEY})

    for answer in (refused, again):
        assert (answer.status_code, answer.json()["code"]) == (409, "conversation_busy")
        assert answer.headers["Retry-After"] == "1"
    assert rows()[2:] == [(3, "person", "thanks")]


def test_two_tabs_of_one_session(visitor, path, monkeypatch):
    respond, other = answering.respond, []

    def meanwhile(turn):
        if turn.text == "hello":
            other.append(visitor.send("post", path, {"text": "bye"}))
        yield from respond(turn)

    monkeypatch.setattr(answering, "respond", meanwhile)
    said = visitor.send("post", path, {"text": "hello"})
    later = visitor.send("post", path, {"text": "bye"})

    assert [said.status_code, other[0].status_code, later.status_code] == [201, 409, 201]
    assert [number for number, *_ in rows()] == [1, 2, 3, 4, 5, 6]
    assert [text for _, role, text in rows() if role == "person"] == ["hello", "hello", "bye"]


def test_who_reads_ends_what_nobody_makes_any_more(visitor, path, question):
    assert visitor.send("get", path).json()["count"] == 3
    let_time_pass()

    listed = visitor.send("get", path).json()

    assert (listed["count"], listed["results"][3]["text"]) == (4, INTERRUPTED)
    assert visitor.send("get", path).json()["count"] == 4
    assert Conversation.objects.get().lease == ""
    again = visitor.send("post", path, {"text": "thanks", "key": KEY})
    assert again.json()["answer"]["text"] == INTERRUPTED


def test_the_sweep_ends_them_too_and_once(path, question):
    assert end_overdue_answers() == 0
    let_time_pass()

    end_abandoned()

    assert end_overdue_answers() == 0
    assert Message.objects.get(number=4).question == question.question


def test_the_next_message_ends_what_nobody_makes_any_more(visitor, path, question):
    let_time_pass()

    visitor.say("bye")

    assert [role for _, role, _ in rows()] == ["person", "assistant"] * 3
    assert Message.objects.get(number=4).content == {"say": "interrupted"}


def test_the_same_key_goes_on_where_nobody_makes_the_answer_any_more(visitor, path, question):
    let_time_pass()

    said = visitor.send("post", path, {"text": "thanks", "key": KEY})

    assert (said.status_code, said.json()["answer"]["text"]) == (201, "You are welcome.")
    assert rows()[2:] == [(3, "person", "thanks"), (4, "assistant", "")]


def test_who_has_lost_the_lease_hears_what_was_answered_instead(path, question, caller):
    let_time_pass()
    end_overdue_answers()

    (made,) = make_answer(asked=question, caller=caller)

    assert made.answer == Message.objects.get(number=4)
    assert made.answer.content == {"say": "interrupted"}
    assert Message.objects.count() == 4


def test_what_fails_ends_in_a_sentence(visitor, path, monkeypatch):
    def fail(_turn):
        yield ToolUsed("search_products")
        raise LookupError

    monkeypatch.setattr(answering, "respond", fail)

    assert visitor.say("hello")["text"] == INTERRUPTED
    assert (Frame.objects.count(), Conversation.objects.get().lease) == (0, "")


def test_what_is_told_on_the_way_is_numbered_and_kept_until_the_answer_is_there(
    question, caller, monkeypatch
):
    events = [ToolUsed("product"), Delta("One. "), Withdrawn(), Delta("Two.")]
    last = Answered(Reply(say="products", text="Two."))
    monkeypatch.setattr(answering, "respond", lambda _turn: iter([*events, last]))
    making = make_answer(asked=question, caller=caller)

    told = [next(making) for _ in events]

    bodies = [
        {"type": "tool", "name": "product"},
        {"type": "delta", "text": "One. "},
        {"type": "withdrawn"},
        {"type": "delta", "text": "Two."},
    ]
    assert [(each.seq, each.body) for each in told] == list(enumerate(bodies, start=2))
    assert list(Frame.objects.values_list("seq", "body")) == list(enumerate(bodies, start=2))
    (made,) = making
    assert (type(made), made.seq, made.answer.content["text"]) == (Made, 6, "Two.")
    assert Frame.objects.count() == 0


def test_a_conversation_that_is_forgotten_meanwhile_gets_no_answer(
    visitor, path, question, caller, monkeypatch
):
    monkeypatch.setattr(answering, "respond", lambda _turn: iter([Answered(Reply(say="thanks"))]))
    visitor.send("delete", f"chatbot/sessions/{visitor.session}/")

    with pytest.raises(answering.ConversationNotFoundError):
        list(make_answer(asked=question, caller=caller))

    assert Message.objects.count() == 0


def test_a_change_is_kept_with_its_arguments_and_is_told_to_who_did_not_hear_of_it(
    visitor, goods, path
):
    lamp = {"variant_id": goods["lamp"].public_id, "quantity": 2}
    body = {"text": "Add", "action": {"tool": "add_to_cart", "arguments": lamp}, "key": KEY}
    first = visitor.send("post", path, body).json()
    visitor.token = None
    before = state_of_carts()

    again = visitor.send("post", path, body).json()

    assert again["answer"]["id"] == first["answer"]["id"]
    assert (again["cart_token"], first["cart_token"]) == (first["cart_token"], visitor.token)
    assert state_of_carts() == before
    change = Change.objects.get()
    assert (change.tool, change.arguments) == ("add_to_cart", lamp)
    line = change.result.pop("line_id")
    assert line.startswith("line_")
    assert change.result == {"variant_id": lamp["variant_id"], "before": 0, "after": 2}
    assert first["cart_token"].encode() not in bytes(change.sealed_token)


def test_saying_something_takes_few_queries(visitor, path, django_assert_num_queries):
    with django_assert_num_queries(16):
        assert visitor.send("post", path, {"text": "thanks"}).status_code == 201
