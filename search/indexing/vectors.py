"""Vectors of products, as far as the service of embeddings tells them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import structlog
from django.utils import timezone

from search.embeddings.memory import recall_or_embed
from search.models import PendingEmbedding

from .products import meaning_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commerce.tenancy.models import Channel
    from search.embeddings.asking import Embeddings
    from search.query.document import IndexDocument

logger = structlog.get_logger(__name__)


class Meanings:
    """Gives the products of one channel and language their vectors.

    A product whose vector cannot be had now is indexed without it, and noted for
    `search.services.embedding`: no price waits for somebody else's service.
    """

    def __init__(self, embeddings: Embeddings, channel: Channel, locale: str) -> None:
        self._embeddings = embeddings
        self._channel, self._locale = channel, locale

    def add_to(
        self, documents: Sequence[IndexDocument], stored: Sequence[dict[str, Any]]
    ) -> list[IndexDocument]:
        """Return the documents with vectors; `stored` are the product documents they are made of."""
        vectors = recall_or_embed(self._embeddings, [meaning_of(each) for each in stored])
        complete = [
            replace(document, vector=vector)
            for document, vector in zip(documents, vectors, strict=True)
        ]
        self._note([document.product_id for document in complete if document.vector is None])
        return complete

    def _note(self, product_ids: Sequence[int]) -> None:
        if not product_ids:
            return
        logger.warning("products_without_vector", products=len(product_ids))
        now = timezone.now()
        pending = [
            PendingEmbedding(
                channel=self._channel, locale=self._locale, product_id=pk, noted_at=now
            )
            for pk in product_ids
        ]
        PendingEmbedding.objects.bulk_create(
            pending,
            update_conflicts=True,
            unique_fields=["channel", "locale", "product_id"],
            update_fields=["noted_at"],
        )
