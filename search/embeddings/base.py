"""What every provider of embeddings promises."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeAlias

Vector: TypeAlias = tuple[float, ...]


class EmbeddingProvider(Protocol):
    """Turns texts into vectors, all of one length and none of them zero.

    `name` is that of the model: vectors of different models have nothing to do with each other.
    `batch_size` is how many texts are best given at once; it may fall. Both methods raise
    `EmbeddingsUnavailableError` when there is no usable answer in time.
    """

    name: str
    batch_size: int

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """Return the vector of each text, for an index: may take its time."""

    def embed_query(self, text: str) -> Vector:
        """Return the vector of what a shopper typed, who waits for it."""
