"""Sending what waits, in small batches.

Messages are a queue of their own, so that many letters go over one connection. A batch is claimed
and committed before anybody is called, and each outcome is recorded as soon as it is known:

| the worker dies | then |
|---|---|
| before the claim | nothing has happened; the next worker sends |
| after the claim | the claim ends after `LEASE`; the next worker sends |
| after the provider took it, before that is recorded | the same: the message is sent once more |

So nothing is lost. What may be sent twice are the messages whose outcome nobody has recorded: one,
or a batch where a provider takes letters as a whole. Each such sending is counted in `doubts`, and
carries the same Message-ID or key as the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final

import structlog
from django.db import transaction
from django.db.models import Case, F, PositiveSmallIntegerField, Q, Value, When
from django.utils import timezone

from commerce.core.points import reach
from commerce.core.services.outbox import describe_failure
from commerce.integrations.errors import (
    CredentialsRefusedError,
    NotConfiguredError,
    ProviderError,
    ProviderRefusedError,
    ProviderUnavailableError,
)
from commerce.integrations.shapes import Sent
from commerce.notifications.enums import Medium, MessageState, Reason
from commerce.notifications.models import Message
from commerce.notifications.selectors.messages import list_due_messages

from . import ways

if TYPE_CHECKING:
    from datetime import datetime

logger = structlog.get_logger(__name__)

BATCH: Final = 25
RUN_LIMIT: Final = 1000
# How long a batch may take before another worker sends it again.
LEASE: Final = timedelta(minutes=5)
FIRST_PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(hours=6)
# About two days in all.
MAX_ATTEMPTS: Final = 18


def send_due(*, limit: int = RUN_LIMIT) -> int:
    """Send what is due until nothing is left that this worker can get, or `limit` is reached.

    Returns how many were tried. Any number of workers may do this at once.
    """
    tried = 0
    while tried < limit and (batch := claim(now=timezone.now())):
        reach("letters.claimed")
        tried += len(batch)
        for _key, messages in groupby(batch, key=lambda each: (each.channel_id, each.medium)):
            _send(list(messages))
    return tried


@transaction.atomic
def claim(*, now: datetime) -> list[Message]:
    """Take messages that are due, for this worker alone until the lease ends."""
    due = list_due_messages(now=now).select_for_update(skip_locked=True, of=("self",))
    keys = [message.pk for message in due.only("pk")[:BATCH]]
    if not keys:
        return []
    is_again = When(claimed_at__isnull=False, then=F("doubts") + 1)
    claimed = Message.objects.filter(pk__in=keys)
    claimed.update(
        attempts=F("attempts") + 1,
        doubts=Case(is_again, default=F("doubts"), output_field=PositiveSmallIntegerField()),
        claimed_at=now,
        available_at=now + LEASE,
    )
    rows = claimed.select_related("channel__branding", "user")
    return list(rows.order_by("channel_id", "medium", "pk"))


def pause_after(attempts: int) -> timedelta:
    """Half a minute, one, two, … six hours."""
    pause: timedelta = min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)
    return pause


def _send(messages: Sequence[Message]) -> None:
    """Hand over messages of one channel and medium; what nobody has taken is tried again later.

    What was called back since the claim, as by stopping an announcement, stays in the house.
    """
    waiting = _still_queued(messages)
    if waiting:
        ways.send(
            medium=Medium(messages[0].medium),
            channel_id=messages[0].channel_id,
            messages=waiting,
            record=record,
        )


def _still_queued(messages: Sequence[Message]) -> list[Message]:
    keys = [each.pk for each in messages]
    rows = Message.objects.filter(pk__in=keys, state=MessageState.QUEUED)
    queued = set(rows.values_list("pk", flat=True))
    return [each for each in messages if each.pk in queued]


def record(message: Message, outcome: Sent | Exception, *, provider: str) -> None:
    """Write down how the attempt ended. What was settled in between stays as it is, but for what has
    left although it was called back: nobody may read that it has not.
    """
    now = timezone.now()
    changes: dict[str, object] = {"claimed_at": None, "provider": provider}
    match outcome:
        case Sent():
            reach("letter.taken")
            changes |= {"state": MessageState.SENT, "sent_at": now, "reason": "", "secrets": ""}
            changes["reference"] = outcome.reference[:255]
        case CredentialsRefusedError() | ProviderUnavailableError() if (
            message.attempts < MAX_ATTEMPTS
        ):
            changes |= _again(message, outcome, now)
        case _:
            changes |= {"state": MessageState.FAILED, "settled_at": now, "secrets": ""}
            changes["reason"] = _reason(outcome)
    is_open = Q(state=MessageState.QUEUED)
    if isinstance(outcome, Sent):
        is_open |= Q(state=MessageState.WITHHELD, reason=Reason.STOPPED)
    Message.objects.filter(is_open, pk=message.pk).update(**changes)
    if isinstance(outcome, Exception):
        _log(message, outcome)


def _again(message: Message, error: ProviderError, now: datetime) -> dict[str, object]:
    """A wrong key is set right by somebody, until then nothing has left the house."""
    asked, doubt = 0.0, 0
    if isinstance(error, ProviderUnavailableError):
        asked, doubt = error.retry_after or 0.0, 0 if error.is_untouched else 1
    pause = max(pause_after(message.attempts), timedelta(seconds=asked))
    return {
        "available_at": now + pause,
        "reason": Reason.UNAVAILABLE,
        "doubts": F("doubts") + Value(doubt),
    }


def _reason(error: Sent | Exception) -> Reason:
    match error:
        case NotConfiguredError():
            return Reason.NO_PROVIDER
        case CredentialsRefusedError() | ProviderUnavailableError():
            return Reason.GIVEN_UP
        case ProviderRefusedError():
            return Reason.REFUSED
    return Reason.BROKEN


def _log(message: Message, error: Exception) -> None:
    logger.warning(
        "message_not_sent",
        message_id=message.public_id,
        attempts=message.attempts,
        error=describe_failure(error),
    )
