"""Products whose vectors are near a vector: a ranked list of its own, fused with words by the caller."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from search.query.filters import FacetFilter, PriceFilter

from .names import path_of
from .narrowing import Narrowing, all_of

Json = dict[str, Any]
# The more candidates the search looks at, the less it misses; Elasticsearch takes 10,000 at most.
CANDIDATES_EACH: Final = 2
LEAST_CANDIDATES: Final = 100
MOST_CANDIDATES: Final = 10_000


def neighbours_body(
    channel: str,
    vector: Sequence[float],
    filters: Sequence[FacetFilter],
    size: int,
    *,
    price: PriceFilter | None,
    hidden: Sequence[int],
) -> Json:
    """Return the search for the nearest products among those that satisfy the filters."""
    clauses = Narrowing(tuple(filters), price).product_clauses()
    if hidden:
        clauses.append({"bool": {"must_not": [{"terms": {"product_id": list(hidden)}}]}})
    nearest: Json = {
        "field": f"{path_of(channel)}.vector",
        "query_vector": list(vector),
        "k": size,
        "num_candidates": min(max(size * CANDIDATES_EACH, LEAST_CANDIDATES), MOST_CANDIDATES),
        "filter": all_of(clauses),
    }
    order = [{"_score": "desc"}, {"product_id": "desc"}]
    return {"knn": nearest, "size": size, "sort": order, "stored_fields": "_none_"}


def neighbours_of(response: Json) -> list[tuple[int, float]]:
    """Return product ids with their similarity, from 0 to 1, the nearest first."""
    return [(hit["sort"][-1], hit["_score"]) for hit in response["hits"]["hits"]]
