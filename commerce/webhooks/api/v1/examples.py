"""Examples for the contract."""

from __future__ import annotations

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample

ENDPOINT: Final[dict[str, Any]] = {
    "id": "whe_01JD40AAAABBBBCCCCDDDDEEEE",
    "url": "https://erp.example.com/hooks/shop",
    "description": "Orders into the ERP",
    "events": ["order.cancelled", "order.placed"],
    "payload": "full",
    "owner_email": "it@example.com",
    "state": "active",
    "failing_since": None,
    "last_success_at": "2026-11-27T18:15:00Z",
    "created_at": "2026-11-20T09:00:00Z",
}
SECRET: Final = "whsec_cUo0yGq0n1VZc2yBq1m7b3pQkq8o4y0JmFJm3l0b0c8="  # noqa: S105 - an example
DELIVERY: Final[dict[str, Any]] = {
    "message_id": "msg_01JD40AAAABBBBCCCCDDDDEEEE",
    "event": "order.placed",
    "subject": "ord_01JD40AAAABBBBCCCCDDDDEEEE",
    "happened_at": "2026-11-27T18:15:00Z",
    "state": "delivered",
    "attempts": 2,
    "next_attempt_at": None,
    "settled_at": "2026-11-27T18:15:06Z",
}
_ATTEMPT: Final[dict[str, Any]] = {
    "at": "2026-11-27T18:15:06Z",
    "milliseconds": 84,
    "outcome": "succeeded",
    "status": 204,
    "url": "https://erp.example.com/hooks/shop",
    "request_headers": {
        "Content-Type": "application/json",
        "webhook-id": DELIVERY["message_id"],
        "webhook-signature": "…",
    },
    "answer_headers": {"date": "Fri, 27 Nov 2026 18:15:06 GMT"},
    "answer": "",
}
BODY: Final[dict[str, Any]] = {
    "id": DELIVERY["message_id"],
    "type": "order.placed",
    "version": 1,
    "timestamp": "2026-11-27T18:15:00Z",
    "channel": "reed-and-rook",
    "data": {"id": DELIVERY["subject"]},
}


def answer(name: str, value: Any, status: str = "200") -> list[OpenApiExample]:
    return [OpenApiExample(name, value, response_only=True, status_codes=[status])]


def sent(name: str, value: Any) -> list[OpenApiExample]:
    return [OpenApiExample(name, value, request_only=True)]


ENDPOINTS = answer("One endpoint", {"results": [ENDPOINT]})
ONE = answer("An endpoint", ENDPOINT)
CREATED = [
    *sent(
        "Orders to an ERP",
        {name: ENDPOINT[name] for name in ("url", "events", "owner_email", "description")},
    ),
    *answer("With its secret", {**ENDPOINT, "secret": SECRET}, "201"),
]
CHANGED = [*sent("Other events", {"events": ["order.placed"]}), *ONE]
ROTATED = answer(
    "Two hold for a day", {"secret": SECRET, "previous_valid_until": "2026-11-28T18:15:00Z"}
)
DELIVERIES = answer(
    "A page of one",
    {
        "count": 1,
        "page": 1,
        "page_size": 24,
        "page_count": 1,
        "next": None,
        "previous": None,
        "results": [DELIVERY],
    },
)
DETAIL = answer("A delivery", {**DELIVERY, "body": BODY, "log": [_ATTEMPT]})
WAITING: Final = {
    **DELIVERY,
    "state": "pending",
    "attempts": 0,
    "settled_at": None,
    "next_attempt_at": "2026-11-27T18:20:00Z",
}
BEGUN = answer("Waits for its first attempt", WAITING, "202")
_RANGE = {"since": "2026-11-27T00:00:00Z", "until": "2026-11-28T00:00:00Z", "only_failed": True}
REPLAY = [
    *sent("How many are there?", _RANGE),
    *sent("Send these again", {**_RANGE, "expected": 12}),
    *answer("Counted", {"count": 12, "is_begun": False}),
]
EVENT_TYPES = answer(
    "One event",
    {
        "results": [
            {
                "name": "order.placed",
                "version": 1,
                "description": "An order was placed.",
                "schema": {"type": "object", "required": ["id", "type", "data"]},
                "example": BODY,
            }
        ]
    },
)
