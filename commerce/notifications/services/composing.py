"""From a message that is kept to what is handed over, or shown."""

from __future__ import annotations

from typing import TypedDict, cast

import orjson
from django.utils import translation

from commerce.core.crypto import decrypt
from commerce.integrations.shapes import Letter, TextMessage
from commerce.notifications.enums import Medium
from commerce.notifications.models import Message
from commerce.notifications.shapes import Content
from commerce.notifications.writing.filling import with_secrets, without_secrets
from commerce.notifications.writing.letters import letter_html, letter_text, paper_of
from commerce.notifications.writing.showing import show_content


class PushWords(TypedDict):
    key: str
    user_id: int
    title: str
    body: str
    url: str


def compose_letter(message: Message) -> Letter:
    """Return the letter with its secrets, as its recipient is to get it."""
    content = with_secrets(_content(message), _secrets(message))
    with translation.override(message.locale):
        paper = paper_of(message.channel, message.locale)
        return Letter(
            key=message.public_id,
            recipient=message.address,
            subject=content["subject"],
            text=letter_text(content, paper),
            html=letter_html(content, paper),
            sender=paper.support_email,
            sender_name=paper.shop,
            unsubscribe_url=content.get("unsubscribe_url", ""),
        )


def compose_text(message: Message) -> TextMessage:
    """Return the text message with its secrets; the page it leads to stands behind it."""
    content = with_secrets(_content(message), _secrets(message))
    words = " ".join(filter(None, (content.get("text", ""), content.get("url", ""))))
    return TextMessage(message.public_id, message.address, words)


def compose_push(message: Message) -> PushWords:
    """Return what browsers are told, and whose."""
    content = with_secrets(_content(message), _secrets(message))
    return PushWords(
        key=message.public_id,
        user_id=message.user_id or 0,
        title=content.get("subject", ""),
        body=content.get("text", ""),
        url=content.get("url", ""),
    )


def show_message(message: Message) -> str:
    """Return the message as a page for staff: what is secret in it cannot be read."""
    with translation.override(message.locale):
        paper = paper_of(message.channel, message.locale)
        return show_content(without_secrets(_content(message)), Medium(message.medium), paper)


def show_text(message: Message) -> str:
    """Return what the message says as plain text, for staff."""
    content = without_secrets(_content(message))
    with translation.override(message.locale):
        if "parts" in content:
            return letter_text(content, paper_of(message.channel, message.locale))
    return "\n".join(filter(None, (content.get("text", ""), content.get("url", ""))))


def _content(message: Message) -> Content:
    return cast("Content", message.content)


def _secrets(message: Message) -> dict[str, str]:
    if not message.secrets:
        return {}
    secrets: dict[str, str] = orjson.loads(decrypt(message.secrets.encode()))
    return secrets
