"""How well intents are told, over sentences that nothing was learned from."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .classifier import Classifier, Reading

# Names that other collections have for the intents of this shop.
ALIASES: Final = {"get_invoice": "check_invoice"}


@dataclass(frozen=True)
class Measured:
    """Shares of sentences. Those with intents that the shop does not have are only counted."""

    sentences: int
    left_out: int
    accuracy: float
    accepted: float
    strangers: int
    declined: float
    mixed_up: tuple[tuple[tuple[str, str], int], ...]


def measure(
    classifier: Classifier, asked: Iterable[tuple[str, str]], strangers: Iterable[str]
) -> Measured:
    """Read all sentences: (utterance, intent) of the shop, and strangers that are to be declined."""
    named = [(text, ALIASES.get(intent, intent)) for text, intent in asked]
    ours = [
        (intent, classifier.read(text)) for text, intent in named if intent in classifier.intents
    ]
    others = [classifier.read(text) for text in strangers]
    wrong = Counter((intent, read.intent) for intent, read in ours if read.intent != intent)
    return Measured(
        sentences=len(ours),
        left_out=len(named) - len(ours),
        accuracy=1 - wrong.total() / max(len(ours), 1),
        accepted=1 - _declined(read for _, read in ours),
        strangers=len(others),
        declined=_declined(others),
        mixed_up=tuple(wrong.most_common(10)),
    )


def read_asked(file: Path) -> list[tuple[str, str]]:
    """Read a table with the columns `utterance` and `intent`."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [(row["utterance"], row["intent"]) for row in csv.DictReader(lines)]


def read_strangers(file: Path) -> list[str]:
    """Read a list of sentences in JSON."""
    found: list[str] = json.loads(file.read_bytes())
    return found


def _declined(readings: Iterable[Reading]) -> float:
    answers = [reading.is_declined for reading in readings]
    return sum(answers) / max(len(answers), 1)
