"""Examples of blocks in the block picker."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.simple_tag
def block_template(block: dict[str, Any]) -> str:
    """Return the template of a block that stands inside of another one."""
    return f"cms/preview/blocks/{block['type']}.html"
