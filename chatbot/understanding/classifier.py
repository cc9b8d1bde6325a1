"""What somebody wants, told from one message without a model: an intent, or that it is none of ours.

The weights are learned from the sentences of the house in a few seconds, kept in a file under the
name of the sentences and the code they come from, and learned anew when either changes.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Final

import numpy as np
from django.conf import settings

from . import features, learning, utterances
from .learning import Learned

# The probability below which a message is declined: what `manage.py chatbot intents --choose` says of
# the sentences of the house, of which no classifier had learned those that it read.
DECLINED_BELOW: Final = 0.25
_CODE: Final = tuple(
    Path(__file__).with_name(f"{name}.py") for name in ("features", "learning", "utterances")
)
_one_learns = Lock()


@dataclass(frozen=True, slots=True)
class Reading:
    """The likeliest intent of the shop's and how sure that is."""

    intent: str
    confidence: float

    @property
    def is_declined(self) -> bool:
        """Whether the message is rather none of what the shop is asked."""
        return self.confidence < DECLINED_BELOW


class Classifier:
    """Reads messages of any language. Safe to share between threads."""

    def __init__(self, learned: Learned) -> None:
        self._learned = learned

    @property
    def intents(self) -> tuple[str, ...]:
        """What can be told apart, without what is out of scope."""
        return self._learned.intents[1:]

    def read(self, text: str) -> Reading:
        """Tell what a message wants. The work is bounded, however long it is."""
        found = features.features(text)
        scores = self._learned.weights[found].sum(axis=0) * learning.scaled(found)
        shares = learning.softmax(scores)[1:]
        best = int(shares.argmax())
        return Reading(self.intents[best], float(shares[best]))


@cache
def _of(folder: Path) -> Classifier:
    file = _file(folder)
    try:
        with np.load(file) as kept:
            return Classifier(Learned(tuple(kept["intents"].tolist()), kept["weights"]))
    except FileNotFoundError:
        learned = learning.learn(utterances.read_sections())
        _keep(learned, file)
        return Classifier(learned)


def get_classifier() -> Classifier:
    """Return the classifier of this process; the first one of an installation learns."""
    with _one_learns:
        return _of(settings.CHATBOT_ROOT)


def has_learned() -> bool:
    """Whether today's sentences were learned here, so that the first message need not wait."""
    return _file(settings.CHATBOT_ROOT).is_file()


def _file(folder: Path) -> Path:
    return folder / f"{_digest()}.npz"


def _digest() -> str:
    code = b"".join(file.read_bytes() for file in _CODE)
    return sha256(utterances.digest().encode() + code).hexdigest()[:20]


def _keep(learned: Learned, file: Path) -> None:
    """Write beside the file and rename, so that nobody ever reads half of one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, suffix=".npz")
    with os.fdopen(handle, "wb") as half:
        np.savez(half, intents=np.array(learned.intents), weights=learned.weights)
    Path(name).replace(file)
