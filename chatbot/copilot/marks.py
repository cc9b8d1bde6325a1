"""Inline elements as marks that models can keep: `{a}words{/a}` around words, `{b/}` between them.

Marks are letters in the order of the elements. They have no digits, which would have to stand in the facts.
"""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from string import ascii_lowercase
from typing import Final

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

_MARK: Final = re.compile(r"\{(/?)([a-z])(/?)\}")


class Marked:
    """A piece of HTML as words with marks.

    `is_clear` unless it has more elements than there are letters, or words that look like marks.
    """

    def __init__(self, html: str) -> None:
        soup = BeautifulSoup(html, "html.parser", multi_valued_attributes=None)
        self._elements: dict[str, Tag] = {}
        has_names = len(soup.find_all(True)) <= len(ascii_lowercase)
        self.is_clear = has_names and _MARK.search(soup.text) is None
        self.text = self._told(soup) if self.is_clear else ""

    def to_html(self, text: str) -> str | None:
        """Return words with the same marks as HTML; None where marks are missing, added or crossed."""
        if Counter(_MARK.findall(text)) != Counter(_MARK.findall(self.text)):
            return None
        return _MARK.sub(self._tag, escape(text, quote=False)) if _are_nested(text) else None

    def _told(self, inside: Tag) -> str:
        return "".join(
            self._marked(child) if isinstance(child, Tag) else str(child)
            for child in inside.children
            if isinstance(child, Tag | NavigableString)
        )

    def _marked(self, element: Tag) -> str:
        name = ascii_lowercase[len(self._elements)]
        self._elements[name] = element
        if element.name == "br":
            return f"{{{name}/}}"
        return f"{{{name}}}{self._told(element)}{{/{name}}}"

    def _tag(self, mark: re.Match[str]) -> str:
        closes, name, is_empty = mark.groups()
        element = self._elements[name]
        if closes:
            return f"</{element.name}>"
        own = "".join(f' {key}="{escape(str(value))}"' for key, value in element.attrs.items())
        return f"<{element.name}{own}{is_empty}>"


def _are_nested(text: str) -> bool:
    open_names: list[str] = []
    for closes, name, is_empty in _MARK.findall(text):
        if not (closes or is_empty):
            open_names.append(name)
        elif closes and (not open_names or open_names.pop() != name):
            return False
    return not open_names


def without_marks(text: str) -> str:
    """Return the words alone, with a space where a mark stands between them."""
    return _MARK.sub(lambda found: " " if found[3] else "", text)
