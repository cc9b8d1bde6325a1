"""Examples of the contract."""

from __future__ import annotations

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample

_SESSION: Final[dict[str, Any]] = {
    "id": "chat_01J9Z6Q4R8S2T5V7W9X1Y3Z5A7",
    "title": "Where is my order?",
    "state": "active",
    "locale": "en",
    "message_count": 2,
    "created_at": "2026-11-29T09:00:00Z",
    "updated_at": "2026-11-29T09:00:01Z",
}
_FRAME: Final[dict[str, Any]] = {
    "count": 1,
    "page": 1,
    "page_size": 24,
    "page_count": 1,
    "next": None,
    "previous": None,
}
_QUESTION: Final[dict[str, Any]] = {
    "id": "msg_01J9Z6Q4R8S2T5V7W9X1Y3Z5A8",
    "number": 1,
    "role": "person",
    "text": "Where is my order?",
    "created_at": "2026-11-29T09:00:01Z",
    "reaction": "",
    "reason": "",
    "intent": "",
    "confidence": None,
    "model": "",
    "milliseconds": None,
    "products": [],
    "citations": [],
    "cart": None,
    "change": None,
    "order": None,
    "shipping": [],
    "links": [],
    "buttons": [],
    "tools": [],
}
_ANSWER: Final[dict[str, Any]] = {
    **_QUESTION,
    "id": "msg_01J9Z6Q4R8S2T5V7W9X1Y3Z5A9",
    "number": 2,
    "role": "assistant",
    "text": "This is your order:",
    "intent": "track_order",
    "confidence": 0.97,
    "milliseconds": 21,
    "order": {
        "number": "100045",
        "status": "Shipped",
        "placed_at": "2026-11-27T10:00:00Z",
        "total": {"amount": "89.00", "currency": "EUR"},
        "tracking": ["https://carrier.example.com/100045"],
    },
    "tools": ["latest_order"],
}


def _answer(value: Any, status: str = "200") -> OpenApiExample:
    return OpenApiExample("Answer", value=value, response_only=True, status_codes=[status])


def _request(value: Any) -> OpenApiExample:
    return OpenApiExample("Request", value=value, request_only=True)


CONFIG: Final = _answer(
    {
        "name": "Reed",
        "welcome": "Hello! What are you looking for?",
        "questions": ["Where is my order?"],
    }
)
ASK: Final = _request({"text": "Where is my order?"})
SAY: Final = _request({"text": "Where is my order?", "key": "4f1d2c3b"})
TURN: Final = _answer(
    {
        "session": _SESSION,
        "question": _QUESTION,
        "answer": _ANSWER,
        "token": None,
        "cart_token": None,
    },
    "201",
)
SESSION: Final = _answer(_SESSION)
NEW_SESSION: Final = _answer({**_SESSION, "token": None}, "201")
SESSIONS: Final = _answer({**_FRAME, "results": [_SESSION]})
MESSAGES: Final = _answer({**_FRAME, "count": 2, "results": [_QUESTION, _ANSWER]})
REACT: Final = _request({"reaction": "up"})
ANSWER: Final = _answer({**_ANSWER, "reaction": "up"})
RENAME: Final = _request({"title": "My order of lamps"})
REACTIONS: Final = _answer(
    {**_FRAME, "results": [{**_ANSWER, "reaction": "down", "reason": "That is another order."}]}
)
STATISTICS: Final = _answer(
    {
        "message_count": 2,
        "question_count": 1,
        "answer_count": 1,
        "helpful_count": 1,
        "not_helpful_count": 0,
        "average_milliseconds": 21,
        "tools": [{"name": "latest_order", "count": 1}],
    }
)
EVENTS: Final = OpenApiExample(
    "Events",
    value=(
        'id: 2\ndata: {"seq": 2, "type": "tool", "name": "search_products"}\n\n'
        'id: 3\ndata: {"seq": 3, "type": "delta", "text": "I found two lamps."}\n\n'
    ),
    media_type="text/event-stream",
    response_only=True,
    status_codes=["200"],
)
TICKET: Final = _answer(
    {
        "ticket": "eyJpZCI6IjNq…:1vM3kZ:yPq3…",
        "expires_in": 30,
        "path": "/ws/chat/chat_01J9Z6Q4R8S2T5V7W9X1Y3Z5A7/",
    },
    "201",
)
