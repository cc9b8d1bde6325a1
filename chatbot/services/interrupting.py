"""Answers whose process has died are ended honestly, and tell what was changed before."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from chatbot.answering.replies import Action, Changed, Reply
from chatbot.enums import Role
from chatbot.models import Conversation, Frame, Message
from chatbot.selectors.conversations import find_overdue, list_overdue

from .keeping import add_message, end_lease, is_overdue, save, tell_of

# Conversations that one run of the sweep ends.
_BATCH: Final = 200


def end_overdue_answers() -> int:
    """End all answers whose process was not heard of for too long; return how many there were."""
    overdue = list_overdue(now=timezone.now()).values_list("pk", flat=True)[:_BATCH]
    return sum(end_overdue_answer(conversation_id=pk) for pk in list(overdue))


def end_if_overdue(conversation: Conversation) -> Conversation:
    """Return a conversation as it is once nobody is waited for in vain."""
    if is_overdue(conversation) and end_overdue_answer(conversation_id=conversation.pk):
        conversation.refresh_from_db()
    return conversation


@transaction.atomic
def end_overdue_answer(*, conversation_id: int) -> bool:
    """End the answer that a conversation waits for in vain; False when it waits for none."""
    conversation = find_overdue(conversation_id, now=timezone.now())
    if conversation is None:
        return False
    answer_interrupted(conversation)
    save(conversation)
    return True


def answer_interrupted(conversation: Conversation, **paid: Any) -> Message:
    """Say in a locked conversation that its answer was interrupted, and what has changed until then.

    `paid` is what models have cost on the way.
    """
    question = conversation.messages.get(number=conversation.leased_number or 0)
    answer = add_message(
        conversation, Role.ASSISTANT, question=question, content=_interrupted(question), **paid
    )
    Frame.objects.filter(question=question).delete()
    end_lease(conversation)
    tell_of(conversation)
    return answer


def _interrupted(question: Message) -> Reply:
    changes = list(question.changes.all())
    if not changes:
        return Reply(say="interrupted")
    tools = list(dict.fromkeys(change.tool for change in changes))
    reply = Reply(say="interrupted_changed", shows_cart=True, tools=tools)
    results = [change.result for change in changes if "variant_id" in change.result]
    if results:
        _show_last(reply, results[-1])
    return reply


def _show_last(reply: Reply, result: dict[str, Any]) -> None:
    """The last change of the cart, with its undo."""
    variant, before = result["variant_id"], result["before"]
    reply["changed"] = Changed(variant_id=variant, before=before, after=result["after"])
    back: dict[str, str | int] = {"variant_id": variant, "quantity": before}
    reply["undo"] = Action(tool="change_cart", arguments=back)
