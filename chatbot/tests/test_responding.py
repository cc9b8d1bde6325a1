"""What is told while a message is being answered."""

from __future__ import annotations

from chatbot.answering.composing import Turn
from chatbot.answering.events import Answered
from chatbot.answering.responding import respond
from chatbot.registry import Caller
from commerce.cart.shapes import Shopper


def test_without_a_model_there_is_nothing_but_the_answer(channel):
    caller = Caller(Shopper(channel=channel, locale="en", currency="EUR"), lambda _rate: True)
    (only,) = respond(Turn("hello there", caller, []))
    assert isinstance(only, Answered)
    assert only.reply["say"] == "greeting"
    assert only.reading.intent == "greeting"
    assert only.usage is None
