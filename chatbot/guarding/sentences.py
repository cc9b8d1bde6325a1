"""Sentences out of a stream, each as soon as it is whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

# A sentence that does not end is cut here, at a space where there is one.
LONGEST: Final = 800
_ABBREVIATED: Final = (
    r"(?<!\b[A-Za-z])(?<!\d)(?<!\bDr)(?<!\bMr)(?<!\bSt)(?<!\bNr)(?<!\bNo)(?<!\bca)(?<!\bvs)(?<!\bMrs)"
    r"(?<!\bbzw)(?<!\busw)(?<!\betc)(?<!\binkl)(?<!\bzzgl)(?<!\bapprox)"
)
_END: Final = re.compile(
    rf"(?:[!?؟。！？…]+|{_ABBREVIATED}\.+|(?<=\d\d\d\d)\.|(?<=[%€$£])\.)[\"'»”)\]*]*(?=\s)\s+"
    r"|\n\s*\n\s*|(?<=[:.!?])[*\s]*\n\s*|\n(?=\s*(?:[-*•#]|\d{1,2}[.)])\s)"
)


def sentences(stream: Iterable[str]) -> Iterator[str]:
    """Yield whole sentences with the space behind them; together they are the stream.

    A line break alone ends none, so that a claim cannot be torn apart by it.
    """
    rest = ""
    for piece in stream:
        rest += piece
        while (end := _end_of(rest)) is not None:
            yield rest[:end]
            rest = rest[end:]
    if rest:
        yield rest


def _end_of(text: str) -> int | None:
    found = _END.search(text)
    # What follows the last space is not known yet, and may belong to it.
    if found is not None and found.end() < len(text) and found.end() <= LONGEST:
        return found.end()
    if len(text) <= LONGEST:
        return None
    return text.rfind(" ", LONGEST // 2, LONGEST) + 1 or LONGEST
