"""What of a model's texts is proposed: sentence by sentence, and nothing that no fact says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from typing import Final

from chatbot.guarding import Facts, find_invented, leaks, sentences, unmask

from .formatting import MARKS, split
from .marks import without_marks
from .qualities import qualities_in
from .readings import Field

_LISTS: Final = (MARKS["ul"], MARKS["ol"])


class TextChecker:
    """Holds texts against facts. `cut` are the sentences that were left out of what was checked last.

    `qualities` are the colours, materials and makes that the facts name. With `has_seen` a picture,
    a text may name others.
    """

    has_seen = False

    def __init__(
        self,
        facts: Facts,
        *,
        language: str,
        qualities: Set[str],
        banned: Iterable[str],
        secrets: Iterable[str],
        originals: Mapping[str, str],
    ) -> None:
        words = [rf"(?<!\w){re.escape(word)}(?!\w)" for word in banned]
        self._banned = re.compile("|".join(words), re.IGNORECASE) if words else None
        self._facts, self._secrets, self._originals = facts, tuple(secrets), originals
        self._language, self._qualities = language, qualities
        self.cut: list[str] = []

    def check(self, field: Field, text: str) -> str:
        """Return what of a text may be proposed; nothing where nothing may.

        A text with marks is proposed as a whole or not at all: without a sentence they would not fit.
        """
        if field.is_marked:
            was_cut = len(self.cut)
            self._sentences(without_marks(text))
            whole = len(self.cut) == was_cut
            return unmask(" ".join(text.split()), self._originals) if whole else ""
        if not field.is_formatted:
            return shorten(self._sentences(" ".join(text.split())), field.most)
        kept: list[str] = []
        before = ""
        for line in filter(str.strip, text.splitlines()):
            mark, words = split(line)
            if said := self._sentences(words):
                gap = "\n" if mark in _LISTS and mark == before else "\n\n"
                kept.append(f"{gap if kept else ''}{mark}{said}")
                before = mark
        return shorten("".join(kept), field.most)

    def _sentences(self, text: str) -> str:
        kept = ""
        for sentence in sentences([text]):
            if self._is_refused(sentence, kept):
                self.cut.append(unmask(sentence, self._originals).strip())
            else:
                kept += unmask(sentence, self._originals)
        return kept.strip()

    def _is_refused(self, sentence: str, said: str) -> bool:
        if self._banned is not None and self._banned.search(sentence):
            return True
        if not self.has_seen and qualities_in(sentence, [self._language]) - self._qualities:
            return True
        told = f"{said[-400:]}{sentence}"
        return bool(find_invented(sentence, self._facts) or leaks(told, self._secrets))


def shorten(text: str, most: int) -> str:
    """Return a text cut at a word where it is too long for its field."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,.;:–—-") + "…"
