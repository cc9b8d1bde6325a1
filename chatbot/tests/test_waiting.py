"""Requests that wait for a model's whole answer hold a thread: so many at once, and for so long."""

from __future__ import annotations

import pytest

from chatbot.api.v1.places import place_to_wait
from chatbot.models import Conversation, Message
from commerce.integrations.selectors import forget_active
from infra.fakes.models import Anthropic, OpenAI
from infra.fakes.models.scripts import Spoken
from infra.fakes.running import serve

from .conftest import CHAT
from .test_speaking import set_up

CROWDED = "Many people are asking at the moment. Send this again in a few seconds."


@pytest.fixture
def models(goods, channel, settings):
    settings.OUTGOING_PRIVATE_HOSTS = ["127.0.0.1"]
    first, second = OpenAI(), Anthropic()
    with serve(first) as one, serve(second) as two:
        settings.PROVIDER_ADDRESSES = {"openai": f"{one}/v1", "anthropic": two}
        set_up(channel, "openai", "key-of-the-first")
        set_up(channel, "anthropic", "key-of-the-second", 1)
        first.received.clear()
        second.received.clear()
        forget_active()
        yield first, second
        forget_active()


def test_beyond_the_places_of_a_process_a_message_is_refused_and_nothing_is_kept(
    visitor, models, channel, settings
):
    settings.CHATBOT_WAITING_ANSWERS = 1
    models[0].script[:] = [Spoken("Hello."), Spoken("Here I am.")]
    visitor.say("hi")
    messages = f"chatbot/sessions/{visitor.session}/messages/"

    with place_to_wait(channel):
        for path in (CHAT, messages):
            refused = visitor.send("post", path, {"text": "are you there"})
            assert (refused.status_code, refused["Retry-After"]) == (503, "5")
            assert refused.json()["code"] == "assistant_at_capacity"
            assert refused.json()["detail"] == CROWDED
    assert (Conversation.objects.count(), Message.objects.count()) == (1, 2)
    assert len(models[0].received) == 1

    # The place was given back; a stream has a thread of its own and needs none.
    assert visitor.say("are you there")["text"] == "Here I am."
    models[0].script[:] = [Spoken("And here.")]
    with place_to_wait(channel):
        headers = {"X-Chat-Token": visitor.chat_token, "Accept": "text/event-stream"}
        told = b"".join(visitor.call("post", messages, {"text": "and now"}, **headers))
    assert b"And here." in told
    assert list(Message.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_a_model_that_is_waited_for_too_long_gives_way_to_the_shops_own_texts(
    visitor, models, settings
):
    settings.CHATBOT_WAITING_SECONDS = 0.4
    models[0].script[:] = [Spoken("So ", fault="silence")]

    answer = visitor.say("thanks")

    assert answer["text"] == "I answer from the shop's own texts now. You are welcome."
    assert (len(models[0].received), models[1].received) == (1, [])


def test_without_models_nobody_needs_a_place(visitor, channel, settings):
    settings.CHATBOT_WAITING_ANSWERS = 0

    assert visitor.say("thanks")["text"] == "You are welcome."
