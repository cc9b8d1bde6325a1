"""Examples for the contract."""

from drf_spectacular.utils import OpenApiExample

TICKET_REQUEST = OpenApiExample(
    "An order's page", {"topics": ["order:R-7K2M-09XD", "person"]}, request_only=True
)
TICKET = OpenApiExample(
    "A ticket",
    {
        "ticket": "eyJpZCI6IjNq…:1vM3kZ:yPq3…",
        "expires_in": 30,
        "topics": ["order:R-7K2M-09XD", "person:usr_01JD40AAAABBBBCCCCDDDDEEEE"],
        "last_id": 1041,
        "recent": [],
    },
    response_only=True,
)
MESSAGES = OpenApiExample(
    "An order was shipped",
    {
        "messages": [
            {
                "id": 1042,
                "topic": "order:R-7K2M-09XD",
                "kind": "order.changed",
                "body": {"status": "shipped"},
            }
        ],
        "last_id": 1042,
        "gap": False,
    },
    response_only=True,
)
