"""Documents of an order, for who has placed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from commerce.core.api.json import dumps, json_answer
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import AddressThrottle
from commerce.core.api.views import StorefrontView
from commerce.documents.answers import PDF, XML, pdf_answer, xml_answer
from commerce.documents.errors import DocumentNotFoundError, DocumentNotReadyError
from commerce.documents.selectors.documents import (
    documents_json,
    get_for_customer,
    list_for_customer,
)
from commerce.ordering.errors import OrderNotFoundError
from commerce.ordering.selectors.orders import get_order_for

from . import examples
from .serializers import OrderDocumentsSerializer

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from commerce.documents.models import OrderDocument
    from commerce.oscar.order.models import Order

TAGS = ["Orders"]
EMAIL = OpenApiParameter("email", str, description="The address the order was placed with.")
TOKEN = OpenApiParameter("token", str, description="The order's `access_token`.")


class _OfOrderView(StorefrontView):
    """What is about one order: for its owner, by e-mail address or with its token."""

    query_parameters = ("email", "token")
    throttle_scope = "order_lookup"

    def get_throttles(self) -> list[BaseThrottle]:
        """Numbers and addresses must not be found by trying; who has a key alone tries nothing."""
        given = self.request.query_params
        has_key = self.request.user.is_authenticated or "token" in given
        return [] if has_key and "email" not in given else [AddressThrottle()]

    def order(self, request: Request) -> Order:
        user = request.user
        return get_order_for(
            channel=self.channel,
            number=self.kwargs["number"],
            user=None if isinstance(user, AnonymousUser) else user,
            email=request.query_params.get("email"),
            token=request.query_params.get("token"),
        )

    def document(self, request: Request) -> OrderDocument:
        return get_for_customer(self.order(request), self.kwargs["document_id"])


class DocumentsView(_OfOrderView):
    @extend_schema(
        operation_id="orders_documents_list",
        summary="Invoices and credit notes of an order",
        description=(
            "What was issued for the order so far. Missing and not yours are the same 404 "
            "`order_not_found`."
        ),
        tags=TAGS,
        parameters=[EMAIL, TOKEN],
        responses=OrderDocumentsSerializer,
        examples=[examples.DOCUMENTS],
    )
    @refuses(OrderNotFoundError)
    def get(self, request: Request, number: str) -> HttpResponse:
        order = self.order(request)
        base = f"/api/v1/orders/{order.number}/documents/"
        return json_answer(dumps(documents_json(list_for_customer(order), base)))


class DocumentView(_OfOrderView):
    @extend_schema(
        operation_id="orders_documents_download",
        summary="An invoice or credit note as PDF",
        description=(
            "With the e-invoice embedded (Factur-X, ZUGFeRD). Right after the order it may still be "
            "in the making: 409 `document_not_ready`."
        ),
        tags=TAGS,
        parameters=[EMAIL, TOKEN],
        responses={(200, PDF): OpenApiTypes.BINARY},
        examples=[examples.PDF_FILE],
    )
    @refuses(OrderNotFoundError, DocumentNotFoundError, DocumentNotReadyError)
    def get(self, request: Request, number: str, document_id: str) -> HttpResponseBase:
        return pdf_answer(self.document(request))


class DocumentXmlView(_OfOrderView):
    @extend_schema(
        operation_id="orders_documents_xml",
        summary="An invoice or credit note as XML",
        description="An e-invoice of EN 16931 (UN/CEFACT CII), the same that is in the PDF.",
        tags=TAGS,
        parameters=[EMAIL, TOKEN],
        responses={(200, XML): OpenApiTypes.BINARY},
        examples=[examples.XML_FILE],
    )
    @refuses(OrderNotFoundError, DocumentNotFoundError)
    def get(self, request: Request, number: str, document_id: str) -> HttpResponse:
        return xml_answer(self.document(request))
