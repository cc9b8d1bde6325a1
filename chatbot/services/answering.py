"""The answer to a question that is kept: made without a transaction, kept in one of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from time import monotonic, perf_counter
from typing import Any, Final

import msgspec
import structlog
from django.db import DatabaseError, transaction
from django.utils import timezone

from chatbot.answering.composing import Turn
from chatbot.answering.events import Answered, Delta, Event, ToolUsed, Usage
from chatbot.answering.replies import Action, Reply
from chatbot.answering.responding import respond
from chatbot.enums import Role
from chatbot.errors import ConversationBusyError, ConversationNotFoundError
from chatbot.models import Change, Conversation, Frame, Message
from chatbot.registry import Caller
from chatbot.selectors.conversations import find_answer_to, list_leased
from commerce.core import crypto
from commerce.core.points import reach
from commerce.core.prepared import PreparedInsert

from .asking import Asked
from .desk.waiting import note_wish
from .interrupting import answer_interrupted
from .keeping import LEASE, add_message, end_lease, save, tell_of

logger = structlog.get_logger(__name__)

# What is told of one answer on the way; the answer itself says all of it again.
MOST_FRAMES: Final = 400
# Seconds after which the lease is renewed with the next frame.
_RENEW: Final = LEASE.total_seconds() / 4
_FRAMES: Final = PreparedInsert(Frame)


class LeaseLostError(Exception):
    """Somebody else has ended or taken over the answer, or the conversation is gone."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something on the way to an answer, under its number; 1 is the question."""

    seq: int
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """The last of an answer: the message, and the token of a guest's cart that was made for it."""

    seq: int
    conversation: Conversation
    answer: Message
    cart_token: str | None


def make_answer(
    *, asked: Asked, caller: Caller, action: Action | None = None
) -> Iterator[Told | Made]:
    """Answer a question under its lease, telling on the way what becomes known.

    What a tool changes is kept together with the change, and only under the lease: nobody else can
    do it again. Whatever goes wrong ends in an honest answer. Raises ConversationNotFoundError when
    the conversation is gone, ConversationBusyError when somebody else answers by now.
    """
    work = _Work(asked)
    turn = Turn(
        asked.question.text,
        replace(caller, keep=work.keep),
        asked.before,
        action=action,
        conversation_id=asked.conversation.pk,
        number=asked.question.number,
    )
    try:
        yield from work.told(turn)
        yield work.complete(turn.token, turn.usage)
    except LeaseLostError:
        yield work.of_others()


class _Work:
    """One answer in the making."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._answered: Answered | None = None
        self._began, self._renewed = perf_counter(), monotonic()
        self._seq, self._place = 1, 0

    def told(self, turn: Turn) -> Iterator[Told]:
        """What becomes known until the answer is there."""
        try:
            for event in respond(turn):
                if isinstance(event, Answered):
                    self._answered = event
                elif self._seq < MOST_FRAMES:
                    yield self._tell(event)
        except (LeaseLostError, DatabaseError):
            raise
        except Exception:  # the edge of what models and tools may do: people are told in a sentence
            logger.exception("answer_failed", conversation=self._asked.conversation.public_id)

    def keep(self, tool: str, arguments: Mapping[str, Any], run: Callable[[], Any]) -> Any:
        """Let a tool change something, and keep that it did, or neither."""
        with transaction.atomic():
            conversation = self._lock()
            conversation.leased_until = timezone.now() + LEASE
            result = run()
            self._record(tool, arguments, result)
            save(conversation)
            reach("chat.changing")
        self._place += 1
        reach("chat.changed")
        return result

    def complete(self, cart_token: str | None, usage: Usage | None) -> Made:
        """Keep the answer and give the lease back."""
        milliseconds = round((perf_counter() - self._began) * 1000)
        reach("chat.answered")
        with transaction.atomic():
            conversation = self._lock()
            answer = self._add(conversation, milliseconds, usage)
            save(conversation)
        reach("chat.completed")
        return Made(self._seq + 1, conversation, answer, cart_token)

    def of_others(self) -> Made:
        """The answer that somebody else has put in place of this one."""
        answer = find_answer_to(self._asked.question)
        if answer is not None:
            return Made(self._seq + 1, answer.conversation, answer, None)
        if Message.objects.filter(pk=self._asked.question.pk).exists():
            raise ConversationBusyError
        raise ConversationNotFoundError

    def _add(self, conversation: Conversation, milliseconds: int, usage: Usage | None) -> Message:
        if self._answered is None:
            return answer_interrupted(conversation, **_paid(usage))
        if self._seq > 1:
            Frame.objects.filter(question=self._asked.question).delete()
        end_lease(conversation)
        answer = add_message(
            conversation,
            Role.ASSISTANT,
            question=self._asked.question,
            milliseconds=milliseconds,
            **_said(self._answered, note_wish(conversation, self._answered.reply)),
        )
        tell_of(conversation)
        return answer

    def _tell(self, event: Event) -> Told:
        if monotonic() - self._renewed > _RENEW:
            self._renew()
        self._seq += 1
        told = Told(self._seq, _body(event))
        _FRAMES.insert(Frame(question=self._asked.question, seq=told.seq, body=told.body))
        return told

    def _renew(self) -> None:
        held = list_leased(self._asked.conversation, self._asked.lease)
        if not held.update(leased_until=timezone.now() + LEASE):
            raise LeaseLostError
        self._renewed = monotonic()

    def _lock(self) -> Conversation:
        held = list_leased(self._asked.conversation, self._asked.lease).select_for_update()
        conversation = held.first()
        if conversation is None:
            raise LeaseLostError
        return conversation

    def _record(self, tool: str, arguments: Mapping[str, Any], result: Any) -> None:
        told = result._asdict() if hasattr(result, "_asdict") else {}
        token = told.pop("token", None)
        Change.objects.create(
            question=self._asked.question,
            place=self._place,
            tool=tool,
            arguments=msgspec.to_builtins(arguments),
            result=msgspec.to_builtins(told),
            sealed_token=crypto.encrypt(token.encode()) if token else b"",
        )


def find_cart_token(question: Message) -> str | None:
    """Return the token of the cart that was made on the way to an answer, for who did not hear it."""
    sealed = question.changes.exclude(sealed_token=b"").values_list("sealed_token", flat=True)
    return crypto.decrypt(bytes(sealed[0])).decode() if sealed else None


def _body(event: Event) -> dict[str, Any]:
    if isinstance(event, ToolUsed):
        return {"type": "tool", "name": event.name}
    if isinstance(event, Delta):
        return {"type": "delta", "text": event.text}
    return {"type": "withdrawn"}


def _said(answered: Answered, reply: Reply) -> dict[str, Any]:
    reading, usage = answered.reading, answered.usage
    return {
        "content": reply,
        "intent": reading.intent if reading and not reading.is_declined else "",
        "confidence": reading.confidence if reading else None,
        **_paid(usage),
    }


def _paid(usage: Usage | None) -> dict[str, Any]:
    return {
        "model": usage.model if usage else "",
        "tokens_in": usage.tokens_in if usage else None,
        "tokens_out": usage.tokens_out if usage else None,
        "cost": usage.cost if usage else None,
    }
