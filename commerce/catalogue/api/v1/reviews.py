"""Reviews of a product: everybody reads them, customers write them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from django.http import HttpResponse
from rest_framework import status
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import SAFE_METHODS, IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.settings import api_settings

from commerce.accounts.permissions import signed_in_user
from commerce.catalogue.documents.compose import iso
from commerce.catalogue.documents.rows import RatingRow
from commerce.catalogue.errors import AlreadyReviewedError, InvalidParameterError, MovedError
from commerce.catalogue.selectors.documents import get_product_id
from commerce.catalogue.selectors.reviews import author_name, count_scores, list_reviews
from commerce.catalogue.services.reviews import write_review
from commerce.core.api.json import dumps, json_answer
from commerce.core.api.pagination import PAGE_PARAMETERS, Page
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import PrincipalThrottle
from commerce.core.ids import derived_public_id

from . import contract
from .answers import CatalogueView
from .parameters import rating_of
from .serializers import WriteReviewSerializer

_READ: Final = frozenset({"rating", *PAGE_PARAMETERS})


class ProductReviewsView(CatalogueView):
    """What customers think of a product; reads are kept like all of the catalogue's."""

    http_method_names = ["get", "head", "options", "post"]
    authentication_classes = tuple(api_settings.DEFAULT_AUTHENTICATION_CLASSES)
    permission_classes = [IsAuthenticatedOrReadOnly]
    throttle_scope = "review"

    @property
    def query_parameters(self) -> Collection[str]:  # type: ignore[override] # differs by method
        return _READ if self._is_read else ()

    @property
    def _is_read(self) -> bool:
        # The contract asks for authenticators before there is a request.
        return getattr(self.request, "method", None) in SAFE_METHODS

    def get_authenticators(self) -> list[BaseAuthentication]:
        return [] if self._is_read else super().get_authenticators()

    def get_throttles(self) -> list[Any]:
        return [] if self._is_read else [PrincipalThrottle()]

    @contract.product_reviews
    @refuses(InvalidParameterError, MovedError)
    def get(self, request: Request, slug: str) -> bytes:
        page, score = Page.of(request), rating_of(request.query_params)
        product_id = self._product_id(slug)
        counts = count_scores(product_id=product_id)
        count = sum(counts.values()) if score is None else counts[score]
        page.check(count)
        rows = count and list_reviews(product_id=product_id, score=score)[page.bounds]
        results = [review_json(row) for row in rows or ()]
        return dumps({**page.envelope(results, count=count), "summary": summary_json(counts)})

    @contract.product_review_create
    @refuses(AlreadyReviewedError, MovedError)
    def post(self, request: Request, slug: str) -> HttpResponse:
        values = self.valid(WriteReviewSerializer)
        product_id = self._product_id(slug)
        write_review(product_id=product_id, author=signed_in_user(request), **values)
        return json_answer(dumps({"status": "pending"}), status=status.HTTP_201_CREATED)

    def _product_id(self, slug: str) -> int:
        return get_product_id(channel=self.channel, locale=self.locale_code, slug=slug)


def summary_json(counts: dict[int, int]) -> dict[str, Any]:
    """The rating as the product's document has it, and what it is made of."""
    count = sum(counts.values())
    total = sum(score * number for score, number in counts.items())
    rating = RatingRow(0, total / count if count else 0.0, count)
    return {
        "average": rating.shown,
        "count": count,
        "distribution": [{"score": score, "count": number} for score, number in counts.items()],
    }


def review_json(row: Any) -> dict[str, Any]:
    return {
        "id": derived_public_id("rev", key=row.pk, made_at=row.date_created),
        "score": row.score,
        "title": row.title,
        "body": row.body,
        "author": author_name(row),
        "written_at": iso(row.date_created),
        "is_verified_purchase": row.is_verified,
    }
