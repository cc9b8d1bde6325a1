"""Answers told while they are being made, and told again to who comes back: frames, each with a number.

The first is the question, the last the answer, which says all of it again, a problem, or that a person
will answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from time import sleep
from typing import Any, Final

import structlog
from django.utils import translation

from chatbot.answering.replies import Action
from chatbot.models import Conversation, Message
from chatbot.registry import Caller
from chatbot.selectors.conversations import find_answer_to
from chatbot.selectors.showing import messages_json, session_json
from commerce.cart.shapes import Shopper
from commerce.core.api.problems import problem_of
from commerce.core.errors import DomainError

from .answering import Made, find_cart_token, make_answer
from .asking import Asked
from .interrupting import end_if_overdue

logger = structlog.get_logger(__name__)

Frame = dict[str, Any]
# Seconds between two looks for what somebody else's process tells.
LOOK_SECONDS: Final = 0.25


def tell_answer(*, asked: Asked, caller: Caller, action: Action | None = None) -> Iterator[Frame]:
    """Make the answer to a question that is kept, and tell it in frames; whatever goes wrong is told in
    one, too."""
    shopper = caller.shopper
    with translation.override(shopper.locale):
        yield _message(1, "question", asked.question, shopper)
        if not asked.lease:
            yield from _told_before(asked.question, shopper, after=1)
            return
        seq = 1
        try:
            for each in make_answer(asked=asked, caller=caller, action=action):
                seq = each.seq
                yield _made(each, shopper) if isinstance(each, Made) else {"seq": seq, **each.body}
        except Exception as error:  # the edge: nobody is left to hear of it otherwise
            if not isinstance(error, DomainError):
                logger.exception("answer_not_told", conversation=asked.conversation.public_id)
            yield problem_frame(seq + 1, error)


def follow_answer(*, question: Message, after: int, shopper: Shopper) -> Iterator[Frame]:
    """Tell what comes behind a frame of an answer, whoever makes it, until it is there."""
    with translation.override(shopper.locale):
        if after < 1:
            after = 1
            yield _message(1, "question", question, shopper)
        while _is_owed(question):
            for frame in question.frames.filter(seq__gt=after):
                after = frame.seq
                yield {"seq": after, **frame.body}
            sleep(LOOK_SECONDS)
        yield from _told_before(question, shopper, after=after)


def problem_frame(seq: int, error: BaseException) -> Frame:
    """The frame of something that was refused or went wrong."""
    return {"seq": seq, "type": "problem", "problem": problem_of(error).as_json(instance="")}


def _is_owed(question: Message) -> bool:
    conversation = Conversation.objects.filter(pk=question.conversation_id).first()
    if conversation is None:
        return False
    return end_if_overdue(conversation).leased_number == question.number


def _told_before(question: Message, shopper: Shopper, *, after: int) -> Iterator[Frame]:
    answer = find_answer_to(question)
    if answer is None:
        yield {"seq": after + 1, "type": "waits"}
        return
    token = None if shopper.user else find_cart_token(question)
    yield _made(Made(after + 1, answer.conversation, answer, token), shopper)


def _made(made: Made, shopper: Shopper) -> Frame:
    shown = shopper if made.cart_token is None else replace(shopper, token=made.cart_token)
    return {
        **_message(made.seq, "answer", made.answer, shown),
        "session": session_json(made.conversation),
        "cart_token": made.cart_token,
    }


def _message(seq: int, kind: str, message: Message, shopper: Shopper) -> Frame:
    (shown,) = messages_json([message], shopper)
    return {"seq": seq, "type": kind, "message": shown}
