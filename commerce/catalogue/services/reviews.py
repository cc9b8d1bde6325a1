"""Reviews: customers write them, staff decide, and what shows them follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from oscar.apps.catalogue.reviews.models import ProductReview  # noqa: TID251 not forked

from commerce.catalogue.errors import AlreadyReviewedError
from commerce.catalogue.selectors.documents import list_product_slugs
from commerce.storefront.services import revalidate
from commerce.tenancy.selectors import list_channels

from .documents import expire_answers, rebuild_products

if TYPE_CHECKING:
    from commerce.accounts.models import User


@transaction.atomic
def write_review(*, product_id: int, author: User, score: int, title: str, body: str) -> None:
    """Keep what a customer wrote until staff decide. Raises AlreadyReviewedError the second time.

    Nothing that shoppers see changes yet.
    """
    _row, is_new = ProductReview.objects.get_or_create(
        product_id=product_id,
        user=author,
        defaults={
            "score": score,
            "title": title,
            "body": body,
            "status": ProductReview.FOR_MODERATION,
        },
    )
    if not is_new:
        raise AlreadyReviewedError


@transaction.atomic
def refresh_reviews(*, product_id: int) -> None:
    """Bring everything that shows a product's reviews up to date.

    Texts and the spread of the stars may change where the document with its average does not, so
    answers and pages are made again in any case.
    """
    rebuild_products(product_ids=[product_id])
    for channel in list_channels().filter(entries__product=product_id).order_by("pk"):
        expire_answers(channel=channel)
        slugs = list_product_slugs(channel=channel, product_id=product_id)
        revalidate(f"product:{slug}" for slug in slugs)
