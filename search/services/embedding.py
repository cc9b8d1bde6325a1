"""Vectors that could not be had when products were indexed, and those that nobody needs any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils import timezone

from search.embeddings.choice import get_embeddings
from search.indexing.sources import PRODUCTS, list_sources
from search.models import EmbeddedText, PendingEmbedding

from .indexing import index_documents

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from search.indexing.sources import Source

BATCH_SIZE: Final = 500


def complete_embeddings() -> int:
    """Index products again that had no vector; return how many have one now.

    What the provider still does not tell stays noted. Raises EngineUnavailableError.
    """
    if get_embeddings() is None:
        return 0
    return sum(_complete(source) for source in list_sources(kind=PRODUCTS))


def forget_other_models() -> None:
    """Delete the vectors of models that are not in use any more; without a provider, none."""
    provider = get_embeddings()
    if provider is not None:
        EmbeddedText.objects.exclude(model=provider.name).delete()


def _complete(source: Source) -> int:
    completed = 0
    while product_ids := list(
        _pending(source).order_by("pk").values_list("product_id", flat=True)[:BATCH_SIZE]
    ):
        done = _complete_batch(source, product_ids)
        completed += len(done)
        if len(done) < len(product_ids):
            break
    return completed


def _complete_batch(source: Source, product_ids: list[int]) -> list[int]:
    """Index what has a vector by now, or is gone; return those ids.

    A note that is made again in between is of a later text, and stays.
    """
    began = timezone.now()
    without = {each.product_id for each in source.read(product_ids) if each.vector is None}
    done = [pk for pk in product_ids if pk not in without]
    if done:
        index_documents(source=source, ids=done)
        _pending(source).filter(product_id__in=done, noted_at__lte=began).delete()
    return done


def count_without_vector(*, source: Source) -> int:
    """Return how many products of an index wait for a vector; 0 without a provider."""
    return 0 if get_embeddings() is None else _pending(source).count()


def _pending(source: Source) -> QuerySet[PendingEmbedding]:
    return PendingEmbedding.objects.filter(channel=source.channel, locale=source.index.locale)
