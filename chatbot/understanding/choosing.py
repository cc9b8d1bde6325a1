"""Choosing below which probability a message is declined, from the sentences of the house alone.

Each line is read by a classifier that has not learned it, so that sentences that measure how good
the choice is need not be looked at for it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from .classifier import Classifier, Reading
from .learning import learn
from .utterances import OUT_OF_SCOPE, Section, expand

FOLDS: Final = 8
# So many strangers of a hundred are to be declined.
DECLINED: Final = 90
_SEED: Final = 11


def choose_threshold(sections: list[Section]) -> float:
    """Return the lowest of the hundredths at which enough strangers are declined."""
    strangers = [read.confidence for read in _strangers(sections)]
    for hundredths in range(100):
        declined = sum(confidence < hundredths / 100 for confidence in strangers)
        if declined * 100 >= DECLINED * len(strangers):
            return hundredths / 100
    return 1.0


def _strangers(sections: list[Section]) -> Iterator[Reading]:
    chance = random.Random(_SEED)  # noqa: S311  (not for secrets)
    for fold in range(FOLDS):
        classifier = Classifier(learn([_part(each, fold, is_left=False) for each in sections]))
        for section in sections:
            if section.intent == OUT_OF_SCOPE:
                for line in _part(section, fold, is_left=True).lines:
                    yield classifier.read(_spoken(line, section, chance))


def _part(section: Section, fold: int, *, is_left: bool) -> Section:
    """The lines that one classifier does not learn, or the others."""
    lines = [line for place, line in enumerate(section.lines) if (place % FOLDS == fold) is is_left]
    return replace(section, lines=tuple(lines))


def _spoken(line: str, section: Section, chance: random.Random) -> str:
    text = chance.choice(expand(line.removeprefix("~ ")))
    return chance.choice(section.frames).replace("*", text) if line[0] == "~" else text
