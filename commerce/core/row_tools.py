"""What contexts above offer for a row on its page of the dashboard: an address and the words of a link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest

RowTool = Callable[["HttpRequest", Any], "tuple[str, str] | None"]
_tools: defaultdict[str, list[RowTool]] = defaultdict(list)


def register_row_tool(label: str, tool: RowTool) -> None:
    """Offer the tool for rows of that model, such as `offer.conditionaloffer`. Twice is once.

    A tool returns None for a person who cannot use it on the row.
    """
    if tool not in _tools[label]:
        _tools[label].append(tool)


def list_row_tools(request: HttpRequest, row: Model) -> list[tuple[str, str]]:
    """Return addresses and words of what the person at work can do with the row elsewhere."""
    found = (tool(request, row) for tool in _tools[row._meta.label_lower])
    return [each for each in found if each is not None]
