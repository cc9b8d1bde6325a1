"""What providers tell later of messages that they have taken."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils import timezone

from commerce.integrations.shapes import DeliveryNews
from commerce.notifications.enums import MessageState, Reason
from commerce.notifications.models import Message

# A message that has arrived may still come back; one that came back has not arrived.
_FOLLOWS: Final = {
    "delivered": (MessageState.QUEUED, MessageState.SENT),
    "bounced": (MessageState.QUEUED, MessageState.SENT, MessageState.DELIVERED),
    "failed": (MessageState.QUEUED, MessageState.SENT),
}
_REASONS: Final = {"bounced": Reason.BOUNCED, "failed": Reason.REFUSED}


@transaction.atomic
def record_news(news: DeliveryNews) -> Message | None:
    """Write down how far a message has come; return it, None where it is none of ours.

    Saying something twice, or in another order, changes nothing. Complaints and unsubscriptions
    leave the state as it is.
    """
    found = Message.objects.select_for_update().filter(reference=news.reference)
    if news.recipient:
        found = found.filter(address__iexact=news.recipient)
    message = found.first() if news.reference else None
    if message is None or message.state not in _FOLLOWS.get(news.state, ()):
        return message
    message.state = MessageState(news.state)
    message.reason = _REASONS.get(news.state, "")
    message.settled_at = timezone.now()
    message.save(update_fields=["state", "reason", "settled_at"])
    return message
