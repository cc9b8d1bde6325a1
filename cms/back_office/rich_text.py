"""The editor of formatted text, careful about what it is sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea

from cms.html import UNREADABLE


class CarefulRichTextArea(DraftailRichTextArea):
    """Wagtail's editor; what no editor wrote is marked for its field to refuse, and kept as typed."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:
        posted = data.get(name)
        if posted is None or _is_content(posted):
            try:
                return super().value_from_datadict(data, files, name)
            except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
                pass  # content of another shape than the editor's
        return f"{UNREADABLE}{posted}"

    def format_value(self, value: Any) -> Any:
        text = value.removeprefix(UNREADABLE) if isinstance(value, str) else value
        return super().format_value(text)


def _is_content(posted: str) -> bool:
    try:
        content = json.loads(posted)
    except (ValueError, RecursionError):
        return False
    if content is None:  # the editor's way to say that there is nothing
        return True
    return isinstance(content, dict) and isinstance(content.get("blocks"), list)
