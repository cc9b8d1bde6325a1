"""What the API tells of endpoints and of what was sent to them."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypedDict

from msgspec import Meta

from commerce.core.api.pagination import PageFrame
from commerce.core.shapes import Counting, Moment, Natural, Url, public_id_meta

EventName = Annotated[str, Meta(description="Such as `order.placed`.")]
Headers = dict[str, str]


class WebhookEndpoint(TypedDict):
    id: Annotated[str, public_id_meta("whe")]
    url: Url
    description: str
    events: list[EventName]
    payload: Annotated[
        Literal["full", "thin"], Meta(description="`thin` says the id of what it is about only.")
    ]
    owner_email: Annotated[str, Meta(extra_json_schema={"format": "email"})]
    state: Annotated[
        Literal["active", "paused", "ended"],
        Meta(description="`paused` keeps what happens; `ended` has answered 410."),
    ]
    failing_since: Moment | None
    last_success_at: Moment | None
    created_at: Moment


class NewWebhookEndpoint(WebhookEndpoint):
    secret: Annotated[str, Meta(description="Shown this once. Signatures are made with it.")]


class WebhookEndpointList(TypedDict):
    results: list[WebhookEndpoint]


class NewWebhookSecret(TypedDict):
    secret: Annotated[str, Meta(description="Shown this once.")]
    previous_valid_until: Annotated[
        Moment, Meta(description="Until then each message bears the signature of both.")
    ]


class WebhookDelivery(TypedDict):
    message_id: Annotated[str, public_id_meta("msg"), Meta(description="The `webhook-id`.")]
    event: EventName
    subject: Annotated[str, Meta(description="The id of what it is about.")]
    happened_at: Moment
    state: Literal["pending", "delivered", "failed"]
    attempts: Natural
    next_attempt_at: Moment | None
    settled_at: Moment | None


class WebhookAttempt(TypedDict):
    at: Moment
    milliseconds: Natural
    outcome: Literal[
        "succeeded", "refused", "timed_out", "unreachable", "not_allowed", "not_signed"
    ]
    status: int | None
    url: Annotated[str, Meta(description="Without its query, which may hold secrets.")]
    request_headers: Annotated[Headers, Meta(description="Without the signature.")]
    answer_headers: Headers
    answer: Annotated[str, Meta(description="The beginning of the answer.")]


class WebhookDeliveryDetail(WebhookDelivery):
    body: Annotated[dict[str, Any], Meta(description="What is sent.")]
    log: Annotated[list[WebhookAttempt], Meta(description="All attempts, oldest first.")]


class WebhookDeliveryPage(PageFrame):
    results: list[WebhookDelivery]


class WebhookReplay(TypedDict):
    count: Annotated[Natural, Meta(description="How many deliveries it is about.")]
    is_begun: Annotated[bool, Meta(description="Whether they are sent again now.")]


class WebhookEventType(TypedDict):
    name: EventName
    version: Counting
    description: str
    schema: Annotated[dict[str, Any], Meta(description="JSON Schema of the body.")]
    example: Annotated[dict[str, Any], Meta(description="A whole body.")]


class WebhookEventTypeList(TypedDict):
    results: list[WebhookEventType]
