"""Links to the copilot on pages that are Wagtail's own."""

from __future__ import annotations

from typing import Any

from django import template

from chatbot.back_office.copilot.buttons import picture_link

register = template.Library()


@register.simple_tag(takes_context=True)
def picture_tool(context: dict[str, Any], image: Any) -> tuple[str, str] | None:
    """Return address and words of what can be done with a picture, for the person at work."""
    return picture_link(image, context["request"].user)
