"""How a draft can be looked at, for the preview panel."""

from __future__ import annotations

from typing import Any

from django import template

from cms.back_office.viewings import ViewingChoices, viewing_choices

register = template.Library()


@register.simple_tag
def draft_viewings(draft: Any) -> ViewingChoices | None:
    """Return as what a draft can be looked at; None for what is no draft of ours."""
    return viewing_choices(draft)
