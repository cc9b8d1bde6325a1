"""Telling what a sentence of a model says that the shop has not said."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from .claims import Kind, claims_in
from .facts import Facts
from .masking import PLACEHOLDER

# Nobody reads more in one sentence; what is longer is not looked into but refused.
_LONGEST: Final = 4000


class Invented(NamedTuple):
    """What kind of claim it is, and its words in the form that guards read."""

    kind: Kind
    words: str


def find_invented(sentence: str, facts: Facts) -> list[Invented]:
    """Return all that the sentence claims and the shop has not said; nothing when it may be shown.

    Read in English, German, French and Arabic at once, for a model may answer in any of them.
    """
    if len(sentence) > _LONGEST:
        return [Invented("markup", sentence[:40])]
    claims = claims_in(re.sub(PLACEHOLDER, " ", sentence))
    found = (Invented(each.kind, each.words.strip()) for each in claims if not facts.have(each))
    return list(dict.fromkeys(found))
