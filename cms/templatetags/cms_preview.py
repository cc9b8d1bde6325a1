"""The public form of a draft, for the preview in the back office."""

from __future__ import annotations

from typing import Any

from django import template

from cms import documents
from cms.models import HeronPage

register = template.Library()


@register.simple_tag
def draft_document(page: HeronPage) -> dict[str, Any]:
    """Return what readers would get if the page were published now, each block with its template."""
    document = documents.draft_document(page=page)
    body = [
        {**block, "template": f"cms/preview/blocks/{block['type']}.html"}
        for block in document["body"]
    ]
    return {**document, "body": body}


@register.simple_tag
def block_template(block: dict[str, Any]) -> str:
    """Return the template of a block that stands inside of another one."""
    return f"cms/preview/blocks/{block['type']}.html"
