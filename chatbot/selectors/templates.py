"""What shoppers can begin a conversation with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chatbot.errors import TemplateNotFoundError
from chatbot.models import ConversationTemplate
from chatbot.shapes import ChatTemplate

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.tenancy.models import Channel


def list_templates(*, channel: Channel, locale: str) -> QuerySet[ConversationTemplate]:
    """Return those in use, in their order."""
    rows = ConversationTemplate.objects.filter(channel=channel, locale=locale, is_active=True)
    return rows.order_by("position", "pk")


def get_template(*, channel: Channel, public_id: str) -> ConversationTemplate:
    """Return one in use. Raises TemplateNotFoundError."""
    rows = ConversationTemplate.objects.filter(channel=channel, is_active=True)
    found: ConversationTemplate | None = rows.filter(public_id=public_id).first()
    if found is None:
        raise TemplateNotFoundError
    return found


def template_json(template: ConversationTemplate) -> ChatTemplate:
    """Return the public form of a template."""
    return {
        "id": template.public_id,
        "title": template.title,
        "description": template.description,
        "text": template.text,
    }
