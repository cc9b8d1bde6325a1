"""A second opinion on what was invented, that knows nothing of how the guards read.

Cruder than they are: each run of figures in the words of a model has to stand somewhere in what the
tools answered or the person said, and so has each address.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_ADDRESS: Final = re.compile(r"https?:|www\.|@\w|!\[|\]\(|<[a-z/!]", re.I)
_RUN: Final = re.compile(r"\d+")


def invented_figures(words: str, sources: Iterable[str]) -> list[str]:
    """Return the runs of figures and the addresses in the words that no source has."""
    said = " ".join(sources)
    known = set(runs(said))
    addresses = [
        found.group()
        for each in words.split()
        if each.strip(".,;:!?()") not in said
        for found in _ADDRESS.finditer(each)
    ]
    return [run for run in runs(words) if run not in known and int(run) > 3] + addresses


def runs(words: str) -> list[str]:
    """Return the runs of figures, in western ones and without zeros in front."""
    western = "".join(
        str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in words
    )
    return [run.lstrip("0") or "0" for run in _RUN.findall(western)]
