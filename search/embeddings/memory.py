"""Vectors of texts that were embedded once: a rebuild or another price embeds nothing again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b

import numpy as np

from search.errors import EmbeddingsUnavailableError
from search.models import EmbeddedText

from .base import EmbeddingProvider, Vector

_NUMBERS = np.dtype("<f4")


def recall_or_embed(provider: EmbeddingProvider, texts: Sequence[str]) -> list[Vector | None]:
    """Return the vector of each text; None for those that the provider did not embed in time.

    One query of the database, and one per request to the provider to keep what it said.
    """
    digests = [_digest(text) for text in texts]
    known = _recall(provider.name, set(digests))
    unknown = {
        digest: text for digest, text in zip(digests, texts, strict=True) if digest not in known
    }
    known |= _embed(provider, unknown)
    return [known.get(digest) for digest in digests]


def _recall(model: str, digests: Iterable[str]) -> dict[str, Vector]:
    rows = EmbeddedText.objects.filter(model=model, digest__in=digests)
    return {
        digest: tuple(np.frombuffer(vector, _NUMBERS).tolist())
        for digest, vector in rows.values_list("digest", "vector")
    }


def _embed(provider: EmbeddingProvider, texts: dict[str, str]) -> dict[str, Vector]:
    """Return what the provider says, up to its first failure. All of it is kept at once."""
    embedded: dict[str, Vector] = {}
    digests = list(texts)
    while batch := digests[len(embedded) : len(embedded) + provider.batch_size]:
        try:
            vectors = provider.embed([texts[digest] for digest in batch])
        except EmbeddingsUnavailableError:
            break
        embedded |= _keep(provider.name, batch, vectors)
    return embedded


def _keep(model: str, digests: Sequence[str], vectors: Sequence[Vector]) -> dict[str, Vector]:
    """Keep the vectors; return them as they will be read, in single precision."""
    single = {
        digest: np.asarray(vector, dtype=_NUMBERS)
        for digest, vector in zip(digests, vectors, strict=True)
    }
    EmbeddedText.objects.bulk_create(
        [
            EmbeddedText(model=model, digest=digest, vector=vector.tobytes())
            for digest, vector in single.items()
        ],
        ignore_conflicts=True,
    )
    return {digest: tuple(vector.tolist()) for digest, vector in single.items()}


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()
