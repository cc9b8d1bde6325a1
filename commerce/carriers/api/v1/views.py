"""Where carriers tell what became of parcels."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.carriers.errors import ForgedNewsError, UnknownCarrierError, UnknownParcelError
from commerce.carriers.services.following import receive_news
from commerce.core.api.refusals import refuses
from commerce.core.api.views import ProblemView

NEWS = OpenApiExample(
    "A parcel of UPS is on the van",
    '{"trackingNumber":"1ZA1B2C30000000001","activityStatus":{"type":"I","code":"OT"}}',
    request_only=True,
    media_type="*/*",
)


class CarrierNewsView(ProblemView):
    """Who sends is proved by what the carrier was given for it."""

    authentication_classes = ()

    @extend_schema(
        operation_id="carriers_callback",
        summary="What a carrier tells of parcels",
        description=(
            "For carriers only: the body is theirs, and so is the proof of who sent it. News that were "
            "heard before, or come late, are answered alike and move nothing back."
        ),
        tags=["Integrations"],
        request={"*/*": OpenApiTypes.BINARY},
        responses={204: None},
        examples=[NEWS],
    )
    @refuses(UnknownCarrierError, ForgedNewsError, UnknownParcelError)
    def post(self, request: Request, configuration: str) -> Response:
        receive_news(
            configuration=configuration, headers=request.headers, body=request._request.body
        )
        return Response(status=status.HTTP_204_NO_CONTENT)
