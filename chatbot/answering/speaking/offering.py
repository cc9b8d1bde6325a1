"""Tools as models read them: name, description, and the schema of an object."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec

from chatbot.registry import Tool
from commerce.integrations.shapes import ToolOffer


def offer(tools: Iterable[Tool]) -> tuple[ToolOffer, ...]:
    """Return what is offered to a model."""
    return tuple(ToolOffer(tool.name, tool.description, _schema(tool.arguments)) for tool in tools)


@cache
def _schema(arguments: type[msgspec.Struct]) -> dict[str, Any]:
    """The object itself is at the top: some providers follow no reference there."""
    _refs, parts = msgspec.json.schema_components([arguments])
    schema = parts.pop(arguments.__name__)
    return {**schema, "$defs": parts} if parts else schema
