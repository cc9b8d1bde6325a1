"""Endpoints of a channel, for its staff and for programs that work for them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from commerce.core.api.json import dumps, json_answer
from commerce.core.api.pagination import PAGE_PARAMETERS, Page, page_parameters
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import PrincipalThrottle
from commerce.core.api.views import StorefrontView
from commerce.core.errors import PermissionDeniedError
from commerce.core.shapes import component
from commerce.webhooks import shapes, tasks
from commerce.webhooks.enums import DeliveryState
from commerce.webhooks.errors import (
    AddressNotAllowedError,
    CountChangedError,
    DeliveryNotFoundError,
    EndpointNotActiveError,
    EndpointNotFoundError,
    UnknownEventTypeError,
)
from commerce.webhooks.models import Endpoint
from commerce.webhooks.permissions import Action, require
from commerce.webhooks.registry import list_public_events
from commerce.webhooks.selectors import (
    get_delivery,
    get_endpoint,
    list_deliveries,
    list_endpoints,
    list_settled_between,
)
from commerce.webhooks.services import endpoints, fan_out, replays
from commerce.webhooks.services.event_types import describe_event

from . import answers, examples
from .serializers import WebhookEndpointSerializer, WebhookReplaySerializer

told = partial(extend_schema, tags=["Webhooks"])
PAGES = [
    OpenApiParameter(spec["name"], spec["schema"], description=spec["description"])
    for spec in page_parameters()
]
STATE = OpenApiParameter(
    "state", {"type": "string", "enum": DeliveryState.values}, description="How far they have come."
)
EVENT = OpenApiParameter("event", str, description="The name of an event.")
ACTIONS: dict[str, Action] = {"GET": "view", "PATCH": "change", "DELETE": "delete"}


class WebhookView(StorefrontView):
    """A view for staff of the channel's tenant who have the right to what the method does."""

    permission_classes = [IsAuthenticated]
    throttle_scope = "write"
    post_action: Action = "change"

    def get_throttles(self) -> list[BaseThrottle]:
        return [PrincipalThrottle()]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        action = ACTIONS.get(str(request.method), self.post_action)
        require(request.user, action, tenant_id=self.channel.tenant_id)

    def endpoint(self, endpoint_id: str) -> Endpoint:
        return get_endpoint(channel=self.channel, public_id=endpoint_id)


class EndpointsView(WebhookView):
    post_action: Action = "add"

    @told(
        operation_id="webhooks_endpoints_list",
        summary="Who is told",
        description="All endpoints of this channel.",
        responses={200: component(shapes.WebhookEndpointList)},
        examples=examples.ENDPOINTS,
    )
    @refuses(PermissionDeniedError)
    def get(self, request: Request) -> HttpResponse:
        rows = list_endpoints(channel=self.channel)
        return _answer({"results": [answers.endpoint_json(row) for row in rows]})

    @told(
        operation_id="webhooks_endpoints_create",
        summary="Have an address told of events",
        description="The answer holds the secret; no other ever does.",
        request=WebhookEndpointSerializer,
        responses={201: component(shapes.NewWebhookEndpoint)},
        examples=examples.CREATED,
    )
    @refuses(PermissionDeniedError, AddressNotAllowedError, UnknownEventTypeError)
    def post(self, request: Request) -> HttpResponse:
        values = self.valid(WebhookEndpointSerializer)
        endpoint, secret = endpoints.create_endpoint(channel=self.channel, **values)
        return _answer({**answers.endpoint_json(endpoint), "secret": secret}, status=201)


