"""Whether a secret can be guessed: too short, of few characters, repeated, counted up, or a known one."""

import math
from collections import Counter
from itertools import pairwise
from typing import Final

MOST_LIKELY_COPIED: Final = (
    "development",
    "testing",
    "change-me",
    "changeme",
    "insecure",
    "example",
)
SHORTEST: Final = 32
# What a text of its characters, in any order, could tell at most.
LEAST_BITS: Final = 90


def weakness_of(secret: str) -> str:
    """Return what is wrong with the secret, empty when nothing is."""
    if len(secret) < SHORTEST:
        return f"it has to have at least {SHORTEST} characters"
    if any(word in secret.lower() for word in MOST_LIKELY_COPIED):
        return "it is a value from an example"
    if secret in (secret + secret)[1:-1]:
        return "it repeats itself"
    if _bits(secret) < LEAST_BITS:
        return "it has too few different characters"
    if _is_counted(secret):
        return "its characters follow each other"
    return ""


def _bits(secret: str) -> float:
    counts = Counter(secret).values()
    return sum(count * math.log2(len(secret) / count) for count in counts)


def _is_counted(secret: str) -> bool:
    steps = [abs(ord(after) - ord(before)) for before, after in pairwise(secret)]
    return sum(step == 1 for step in steps) > len(steps) / 2
