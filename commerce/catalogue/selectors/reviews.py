"""What customers wrote about a product, as far as shoppers may read it."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from commerce.catalogue.documents.rows import SCORES, shown_reviews
from commerce.oscar.order.models import Line, OrderStatus


def count_scores(*, product_id: int) -> dict[int, int]:
    """Return how many reviews have each number of stars, the best first. One query."""
    rows = shown_reviews().filter(product=product_id).values_list("score").order_by()
    counts = dict(rows.annotate(reviews=Count("pk")))
    return {score: counts.get(score, 0) for score in SCORES}


def list_reviews(*, product_id: int, score: int | None = None) -> QuerySet[Any]:
    """Return the reviews of a product, the newest first, with their authors.

    `is_verified` tells whether the author has ordered the product, or a variant of it, here.
    """
    rows = shown_reviews().filter(product=product_id)
    if score is not None:
        rows = rows.filter(score=score)
    return (
        rows.select_related("user")
        .annotate(is_verified=Exists(_purchases()))
        .order_by("-date_created", "-pk")
    )


def author_name(review: Any) -> str | None:
    """Return the first name and an initial, which is all that strangers learn of the author."""
    full_name = review.user.get_full_name() if review.user else review.name
    words = full_name.split()
    if not words or "@" in full_name:
        return None
    return words[0] if len(words) == 1 else f"{words[0]} {words[-1][0].upper()}."


def _purchases() -> QuerySet[Line]:
    product = OuterRef("product")
    return Line.objects.filter(
        Q(product=product) | Q(product__parent=product), order__user=OuterRef("user")
    ).exclude(order__status=OrderStatus.CANCELLED)
