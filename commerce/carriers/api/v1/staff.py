"""Labels, for staff who pack: which carriers there are, a label made, printed and cancelled."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from commerce.carriers.errors import (
    CarrierAwayError,
    CustomsDataMissingError,
    LabelInUseError,
    LabelNotFoundError,
    LabelRefusedError,
    LabelUncertainError,
    LabelUnderWayError,
    NoCarrierError,
    NotThisCarrierError,
    ParcelNotPackedError,
)
from commerce.carriers.selectors import get_label_of, get_order_of, labels_json
from commerce.carriers.services.labels import cancel_label, make_label
from commerce.carriers.shapes import label_json
from commerce.core.api.json import dumps, json_answer
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import PrincipalThrottle
from commerce.core.api.views import StorefrontView
from commerce.ordering.errors import FulfilmentNotFoundError, OrderNotFoundError
from commerce.ordering.selectors.fulfilments import get_fulfilment_of

from . import examples
from .access import MayMakeLabels
from .serializers import LabelSerializer, LabelsSerializer, NewLabelSerializer

TAGS = ["Integrations"]
FORMS = ("application/pdf", "application/zpl", "image/gif")


class _StaffView(StorefrontView):
    permission_classes = [MayMakeLabels]
    throttle_scope = "write"

    def get_throttles(self) -> list[BaseThrottle]:
        return [PrincipalThrottle()]


class LabelsView(_StaffView):
    @extend_schema(
        operation_id="carriers_labels_list",
        summary="The parcels of an order with their labels, and the carriers to choose from",
        description="For staff who may change orders.",
        tags=TAGS,
        responses=LabelsSerializer,
        examples=[examples.LABELS],
    )
    @refuses(OrderNotFoundError)
    def get(self, request: Request, number: str) -> HttpResponse:
        order = get_order_of(tenant_id=self.channel.tenant_id, number=number)
        return json_answer(dumps(labels_json(order)))

    @extend_schema(
        operation_id="carriers_labels_create",
        summary="Have a carrier make the label of a packed parcel",
        description=(
            "A label that is there is returned. After 409 `carrier_away` ask again: what was made is "
            "found. Where the carrier cannot say whether it has made one, that is 409 `label_uncertain`, "
            "and another one is made only with `may_double`."
        ),
        tags=TAGS,
        request=NewLabelSerializer,
        responses={201: LabelSerializer},
        examples=[examples.CREATE, examples.ONE],
    )
    @refuses(
        OrderNotFoundError,
        FulfilmentNotFoundError,
        ParcelNotPackedError,
        NoCarrierError,
        NotThisCarrierError,
        CustomsDataMissingError,
        LabelUnderWayError,
        LabelUncertainError,
        LabelRefusedError,
        CarrierAwayError,
    )
    def post(self, request: Request, number: str) -> HttpResponse:
        body = self.valid(NewLabelSerializer)
        order = get_order_of(tenant_id=self.channel.tenant_id, number=number)
        parcel = get_fulfilment_of(order, body["parcel_id"])
        label = make_label(
            fulfilment_id=parcel.pk,
            weight=body["weight"],
            carrier=body.get("carrier_id", ""),
            may_double=body["may_double"],
        )
        return json_answer(dumps(label_json(label)), status=201)


class CancelLabelView(_StaffView):
    @extend_schema(
        operation_id="carriers_labels_cancel",
        summary="Cancel a label whose parcel has not left",
        description="Twice changes nothing.",
        tags=TAGS,
        request=None,
        responses=LabelSerializer,
        examples=[examples.CANCELLED],
    )
    @refuses(LabelNotFoundError, LabelInUseError, LabelRefusedError, CarrierAwayError)
    def post(self, request: Request, label_id: str) -> HttpResponse:
        tenant_id = self.channel.tenant_id
        cancel_label(public_id=get_label_of(tenant_id=tenant_id, public_id=label_id).public_id)
        found = get_label_of(tenant_id=tenant_id, public_id=label_id)
        return json_answer(dumps(label_json(found)))


class LabelFileView(_StaffView):
    @extend_schema(
        operation_id="carriers_labels_file",
        summary="What is printed: a picture, a PDF, or what a label printer reads",
        description="It has somebody's address; nobody on the way keeps it.",
        tags=TAGS,
        responses={(200, form): OpenApiTypes.BINARY for form in FORMS},
        examples=examples.FILES,
    )
    @refuses(LabelNotFoundError)
    def get(self, request: Request, label_id: str) -> HttpResponse:
        found = get_label_of(tenant_id=self.channel.tenant_id, public_id=label_id)
        if not found.content:
            raise LabelNotFoundError
        answer = HttpResponse(bytes(found.content), content_type=found.media_type)
        answer["Cache-Control"] = "private, no-store"
        answer["X-Content-Type-Options"] = "nosniff"
        return answer
