"""Vectors of texts that were embedded once: a rebuild or another price embeds nothing again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b

import numpy as np

from search.errors import EmbeddingsUnavailableError
from search.models import EmbeddedText

from .asking import Embeddings
from .base import Vector
from .watching import watcher

_NUMBERS = np.dtype("<f4")


def recall_or_embed(embeddings: Embeddings, texts: Sequence[str]) -> list[Vector | None]:
    """Return the vector of each text; None for those that could not be embedded in time.

    One query of the database, and one per request to the service to keep what it said.
    """
    digests = [_digest(text) for text in texts]
    known = _recall(embeddings.name, set(digests))
    watcher().had(sum(digest in known for digest in digests))
    unknown = {
        digest: text for digest, text in zip(digests, texts, strict=True) if digest not in known
    }
    known |= _embed(embeddings, unknown)
    return [known.get(digest) for digest in digests]


def _recall(model: str, digests: Iterable[str]) -> dict[str, Vector]:
    rows = EmbeddedText.objects.filter(model=model, digest__in=digests)
    return {
        digest: tuple(np.frombuffer(vector, _NUMBERS).tolist())
        for digest, vector in rows.values_list("digest", "vector")
    }


def _embed(embeddings: Embeddings, texts: dict[str, str]) -> dict[str, Vector]:
    """Return what the service says, up to its first failure. All of it is kept at once."""
    embedded: dict[str, Vector] = {}
    digests = list(texts)
    while digests:
        batch, digests = digests[: embeddings.batch_size], digests[embeddings.batch_size :]
        try:
            vectors = embeddings.embed([texts[digest] for digest in batch])
        except EmbeddingsUnavailableError:
            break
        told = {
            digest: vector
            for digest, vector in zip(batch, vectors, strict=True)
            if vector is not None
        }
        embedded |= _keep(embeddings.name, told)
        watcher().had(len(told))
    return embedded


def _keep(model: str, vectors: dict[str, Vector]) -> dict[str, Vector]:
    """Keep the vectors; return them as they will be read, in single precision."""
    single = {digest: np.asarray(vector, dtype=_NUMBERS) for digest, vector in vectors.items()}
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
