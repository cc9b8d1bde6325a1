"""Numbered pages in a stable order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, TypedDict

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from msgspec import Meta
from rest_framework import serializers
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from commerce.core.errors import DomainError
from commerce.core.shapes import Counting, Natural

DEFAULT_PAGE_SIZE = 24
MAX_PAGE_SIZE = 100
# Far beyond any list, and small enough for every database's integers.
MAX_PAGE = 1_000_000
PAGE_PARAMETERS = frozenset({"page", "page_size"})


class InvalidPageError(DomainError):
    code, status = "invalid_page", 400
    message = _("“%(parameter)s” is a whole number from 1 to %(maximum)d.")


class PageOutOfRangeError(DomainError):
    code, status = "page_out_of_range", 404
    message = _("There is no page %(page)d; the last one is %(page_count)d.")


class PageFrame(TypedDict):
    count: Annotated[Natural, Meta(description="How many there are on all pages.")]
    page: Annotated[Counting, Meta(description="The number of this page.")]
    page_size: Annotated[
        int, Meta(ge=1, le=MAX_PAGE_SIZE, description="How many are on a full page.")
    ]
    page_count: Annotated[Counting, Meta(description="The number of the last page.")]
    next: Annotated[Counting | None, Meta(description="The number of the next page.")]
    previous: Annotated[Counting | None, Meta(description="The number of the page before.")]


class Envelope(PageFrame):
    results: Any


# No docstring: the contract would repeat it for every list.
class PageSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField(min_value=0, help_text="How many there are on all pages.")
    page = serializers.IntegerField(min_value=1, help_text="The number of this page.")
    page_size = serializers.IntegerField(
        min_value=1, max_value=MAX_PAGE_SIZE, help_text="How many are on a full page."
    )
    page_count = serializers.IntegerField(min_value=1, help_text="The number of the last page.")
    next = serializers.IntegerField(
        min_value=1, allow_null=True, help_text="The number of the next page."
    )
    previous = serializers.IntegerField(
        min_value=1, allow_null=True, help_text="The number of the page before."
    )


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list was asked for."""

    number: int
    size: int

    @classmethod
    def of(cls, request: Request, *, default_size: int = DEFAULT_PAGE_SIZE) -> Page:
        """Read `page` and `page_size`. Raises InvalidPageError."""
        return cls(
            number=_positive(request, "page", default=1, maximum=MAX_PAGE),
            size=_positive(request, "page_size", default=default_size, maximum=MAX_PAGE_SIZE),
        )

    @property
    def bounds(self) -> slice:
        return slice((self.number - 1) * self.size, self.number * self.size)

    def page_count(self, count: int) -> int:
        """How many pages there are; an empty list has one, empty page."""
        return max(1, -(-count // self.size))

    def check(self, count: int) -> None:
        """Raise PageOutOfRangeError beyond the last page, so that crawlers stop there."""
        last = self.page_count(count)
        if self.number > last:
            raise PageOutOfRangeError(page=self.number, page_count=last)

    def envelope(self, results: Any, *, count: int) -> Envelope:
        """The answer's body around the results of this page."""
        last = self.page_count(count)
        return {
            "count": count,
            "page": self.number,
            "page_size": self.size,
            "page_count": last,
            "next": self.number + 1 if self.number < last else None,
            "previous": self.number - 1 if self.number > 1 else None,
            "results": results,
        }


def in_stable_order(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The same order with the primary key as the last word, so that no row is shown twice."""
    ordering = rows.query.order_by or (rows.model._meta.ordering if rows.ordered else ())
    if {"pk", "-pk", "id", "-id"} & {term for term in ordering if isinstance(term, str)}:
        return rows
    return rows.order_by(*ordering, "pk")


class NumberedPages(BasePagination):
    """The same for REST framework's generic views. Two queries: count and rows."""

    page: Page
    count: int

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any]:
        self.page = Page.of(request)
        self.count = queryset.count()
        self.page.check(self.count)
        return list(in_stable_order(queryset)[self.page.bounds])

    def get_paginated_response(self, data: Any) -> Response:
        return Response(self.page.envelope(data, count=self.count))

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        return envelope_schema(schema)

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        return page_parameters()


def envelope_schema(items: dict[str, Any]) -> dict[str, Any]:
    """OpenAPI of a page of `items`."""
    number = {"type": "integer", "minimum": 0}
    neighbour = {"type": ["integer", "null"]}
    properties = {
        **dict.fromkeys(("count", "page", "page_size", "page_count"), number),
        **dict.fromkeys(("next", "previous"), neighbour),
        "results": items,
    }
    return {"type": "object", "required": list(properties), "properties": properties}


def page_parameters() -> list[dict[str, Any]]:
    """OpenAPI of the two parameters."""
    return [
        _parameter("page", "The page, counted from 1.", 1, MAX_PAGE),
        _parameter("page_size", "How many on a page.", DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE),
    ]


def _parameter(name: str, description: str, default: int, maximum: int) -> dict[str, Any]:
    schema = {"type": "integer", "minimum": 1, "maximum": maximum, "default": default}
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _positive(request: Request, parameter: str, *, default: int, maximum: int) -> int:
    text = request.query_params.get(parameter)
    if text is None:
        return default
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(maximum))
    if not is_number or not 1 <= int(text) <= maximum:
        raise InvalidPageError(parameter=parameter, maximum=maximum)
    return int(text)
