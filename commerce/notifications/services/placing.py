"""What is told inside the shop, or kept for a summary, is there with the message's own row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from django.contrib.auth import get_user_model

from commerce.live.enums import TopicKind
from commerce.live.services import tell
from commerce.live.shapes import Topic
from commerce.notifications.enums import Medium, MessageState, Reason
from commerce.notifications.models import DigestItem, Notice
from commerce.notifications.writing.filling import without_secrets

if TYPE_CHECKING:
    from commerce.notifications.models import Message
    from commerce.notifications.shapes import Content


def place(messages: Iterable[Message]) -> None:
    """Put what is for the bell there, and what is gathered aside. Doing it twice changes nothing."""
    personal = [(each, each.user_id) for each in messages if each.user_id is not None]
    notices = [_notice(each, user_id) for each, user_id in personal if _is_for_bell(each)]
    gathered = [
        _item(each, user_id) for each, user_id in personal if each.reason == Reason.GATHERED
    ]
    if notices:
        Notice.objects.bulk_create(notices, ignore_conflicts=True)
        _ring(notices)
    if gathered:
        DigestItem.objects.bulk_create(gathered, ignore_conflicts=True)


def _ring(notices: Iterable[Notice]) -> None:
    """Let pages that are open ask how much is unread."""
    where = {(each.user_id, each.channel_id) for each in notices}
    people = get_user_model().objects.in_bulk({user_id for user_id, _channel_id in where})
    for user_id, channel_id in sorted(where):
        key = people[user_id].public_id
        topic = Topic(kind=TopicKind.PERSON, key=key, channel_id=channel_id)
        tell(topic=topic, kind="notice.placed", body={})


def _is_for_bell(message: Message) -> bool:
    return message.medium == Medium.IN_APP and message.state != MessageState.WITHHELD


def _notice(message: Message, user_id: int) -> Notice:
    content = _open(message)
    return Notice(
        key=message.fingerprint,
        user_id=user_id,
        channel_id=message.channel_id,
        kind=message.kind,
        title=content.get("subject", "")[:200],
        body=content.get("text", ""),
        url=content.get("url", "")[:500],
    )


def _item(message: Message, user_id: int) -> DigestItem:
    content = _open(message)
    return DigestItem(
        user_id=user_id,
        channel_id=message.channel_id,
        kind=message.kind,
        event_id=message.event_id,
        locale=message.locale,
        title=content.get("subject", "")[:255],
        url=_first_url(content)[:500],
        due_at=message.available_at,
    )


def _open(message: Message) -> Content:
    """Without what is secret: it is read on pages, and later."""
    return without_secrets(cast("Content", message.content))


def _first_url(content: Content) -> str:
    """Where the letter's first button leads."""
    found = (part.get("url", "") for part in content.get("parts", []))
    return next(filter(None, found), "")
