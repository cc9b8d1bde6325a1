"""Writing the words of a kind anew, and going back to the delivered ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
from django.db import transaction
from django.utils import timezone, translation
from ulid import ULID

from commerce.core.bus import publish
from commerce.notifications.blocks import block_of
from commerce.notifications.enums import Medium
from commerce.notifications.events import MessagesQueued
from commerce.notifications.models import Message, Template
from commerce.notifications.registry import Kind
from commerce.notifications.selectors.templates import find_template, get_draft
from commerce.notifications.writing.showing import sample_content

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.tenancy.models import Channel


@transaction.atomic
def begin_template(
    *, kind: Kind, medium: Medium, channel: Channel, locale: str, actor: User
) -> Template:
    """Return what is written already, or a draft that begins with the delivered words."""
    place = {"kind": kind, "medium": medium, "channel_id": channel.pk, "locale": locale}
    if (found := find_template(**place)) is not None:  # type: ignore[arg-type]
        return found
    with translation.override(locale):
        is_letter = medium == Medium.EMAIL
        blocks = [block_of(part) for part in kind.draft.parts] if is_letter else []
        template = Template(
            kind=kind.code,
            medium=medium,
            channel=channel,
            locale=locale,
            subject=str(kind.draft.subject),
            body=orjson.dumps(blocks).decode(),
            text="" if is_letter else str(kind.draft.short),
            url="" if is_letter else kind.draft.url,
            live=False,
        )
    template.save()
    template.save_revision(user=actor, log_action=True)
    return template


@transaction.atomic
def return_to_delivered(*, template: Template, actor: User) -> None:
    """Use the delivered words again; what was written stays as a draft with its versions."""
    template.unpublish(user=actor, log_action=True)


@transaction.atomic
def send_test(*, kind: Kind, channel: Channel, locale: str, actor: User) -> Message:
    """Send the letter with sample values to the person who asks for it; return it."""
    with translation.override(locale):
        draft = get_draft(kind=kind, medium=Medium.EMAIL, channel_id=channel.pk, locale=locale)
        content = sample_content(draft, kind, Medium.EMAIL, channel, locale)
    event_id, now = f"test/{ULID()}", timezone.now()
    message = Message.objects.create(
        fingerprint=event_id,
        channel=channel,
        kind=kind.code,
        medium=Medium.EMAIL,
        locale=locale,
        user=actor,
        address=actor.email,
        event_id=event_id,
        content=dict(content),
        created_at=now,
        available_at=now,
    )
    publish(MessagesQueued(channel_id=channel.pk))
    return message
