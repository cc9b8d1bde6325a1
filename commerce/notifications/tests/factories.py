"""The least that messages and templates are made of."""

from __future__ import annotations

from commerce.notifications.enums import MessageState
from commerce.notifications.models import Announcement, Message, Segment, Template


def make_message(channel, name="Foreign", **fields):
    """A letter that was sent, to nobody with an account."""
    content = {"subject": f"{name} letter", "parts": [{"type": "text", "text": "Hidden"}]}
    made = {
        "fingerprint": f"made/{Message.objects.count()}/{channel.pk}",
        "channel": channel,
        "kind": "order_placed",
        "medium": "email",
        "locale": "en",
        "address": "hidden@example.com",
        "event_id": "1",
        "content": content,
        "state": MessageState.SENT,
    }
    return Message.objects.create(**{**made, **fields})


def make_template(channel, name="Foreign", **fields):
    """Words of the channel's own, published."""
    made = {
        "channel": channel,
        "kind": "order_placed",
        "medium": "email",
        "locale": "en",
        "subject": f"{name} words",
    }
    return Template.objects.create(**{**made, **fields})


def make_announcement(channel, name="Foreign"):
    """A draft without words, for everybody."""
    segment = Segment.objects.create(channel=channel, name=f"{name} segment")
    return Announcement.objects.create(channel=channel, name=f"{name} news", segment=segment)
