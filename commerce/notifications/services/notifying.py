"""Telling somebody something: rows in the caller's transaction, which a worker sends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import orjson
from django.db import transaction
from django.utils import timezone, translation

from commerce.accounts.selectors import find_user_by_key
from commerce.core.bus import publish
from commerce.core.crypto import encrypt
from commerce.notifications.enums import Medium, MessageState, Reason
from commerce.notifications.events import MessagesQueued
from commerce.notifications.models import Message
from commerce.notifications.registry import Kind, get_kind
from commerce.notifications.selectors.centre import list_push_addresses
from commerce.notifications.selectors.templates import get_draft
from commerce.notifications.shapes import Filled, Recipient
from commerce.notifications.writing.filling import fill_letter, fill_short
from commerce.notifications.writing.sms import length_of
from commerce.tenancy.selectors import read_channel

from .placing import place
from .preferences import Verdict, wanted

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing that is told to one recipient, by whatever media."""

    kind: Kind
    recipient: Recipient
    channel: Channel
    event_id: str
    values: Mapping[str, Any]
    about: str = ""
    unsubscribe_url: str = ""


@transaction.atomic
def notify(
    *,
    kind: str,
    recipient: Recipient,
    channel_id: int,
    event_id: str,
    values: Mapping[str, Any],
    about: str = "",
    unsubscribe_url: str = "",
) -> bool:
    """Tell the recipient, by each medium of the kind that has an address and is wanted.

    Return whether anything goes out, now or later. Telling twice of one `event_id` tells once. What
    is not wanted is written down without its content. A worker sends after the commit;
    nothing is sent when the transaction fails. `unsubscribe_url` ends such messages with one
    click, where the caller has a way of its own.
    """
    telling = Telling(
        kind=get_kind(kind),
        recipient=with_account(recipient),
        channel=read_channel(channel_id=channel_id),
        event_id=event_id,
        values=values,
        about=about,
        unsubscribe_url=unsubscribe_url,
    )
    rows = list_messages(telling)
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    place(rows)
    is_queued = any(row.state == MessageState.QUEUED for row in rows)
    if is_queued:
        publish(MessagesQueued(channel_id=channel_id))
    return is_queued


def list_messages(telling: Telling) -> list[Message]:
    """Return the messages that tell it, one for each medium that reaches the recipient, unsaved."""
    who, channel_id = telling.recipient, telling.channel.pk
    media = [each for each in sorted(telling.kind.media) if is_reachable(who, each, channel_id)]
    return [_message(telling, each) for each in media]


def with_account(recipient: Recipient) -> Recipient:
    """Return the recipient with the address of their account where none was given."""
    if recipient.user_id is None or recipient.email:
        return recipient
    user = find_user_by_key(user_id=recipient.user_id)
    return replace(recipient, email=user.email) if user and user.is_active else recipient


def is_reachable(recipient: Recipient, medium: Medium, channel_id: int) -> bool:
    """Whether the medium has a place to go to."""
    user_id = recipient.user_id
    match medium:
        case Medium.EMAIL | Medium.SMS:
            return bool(_address(recipient, medium))
        case Medium.PUSH if user_id is not None:
            return list_push_addresses(user_id=user_id, channel_id=channel_id).exists()
    return user_id is not None


def fill(
    kind: Kind, medium: Medium, channel: Channel, locale: str, values: Mapping[str, Any]
) -> Filled:
    """Return what is said, in the words that the channel has for it in that language."""
    with translation.override(locale):
        draft = get_draft(kind=kind, medium=medium, channel_id=channel.pk, locale=locale)
        full = {**values, "shop": channel.branding.shown_name}
        return (fill_letter if medium == Medium.EMAIL else fill_short)(draft, kind, full)


def seal(secrets: Mapping[str, str]) -> str:
    """Return secrets as they are kept until they are sent."""
    return encrypt(orjson.dumps(dict(secrets))).decode() if secrets else ""


def _message(telling: Telling, medium: Medium) -> Message:
    now, recipient = timezone.now(), telling.recipient
    verdict = wanted(
        kind=telling.kind,
        recipient=recipient,
        medium=medium,
        channel_id=telling.channel.pk,
        now=now,
    )
    message = Message(
        fingerprint=_fingerprint(telling, medium),
        channel=telling.channel,
        kind=telling.kind.code,
        medium=medium,
        # The values are in the recipient's language already.
        locale=recipient.locale or verdict.locale or telling.channel.default_locale,
        user_id=recipient.user_id,
        address=_address(recipient, medium),
        event_id=telling.event_id,
        about=telling.about,
        created_at=now,
        available_at=verdict.not_before or now,
    )
    if verdict.reason:
        message.state, message.reason = MessageState.WITHHELD, verdict.reason
        message.settled_at = now
        return message
    return _with_content(message, telling, verdict)


def _with_content(message: Message, telling: Telling, verdict: Verdict) -> Message:
    medium = Medium(message.medium)
    filled = fill(telling.kind, medium, telling.channel, message.locale, telling.values)
    message.content = dict(filled.content)
    message.secrets = seal(filled.secrets)
    if stop := telling.unsubscribe_url or verdict.unsubscribe_url:
        message.content["unsubscribe_url"] = stop
    if verdict.is_gathered:
        message.state, message.reason = MessageState.WITHHELD, Reason.GATHERED
    if medium == Medium.SMS and length_of(message.content["text"]).is_too_long:
        message.state, message.reason = MessageState.FAILED, Reason.TOO_LONG
        message.content, message.secrets = {}, ""
        message.settled_at = message.created_at
    if medium == Medium.IN_APP:
        message.state = MessageState.DELIVERED
        message.sent_at = message.settled_at = message.created_at
    return message


def _fingerprint(telling: Telling, medium: Medium) -> str:
    """What is the same for two messages that say the same to the same person."""
    who = telling.recipient
    person = who.user_id or who.email.lower() or who.telephone
    words = f"{telling.kind.code}\n{medium}\n{person}\n{telling.event_id}"
    return sha256(words.encode()).hexdigest()


def _address(recipient: Recipient, medium: Medium) -> str:
    match medium:
        case Medium.EMAIL:
            return recipient.email
        case Medium.SMS:
            return recipient.telephone
    return ""
