"""Embeddings as OpenAI's protocol writes them: checked before anything is made of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

import orjson
from django.utils.translation import gettext_lazy as _

from commerce.integrations.errors import ProviderUnavailableError

# The longest vector that Elasticsearch indexes.
MOST_DIMENSIONS: Final = 4096
UNREADABLE: Final = _(
    "The service answers, but not with one vector for each text. Is it one of embeddings with"
    " OpenAI’s protocol, and the model one of embeddings?"
)


def vectors_of(body: bytes, *, expected: int) -> list[list[float]]:
    """Return the vectors of an answer in the order of the texts.

    Raises ProviderUnavailableError unless there is one for each text, of finite numbers, not all of
    them zero, and all of one length.
    """
    try:
        entries = {entry["index"]: entry["embedding"] for entry in orjson.loads(body)["data"]}
        vectors = [_vector(entries[number]) for number in range(expected)]
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise ProviderUnavailableError(UNREADABLE) from error
    if len(entries) != expected or len(set(map(len, vectors))) > 1:
        raise ProviderUnavailableError(UNREADABLE)
    return vectors


def code_of(body: bytes) -> str:
    """Return what the service calls its refusal; empty when it has no name for it."""
    try:
        code = orjson.loads(body)["error"]["code"]
    except (ValueError, TypeError, KeyError):
        return ""
    return code if isinstance(code, str) else ""


def _vector(numbers: Sequence[Any]) -> list[float]:
    vector = list(map(float, numbers))
    length = math.hypot(*vector)
    if not 0 < len(vector) <= MOST_DIMENSIONS or not 0 < length < math.inf:
        raise ValueError("no direction")
    return vector
