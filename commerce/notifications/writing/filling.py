"""Variables in texts: `{{ number }}`, and nothing else.

There are no filters, tags or conditions, so a text that was saved can always be filled in: what it
names is checked then, and a part whose variable is empty is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from commerce.notifications.enums import PartType
from commerce.notifications.shapes import Content, Filled, FilledPart, Row

if TYPE_CHECKING:
    from commerce.notifications.registry import Draft, Kind, Part

_VARIABLE: Final = re.compile(r"\{\{\s*(\w+)\s*\}\}")
# Where a secret goes: two signs of the private area around its name, which no value may hold.
_OPEN, _CLOSE = "\ue000", "\ue001"
_SECRET: Final = re.compile(f"{_OPEN}(\\w+){_CLOSE}")
_PRIVATE: Final = re.compile(f"[{_OPEN}{_CLOSE}\x00]")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_HIDDEN: Final = "••••••"
MOST_SUBJECT: Final = 200
ROW_TEXTS: Final = ("title", "note", "amount", "url", "picture")


def names_in(words: str) -> list[str]:
    """Return the variables that a text names, in order."""
    return _VARIABLE.findall(words)


def variable_in(words: str) -> str:
    """Return the variable of a text that is one and nothing else; empty for all others."""
    found = _VARIABLE.fullmatch(words.strip())
    return found[1] if found else ""


def rest_of(words: str) -> str:
    """Return what is left of a text without its variables."""
    return _VARIABLE.sub("", words)


def fill_letter(draft: Draft, kind: Kind, values: Mapping[str, Any]) -> Filled:
    """Return the letter with everything in it but secrets, which stand beside it."""
    filler = _Filler(kind, values)
    parts = [filled for part in draft.parts if (filled := filler.part(part)) is not None]
    content = Content(subject=filler.line(str(draft.subject)), parts=parts)
    return Filled(content, filler.secrets)


def fill_short(draft: Draft, kind: Kind, values: Mapping[str, Any]) -> Filled:
    """Return the title, text and page of a message that is no letter."""
    filler = _Filler(kind, values)
    content = Content(
        subject=filler.line(str(draft.subject)),
        text=filler.text(str(draft.short)).strip(),
        url=filler.value(draft.url) if draft.url else "",
    )
    return Filled(content, filler.secrets)


def with_secrets(content: Content, secrets: Mapping[str, str]) -> Content:
    """Return the content as the recipient gets it."""
    return _replaced(content, lambda found: secrets.get(found[1], ""))


def without_secrets(content: Content) -> Content:
    """Return the content as staff may see it."""
    return _replaced(content, lambda _found: _HIDDEN)


class _Filler:
    """Inserts the values of one message; what it has inserted is never looked at again."""

    def __init__(self, kind: Kind, values: Mapping[str, Any]) -> None:
        self.values = values
        self.kind = kind
        self.secrets: dict[str, str] = {}

    def value(self, name: str) -> str:
        found = self.values.get(name)
        if found is None or found == "":
            return ""
        variable = self.kind.variable(name)
        if variable is not None and variable.is_secret:
            self.secrets[name] = str(found)
            return f"{_OPEN}{name}{_CLOSE}"
        return _PRIVATE.sub("", str(found))

    def text(self, words: str) -> str:
        return _VARIABLE.sub(lambda found: self.value(found[1]), words)

    def line(self, words: str) -> str:
        """A text for a header: one line, however its values look."""
        return _CONTROL.sub(" ", self.text(words)).strip()[:MOST_SUBJECT]

    def part(self, part: Part) -> FilledPart | None:
        words = str(part.text)
        if not all(self.value(name) for name in names_in(words)):
            return None
        filled = FilledPart(type=part.type.value, text=self.text(words))
        if part.type in (PartType.LINES, PartType.PRODUCTS):
            filled["rows"] = list(self._rows(part.variable))
            return filled if filled["rows"] else None
        filled["url"] = self.value(part.variable) if part.variable else part.url
        return None if part.type == PartType.BUTTON and not filled["url"] else filled

    def _rows(self, name: str) -> Iterator[Row]:
        for each in self.values.get(name) or ():
            row = {key: _PRIVATE.sub("", str(each[key])) for key in ROW_TEXTS if each.get(key)}
            yield Row(**row, strong=True) if each.get("strong") else Row(**row)  # type: ignore[typeddict-item]


def _replaced(value: Any, replace: Any) -> Any:
    if isinstance(value, str):
        return _SECRET.sub(replace, value)
    if isinstance(value, dict):
        return {name: _replaced(each, replace) for name, each in value.items()}
    if isinstance(value, list):
        return [_replaced(each, replace) for each in value]
    return value
