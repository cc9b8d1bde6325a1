"""What is new in a text, word by word."""

from __future__ import annotations

from typing import NamedTuple

from wagtail.admin.compare import diff_text


class Piece(NamedTuple):
    """Some words: as they were, `addition` or `deletion`."""

    kind: str
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """Return both texts as one, in pieces that stay, go and come."""
    return [Piece(kind, text) for kind, text in diff_text(before, after).changes if text]
