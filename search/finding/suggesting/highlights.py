"""Which parts of a name were typed, told in parts and never as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from search.finding.shapes import HighlightPart
from search.language.analysis import Analyser

_WORD: Final = re.compile(r"\w+")


def highlight(text: str, typed: str, analyser: Analyser) -> list[HighlightPart]:
    """Return the text in parts; those that begin like a typed word, folded, are matches.

    Put together again, the parts are the text.
    """
    prefixes = sorted({plain for plain in analyser.plain(typed) if plain}, key=len, reverse=True)
    return _joined(_parts(text, prefixes, analyser))


def _parts(text: str, prefixes: list[str], analyser: Analyser) -> Iterator[HighlightPart]:
    end = 0
    for word in _WORD.finditer(text):
        yield {"text": text[end : word.start()], "is_match": False}
        length = _match_length(word.group(), prefixes, analyser)
        yield {"text": word.group()[:length], "is_match": True}
        yield {"text": word.group()[length:], "is_match": False}
        end = word.end()
    yield {"text": text[end:], "is_match": False}


def _match_length(word: str, prefixes: list[str], analyser: Analyser) -> int:
    """Return how many letters of the word match; all of them where folding changes their number."""
    plain = "".join(analyser.plain(word))
    for prefix in prefixes:
        if plain.startswith(prefix):
            return len(prefix) if len(plain) == len(word) else len(word)
    return 0


def _joined(parts: Iterable[HighlightPart]) -> list[HighlightPart]:
    joined: list[HighlightPart] = []
    for part in parts:
        if not part["text"]:
            continue
        if joined and joined[-1]["is_match"] == part["is_match"]:
            joined[-1]["text"] += part["text"]
        else:
            joined.append(part)
    return joined
