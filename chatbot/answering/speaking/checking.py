"""What of a model's words is shown: sentence by sentence, and only what the shop has said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from chatbot.guarding import Facts, find_invented, leaks, sentences, unmask

from .findings import Findings

MOST_CHARACTERS: Final = 3_000


class Checker:
    """Lets sentences through; `cut` are those that were not, `text` is what was.

    `refused` are all that were ever cut, also of what was said before it was said anew.
    """

    def __init__(
        self, facts: Facts, findings: Findings, *, banned: Iterable[str], secrets: Iterable[str]
    ) -> None:
        self._facts, self._findings = facts, findings
        words = [rf"(?<!\w){re.escape(word)}(?!\w)" for word in banned]
        self._banned = re.compile("|".join(words), re.IGNORECASE) if words else None
        self._secrets = tuple(secrets)
        self.originals: dict[str, str] = {}
        self.cut: list[str] = []
        self.refused: list[str] = []
        self.text = ""

    def begin(self) -> None:
        """Forget what was said: it is said anew."""
        self.cut, self.text = [], ""

    def let_through(self, pieces: Iterable[str]) -> Iterator[str]:
        """Yield what may be shown of a stream."""
        for sentence in sentences(pieces):
            shown = self._findings.find_marks(sentence)
            if not shown.strip():
                continue
            if self._is_refused(shown):
                self.cut.append(sentence.strip())
                self.refused.append(sentence.strip())
                continue
            if len(self.text) + len(shown) > MOST_CHARACTERS:
                return
            shown = unmask(shown, self.originals)
            self.text += shown
            yield shown

    def _is_refused(self, sentence: str) -> bool:
        if self._banned is not None and self._banned.search(sentence):
            return True
        said = f"{self.text[-400:]}{sentence}"
        return bool(find_invented(sentence, self._facts) or leaks(said, self._secrets))
