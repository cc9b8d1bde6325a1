"""Vectors that could not be had when products were indexed, and those that nobody needs any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils import timezone

from search.indexing.sources import PRODUCTS, list_sources
from search.models import NO_MODEL, EmbeddedText, PendingEmbedding
from search.selectors.builds import find_live_model

from .indexing import index_documents

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from search.indexing.sources import Source

BATCH_SIZE: Final = 500


def complete_embeddings() -> int:
    """Index products again that had no vector; return how many have one now.

    What the provider still does not tell stays noted. Raises EngineUnavailableError.
    """
    return sum(
        _complete(source) for source in list_sources(kind=PRODUCTS) if source.model != NO_MODEL
    )


def forget_other_models() -> None:
    """Delete the vectors of models that no channel has in use any more; without any model, none."""
    models = {source.model for source in list_sources(kind=PRODUCTS)} - {NO_MODEL}
    if models:
        EmbeddedText.objects.exclude(model__in=models).delete()


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
    return 0 if source.model == NO_MODEL else _pending(source).count()


def find_other_model(*, source: Source) -> str:
    """Return the model of an index's vectors while another one is in use, NO_MODEL where it has none.

    Empty when all is well. Until a rebuild, such an index is searched by words alone.
    """
    if source.model == NO_MODEL:
        return ""
    model = find_live_model(index=source.index)
    return "" if model == source.model else model


def _pending(source: Source) -> QuerySet[PendingEmbedding]:
    return PendingEmbedding.objects.filter(channel=source.channel, locale=source.index.locale)
