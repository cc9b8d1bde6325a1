"""Texts of documents as words with spaces between them."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

# What is said later in a description says little about the product, and costs as much as the rest.
MOST_WORDS: Final = 400
MOST_CHARACTERS: Final = 8_000

_TAG = re.compile(r"<[^>]*>")


def plain_words(html: str) -> str:
    """Return the first 400 words of the HTML, without tags, on one line."""
    text = html[:MOST_CHARACTERS]
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = unescape(text)
    return " ".join(text.split(None, MOST_WORDS)[:MOST_WORDS])
