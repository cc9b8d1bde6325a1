"""A small API with one view per behaviour under test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Group
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.urls import path, re_path
from django.views.generic import View
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.core.api import conditional, errors
from commerce.core.api.fields import QuantityField
from commerce.core.api.idempotency import idempotent
from commerce.core.api.pagination import PAGE_PARAMETERS, NumberedPages
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import AddressThrottle
from commerce.core.api.views import ProblemView, StorefrontView
from commerce.core.errors import DomainError, NotFoundError
from commerce.core.money import Money


@dataclass
class Channel:
    code: str = "reed-and-rook"
    default_locale: str = "en"
    default_currency: str = "EUR"
    locales: list[str] = field(default_factory=lambda: ["en", "de"])
    currencies: list[str] = field(default_factory=lambda: ["EUR", "USD"])


def channel_middleware(get_response):
    def middleware(request):
        request.channel = Channel(code=request.headers.get("X-Test-Channel", "reed-and-rook"))
        return get_response(request)

    return middleware


class SoldOutError(DomainError):
    code, status = "sold_out", 422
    message = "Only %(available)d left."


class LineIn(serializers.Serializer[Any]):
    sku = serializers.CharField(max_length=20)
    quantity = QuantityField()


class OrderIn(serializers.Serializer[Any]):
    email = serializers.EmailField()
    lines = LineIn(many=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs["lines"]:
            raise serializers.ValidationError("Nothing ordered.", code="empty")
        return attrs


class Orders(ProblemView):
    def post(self, request: Request) -> Response:
        order = OrderIn(data=request.data)
        order.is_valid(raise_exception=True)
        return Response(order.validated_data, status=201)


class Failing(ProblemView):
    """Raises what the path names."""

    @refuses(SoldOutError)
    def get(self, request: Request, kind: str) -> Response:
        if kind == "missing":
            raise NotFoundError
        if kind == "sold-out":
            raise SoldOutError(available=2, pointer="/quantity")
        if kind == "database-away":
            raise OperationalError("server closed the connection")
        if kind == "database-closed":
            raise InterfaceError("connection already closed")
        raise RuntimeError("secret-in-the-message")


class Localised(StorefrontView):
    query_parameters = PAGE_PARAMETERS

    def get(self, request: Request) -> Response:
        price = Money.zero(self.currency)
        return Response(
            {"locale": request.locale_code, "currency": request.currency, "price": price}
        )


# Called by a POST of groups between its write and its answer.
after_write: Callable[[], None] = lambda: None  # noqa: E731


class Groups(StorefrontView):
    """Lists groups; a POST makes one and then does what the body's `then` says."""

    query_parameters = PAGE_PARAMETERS
    pagination_class = NumberedPages

    def get(self, request: Request) -> Response:
        pages = NumberedPages()
        rows = pages.paginate_queryset(Group.objects.order_by("name"), request)
        return pages.get_paginated_response([group.name for group in rows])

    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        group = Group.objects.create(name=request.data["name"])
        after_write()
        then = request.data.get("then")
        if then == "refuse":
            raise SoldOutError(available=2)
        if then == "conflict":
            raise SoldOutConflictError
        if then == "crash":
            raise RuntimeError("secret-in-the-message")
        if then == "say-nothing":
            return Response(status=204)
        if then == "answer-503":
            return Response({"late": True}, status=503)
        return Response(
            {"id": group.pk, "token": "tok-en"},
            status=201,
            headers={"Location": "/there", "Cache-Control": "private, no-store"},
        )


class SoldOutConflictError(DomainError):
    code, status = "sold_out_now", 409


class Payments(StorefrontView):
    @idempotent()
    def post(self, request: Request) -> Response:
        return Response({}, status=201)


class Versioned(StorefrontView):
    is_conditional = True

    def get(self, request: Request) -> HttpResponse:
        return conditional.respond(request, version="7", body=lambda: '{"version": 7}')


class Limited(ProblemView):
    throttle_classes = [AddressThrottle]
    throttle_scope = "write"

    def get(self, request: Request) -> Response:
        return Response({})


class PlainCrash(View):
    def get(self, request: Any) -> HttpResponse:
        raise RuntimeError("secret-in-the-message")


class DatabaseAway(View):
    def get(self, request: Any) -> HttpResponse:
        raise OperationalError("server closed the connection")


urlpatterns = [
    path("database-away/", DatabaseAway.as_view()),
    path("api/orders/", Orders.as_view()),
    path("api/failing/<str:kind>/", Failing.as_view()),
    path("api/localised/", Localised.as_view()),
    path("api/groups/", Groups.as_view()),
    path("api/payments/", Payments.as_view()),
    path("api/versioned/", Versioned.as_view()),
    path("api/limited/", Limited.as_view()),
    path("api/plain-crash/", PlainCrash.as_view()),
    path("plain-crash/", PlainCrash.as_view()),
    re_path("^api/", errors.ProblemNotFound.as_view()),
]
handler400 = errors.handler400
handler403 = errors.handler403
handler404 = errors.handler404
handler500 = errors.handler500
