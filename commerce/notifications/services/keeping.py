"""What becomes of messages later."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from commerce.core.bus import publish
from commerce.core.ids import new_public_id
from commerce.notifications.enums import Medium, MessageState
from commerce.notifications.errors import MessageForgottenError
from commerce.notifications.events import MessagesQueued
from commerce.notifications.models import Message
from commerce.notifications.registry import find_kind

KEEP_CONTENTS: Final = timedelta(days=90)
STEP: Final = 1000


@transaction.atomic
def send_again(*, message: Message) -> Message:
    """Send what was said once more, as a message of its own; return that.

    Raises MessageForgottenError for one whose content is gone, or that held a secret.
    """
    if not can_be_sent_again(message):
        raise MessageForgottenError
    copy = Message.objects.get(pk=message.pk)
    copy.pk, copy.public_id = None, new_public_id("msg")
    copy.fingerprint = copy.public_id
    copy.state, copy.reason, copy.attempts, copy.doubts = MessageState.QUEUED, "", 0, 0
    copy.provider = copy.reference = ""
    copy.created_at = copy.available_at = timezone.now()
    copy.claimed_at = copy.sent_at = copy.settled_at = None
    copy.save(force_insert=True)
    publish(MessagesQueued(channel_id=copy.channel_id))
    return copy


def can_be_sent_again(message: Message) -> bool:
    """Whether everything that it said is still known. A secret is not, once it is sent."""
    kind = find_kind(message.kind)
    has_secrets = kind is not None and any(each.is_secret for each in kind.variables)
    return bool(message.content) and message.medium != Medium.IN_APP and not has_secrets


def forget_contents(*, older_than: timedelta = KEEP_CONTENTS) -> int:
    """Forget what messages said and to which address, in small steps; return how many."""
    old = Message.objects.filter(forgotten_at=None, created_at__lt=timezone.now() - older_than)
    old = old.exclude(state=MessageState.QUEUED)
    forgotten = 0
    while keys := list(old.values_list("pk", flat=True)[:STEP]):
        forgotten += Message.objects.filter(pk__in=keys).update(
            content={}, secrets="", address="", forgotten_at=timezone.now()
        )
    return forgotten
