"""Rows in their public form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commerce.webhooks.enums import DeliveryState
from commerce.webhooks.services.posting import document_of

if TYPE_CHECKING:
    from commerce.webhooks.models import Attempt, Delivery, Endpoint


def endpoint_json(endpoint: Endpoint) -> dict[str, Any]:
    return {
        "id": endpoint.public_id,
        "url": endpoint.url,
        "description": endpoint.description,
        "events": endpoint.events,
        "payload": endpoint.payload,
        "owner_email": endpoint.owner_email,
        "state": endpoint.state,
        "failing_since": endpoint.failing_since,
        "last_success_at": endpoint.succeeded_at,
        "created_at": endpoint.created_at,
    }


def delivery_json(delivery: Delivery) -> dict[str, Any]:
    message, is_waiting = delivery.message, delivery.state == DeliveryState.PENDING
    return {
        "message_id": message.public_id,
        "event": message.event,
        "subject": message.subject,
        "happened_at": message.made_at,
        "state": delivery.state,
        "attempts": delivery.attempts,
        "next_attempt_at": delivery.due_at if is_waiting else None,
        "settled_at": delivery.settled_at,
    }


def delivery_detail_json(delivery: Delivery, payload: str) -> dict[str, Any]:
    return {
        **delivery_json(delivery),
        "body": document_of(delivery.message, payload),
        "log": [_attempt_json(attempt) for attempt in delivery.tries.all()],
    }


def _attempt_json(attempt: Attempt) -> dict[str, Any]:
    names = ("milliseconds", "outcome", "status", "url", "request_headers", "answer_headers")
    shown = {name: getattr(attempt, name) for name in names}
    return {"at": attempt.made_at, **shown, "answer": attempt.answer}
