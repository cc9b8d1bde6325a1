"""The model of embeddings beside a measurement: which one, whether it answers, how long it takes."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from statistics import median, quantiles

from django.conf import settings

from search.embeddings.asking import Embeddings
from search.embeddings.choice import get_embeddings
from search.errors import EmbeddingsUnavailableError


def describe(texts: Collection[str], *, channel_id: int) -> str:
    """Return a line on the model of the channel, which is asked for the vector of each text.

    Those that it does not answer within the budget were looked for by their words alone.
    """
    embeddings = get_embeddings(channel_id)
    if embeddings is None:
        return "Found by words alone: there is no SEARCH_EMBEDDINGS_URL."
    taken = sorted(_ask(embeddings, texts))
    said = f"Found by words and {embeddings.name}: {len(taken)} of {len(texts)} queries answered"
    said = f"{said} within {settings.SEARCH_EMBEDDINGS_BUDGET:g} s"
    if len(taken) < 2:
        return f"{said}."
    return f"{said}, {median(taken):.0f} ms in the median, {quantiles(taken, n=20)[-1]:.0f} at p95."


def _ask(embeddings: Embeddings, texts: Collection[str]) -> Iterator[float]:
    """Yield the milliseconds on the clock of each answer."""
    for text in texts:
        began = time.perf_counter()
        try:
            embeddings.embed_query(text)
        except EmbeddingsUnavailableError:
            continue
        yield (time.perf_counter() - began) * 1_000
