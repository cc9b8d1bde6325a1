"""Text of products, pages, reviews and people is data: fenced, and without what commands a model."""

from __future__ import annotations

import re
from typing import Final

from .plain import visible

OPENING: Final = "<data>"
CLOSING: Final = "</data>"
_LONGEST: Final = 4000
_IMAGE: Final = re.compile(r"!\[([^\]]*)\]\([^)]*\)?")
_LINK: Final = re.compile(r"\[([^\]]*)\]\((?:https?|data|javascript)[^)]*\)?", re.I)
_MARKERS: Final = re.compile(
    r"<\|[^>]{0,40}\|>|\[/?INST\]|<<?/?SYS>>?|</?s>|<(?:start|end)_of_turn>"
    r"|^\W*(?:system|assistant|user|human|developer|tool|function)\s*(?:message|prompt)?\s*[:>\]]"
    r"|^#{1,6}\s*|```+\w*|<\/?(?:tool|function)_?(?:call|result|use)s?>",
    re.I | re.M,
)
_TAG: Final = re.compile(r"<[/!a-z][^>]*>?", re.I)
_ENCODED: Final = re.compile(r"(?:[A-Za-z0-9+/_-]{40,}={0,2})|(?:[0-9a-f]{2}[\s:]?){24,}", re.I)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def as_data(text: str, *, longest: int = _LONGEST) -> str:
    """Return the text fenced as data, without markers of roles and tools, mark-up and cipher.

    The fence cannot be closed from within.
    """
    return f"{OPENING}{neutral(text)[:longest]}{CLOSING}"


def neutral(text: str) -> str:
    """The words of a text without anything that is more than words."""
    shown = _CONTROL.sub(" ", visible(text))
    before = None
    while shown != before:
        before = shown
        for pattern, instead in ((_IMAGE, r"\1"), (_LINK, r"\1"), (_MARKERS, " "), (_TAG, " ")):
            shown = pattern.sub(instead, shown)
    shown = _ENCODED.sub("…", shown)
    return " ".join(shown.replace("<", "‹").replace(">", "›").replace("`", "'").split())
