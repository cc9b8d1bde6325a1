"""Embeddings as OpenAI's protocol writes them: checked before anything is made of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

import orjson

from search.errors import EmbeddingsUnavailableError

from .base import Vector

# The longest vector that Elasticsearch indexes.
MOST_DIMENSIONS: Final = 4096


def vectors_of(body: bytes, *, expected: int) -> list[Vector]:
    """Return the vectors of an answer in the order of the texts.

    Raises `EmbeddingsUnavailableError` unless there is one for each text, of finite numbers, not all
    of them zero, and all of one length.
    """
    try:
        entries = {entry["index"]: entry["embedding"] for entry in orjson.loads(body)["data"]}
        vectors = [_vector(entries[number]) for number in range(expected)]
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise EmbeddingsUnavailableError from error
    if len(entries) != expected or len(set(map(len, vectors))) > 1:
        raise EmbeddingsUnavailableError
    return vectors


def _vector(numbers: Sequence[Any]) -> Vector:
    vector = tuple(map(float, numbers))
    length = math.hypot(*vector)
    if not 0 < len(vector) <= MOST_DIMENSIONS or not 0 < length < math.inf:
        raise ValueError("no direction")
    return vector
