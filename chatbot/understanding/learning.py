"""Learning the intents from the sentences of the house: multinomial logistic regression in numpy."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from .features import SIZE, features
from .utterances import OUT_OF_SCOPE, Section

Floats = npt.NDArray[np.float32]

_SEED: Final = 7
_MISTYPED: Final = 0.15
_ROUNDS: Final = 6
_BATCH: Final = 256
_RATE: Final = 0.25
_DECAY: Final = 2e-5


@dataclass(frozen=True)
class Learned:
    """One weight for each feature and intent."""

    intents: tuple[str, ...]
    weights: Floats


def learn(sections: list[Section]) -> Learned:
    """Learn to tell the intents apart. The same sentences always give the same weights."""
    intents = (OUT_OF_SCOPE, *sorted({each.intent for each in sections} - {OUT_OF_SCOPE}))
    chance = random.Random(_SEED)  # noqa: S311  (not for secrets)
    examples = [
        (features(text), intents.index(section.intent))
        for section in sections
        for text in _samples(section, chance)
    ]
    return Learned(intents, _descend(examples, len(intents)))


def scaled(found: npt.NDArray[np.int64]) -> np.float32:
    """What a feature of a sentence counts, so that long sentences weigh no more than short ones."""
    return np.float32(1 / np.sqrt(max(len(found), 1)))


def _samples(section: Section, chance: random.Random) -> Iterator[str]:
    for text in section.samples(chance):
        yield _mistyped(text, chance) if chance.random() < _MISTYPED else text


def _mistyped(text: str, chance: random.Random) -> str:
    """Two neighbouring letters swapped, or one left out."""
    place = chance.randrange(max(len(text) - 1, 1))
    pair = text[place : place + 2][::-1] if chance.random() < 0.5 else text[place + 1 : place + 2]
    return text[:place] + pair + text[place + 2 :]


def _descend(examples: list[tuple[npt.NDArray[np.int64], int]], intents: int) -> Floats:
    """Gradient descent with a rate of its own for every weight (AdaGrad)."""
    order = np.random.default_rng(_SEED)
    answers = np.array([answer for _, answer in examples])
    counts = np.bincount(answers, minlength=intents)
    balance = (len(answers) / (intents * np.sqrt(counts * counts.mean()))).astype(np.float32)
    weights = np.zeros((SIZE, intents), np.float32)
    seen = np.full_like(weights, 1e-6)
    for _ in range(_ROUNDS):
        shuffled = order.permutation(len(examples))
        for start in range(0, len(shuffled), _BATCH):
            chosen = shuffled[start : start + _BATCH]
            rows = _dense([examples[each][0] for each in chosen])
            wrong = softmax(rows @ weights)
            wrong[np.arange(len(chosen)), answers[chosen]] -= 1
            wrong *= balance[answers[chosen], None]
            slope = rows.T @ wrong / len(chosen) + _DECAY * weights
            seen += slope * slope
            weights -= _RATE * slope / np.sqrt(seen)
    return weights


def _dense(found: list[npt.NDArray[np.int64]]) -> Floats:
    rows = np.zeros((len(found), SIZE), np.float32)
    for row, each in zip(rows, found, strict=True):
        row[each] = scaled(each)
    return rows


def softmax(scores: Floats) -> Floats:
    """Scores as probabilities."""
    grown = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = grown / grown.sum(axis=-1, keepdims=True)
    return shares