class EndpointView(WebhookView):
    @told(
        operation_id="webhooks_endpoints_read",
        summary="An endpoint",
        description="What it hears, and how it is doing.",
        responses={200: component(shapes.WebhookEndpoint)},
        examples=examples.ONE,
    )
    @refuses(PermissionDeniedError, EndpointNotFoundError)
    def get(self, request: Request, endpoint_id: str) -> HttpResponse:
        return _answer(answers.endpoint_json(self.endpoint(endpoint_id)))

    @told(
        operation_id="webhooks_endpoints_change",
        summary="Change an endpoint",
        description="Members that are left out stay as they are.",
        request=WebhookEndpointSerializer,
        responses={200: component(shapes.WebhookEndpoint)},
        examples=examples.CHANGED,
    )
    @refuses(
        PermissionDeniedError, EndpointNotFoundError, AddressNotAllowedError, UnknownEventTypeError
    )
    def patch(self, request: Request, endpoint_id: str) -> HttpResponse:
        body = WebhookEndpointSerializer(data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        endpoint = self.endpoint(endpoint_id)
        changed = endpoints.change_endpoint(endpoint=endpoint, **body.validated_data)
        return _answer(answers.endpoint_json(changed))

    @told(
        operation_id="webhooks_endpoints_delete",
        summary="Delete an endpoint",
        description="Its log goes with it.",
        responses={204: None},
    )
    @refuses(PermissionDeniedError, EndpointNotFoundError)
    def delete(self, request: Request, endpoint_id: str) -> HttpResponse:
        endpoints.delete_endpoint(endpoint=self.endpoint(endpoint_id))
        return HttpResponse(status=204)


class RotateSecretView(WebhookView):
    @told(
        operation_id="webhooks_endpoints_rotate_secret",
        summary="Get a new secret",
        description="For a day messages bear two signatures: of this one, and of the one before.",
        request=None,
        responses={200: component(shapes.NewWebhookSecret)},
        examples=examples.ROTATED,
    )
    @refuses(PermissionDeniedError, EndpointNotFoundError)
    def post(self, request: Request, endpoint_id: str) -> HttpResponse:
        secret, until = endpoints.rotate_secret(endpoint=self.endpoint(endpoint_id))
        return _answer({"secret": secret, "previous_valid_until": until})


class PauseView(WebhookView):
    @told(
        operation_id="webhooks_endpoints_pause",
        summary="Send nothing for now",
        description="What happens meanwhile is kept, for as long as the log is.",
        request=None,
        responses={200: component(shapes.WebhookEndpoint)},
        examples=examples.ONE,
    )
    @refuses(PermissionDeniedError, EndpointNotFoundError)
    def post(self, request: Request, endpoint_id: str) -> HttpResponse:
        endpoints.pause_endpoint(endpoint=self.endpoint(endpoint_id))
        return _answer(answers.endpoint_json(self.endpoint(endpoint_id)))


class ResumeView(WebhookView):
    @told(
        operation_id="webhooks_endpoints_resume",
        summary="Send again",
        description="Also to one that has ended itself; begins with what was kept.",
        request=None,
        responses={200: component(shapes.WebhookEndpoint)},
        examples=examples.ONE,
    )
    @refuses(PermissionDeniedError, EndpointNotFoundError)
    def post(self, request: Request, endpoint_id: str) -> HttpResponse:
        endpoints.resume_endpoint(endpoint=self.endpoint(endpoint_id))
        tasks.request_sending()
        return _answer(answers.endpoint_json(self.endpoint(endpoint_id)))


class TestView(WebhookView):
    @told(
        operation_id="webhooks_endpoints_test",
        summary="Send a message that says nothing",
        description="Of the type `webhook.test`. How it went is found among the deliveries.",
        request=None,
        responses={202: component(shapes.WebhookDelivery)},
        examples=examples.BEGUN,
    )
    @refuses(PermissionDeniedError, EndpointNotFoundError, EndpointNotActiveError)
    def post(self, request: Request, endpoint_id: str) -> HttpResponse:
        delivery = fan_out.send_test(endpoint=self.endpoint(endpoint_id))
        tasks.request_sending()
        return _answer(answers.delivery_json(delivery), status=202)


class DeliveriesView(WebhookView):
    query_parameters = (*PAGE_PARAMETERS, "state", "event")

    @told(
        operation_id="webhooks_deliveries_list",
        summary="What was sent to an endpoint, newest first",
        description="Kept for 30 days.",
        parameters=[*PAGES, STATE, EVENT],
        responses={200: component(shapes.WebhookDeliveryPage)},
        examples=examples.DELIVERIES,
    )
    @refuses(PermissionDeniedError, EndpointNotFoundError)
    def get(self, request: Request, endpoint_id: str) -> HttpResponse:
        page, asked = Page.of(request), request.query_params
        rows = list_deliveries(
            endpoint=self.endpoint(endpoint_id), state=asked.get("state"), event=asked.get("event")
        )
        count = rows.count()
        page.check(count)
        results = [answers.delivery_json(row) for row in rows[page.bounds]]
        return _answer(page.envelope(results, count=count))


class DeliveryView(WebhookView):
    @told(
        operation_id="webhooks_deliveries_read",
        summary="One message and all attempts",
        description="With what was sent, and the beginning of each answer.",
        responses={200: component(shapes.WebhookDeliveryDetail)},
        examples=examples.DETAIL,
    )
    @refuses(PermissionDeniedError, EndpointNotFoundError, DeliveryNotFoundError)
    def get(self, request: Request, endpoint_id: str, message_id: str) -> HttpResponse:
        endpoint = self.endpoint(endpoint_id)
        delivery = get_delivery(endpoint=endpoint, message_id=message_id)
        return _answer(answers.delivery_detail_json(delivery, endpoint.payload))


class ReplayDeliveryView(WebhookView):
    @told(
        operation_id="webhooks_deliveries_replay",
        summary="Send one message again",
        description="Under the same `webhook-id`, from the first attempt on.",
        request=None,
        responses={202: component(shapes.WebhookDelivery)},
        examples=examples.BEGUN,
    )
    @refuses(PermissionDeniedError, EndpointNotFoundError, DeliveryNotFoundError)
    def post(self, request: Request, endpoint_id: str, message_id: str) -> HttpResponse:
        endpoint = self.endpoint(endpoint_id)
        delivery = get_delivery(endpoint=endpoint, message_id=message_id)
        replays.replay_delivery(delivery=delivery)
        tasks.request_sending()
        again = get_delivery(endpoint=endpoint, message_id=message_id)
        return _answer(answers.delivery_json(again), status=202)


class ReplayView(WebhookView):
    @told(
        operation_id="webhooks_endpoints_replay",
        summary="Send all messages of a time again",
        description=(
            "Without `expected` it is only counted. With it they are sent again, unless there are "
            "more or fewer by then. What still waits is not counted."
        ),
        request=WebhookReplaySerializer,
        responses={200: component(shapes.WebhookReplay)},
        examples=examples.REPLAY,
    )
    @refuses(PermissionDeniedError, EndpointNotFoundError, CountChangedError)
    def post(self, request: Request, endpoint_id: str) -> HttpResponse:
        asked, endpoint = self.valid(WebhookReplaySerializer), self.endpoint(endpoint_id)
        if "expected" not in asked:
            count = list_settled_between(endpoint=endpoint, **asked).count()
            return _answer({"count": count, "is_begun": False})
        count = replays.replay_between(endpoint=endpoint, **asked)
        tasks.request_sending()
        return _answer({"count": count, "is_begun": True})


class EventTypesView(WebhookView):
    @told(
        operation_id="webhooks_event_types_list",
        summary="What there is to hear",
        description="Each with the JSON Schema of its body and an example.",
        responses={200: component(shapes.WebhookEventTypeList)},
        examples=examples.EVENT_TYPES,
    )
    @refuses(PermissionDeniedError)
    def get(self, request: Request) -> HttpResponse:
        return _answer({"results": [describe_event(each) for each in list_public_events()]})


def _answer(content: Any, *, status: int = 200) -> HttpResponse:
    return json_answer(dumps(content), status=status)
