"""Examples for the contract."""

from __future__ import annotations

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample

PROVIDER: Final[dict[str, Any]] = {
    "code": "smtp",
    "name": "SMTP",
    "description": "Any mail server.",
    "website": "",
    "kind": "email",
    "capabilities": [],
    "settings": [
        {
            "name": "password",
            "type": "text",
            "label": "Password",
            "help": "",
            "link": "",
            "is_secret": True,
            "is_required": True,
            "default": None,
            "choices": [],
        }
    ],
}
CONFIGURATION: Final[dict[str, Any]] = {
    "id": "prc_01KB2M7Q0N4T6V8X0Z1A3C5E7G",
    "provider": "smtp",
    "kind": "email",
    "channel": None,
    "mode": "live",
    "position": 0,
    "state": "active",
    "is_active": True,
    "reason": "",
    "settings": {"host": "mail.example.com", "port": 587, "user": "shop"},
    "secrets": {"password": "••••h7Qa"},
    "tested_at": "2026-11-28T10:15:00Z",
    "test_answer": "The server has accepted the password.",
    "failing_since": None,
    "callback_url": "",
    "created_at": "2026-11-28T10:14:00Z",
    "updated_at": "2026-11-28T10:15:00Z",
}
CALL: Final[dict[str, Any]] = {
    "id": "call_01KB2M9R3P5S7V9X1Z2B4D6F8H",
    "configuration": CONFIGURATION["id"],
    "provider": "smtp",
    "mode": "live",
    "operation": "send letter",
    "outcome": "succeeded",
    "status": 250,
    "attempts": 1,
    "milliseconds": 84,
    "request_id": "queued as 4Zk1",
    "about": "HRN-100001",
    "request": '{"to":"ida@example.com","subject":"Your order"}',
    "answer": "250 ok",
    "called_at": "2026-11-28T11:00:00Z",
}
FRAME: Final = {
    "count": 1,
    "page": 1,
    "page_size": 24,
    "page_count": 1,
    "next": None,
    "previous": None,
}


def _answer(name: str, value: Any, *codes: str) -> OpenApiExample:
    return OpenApiExample(name, value=value, response_only=True, status_codes=codes or ("200",))


PROVIDERS = _answer("Providers", {"results": [PROVIDER]})
CONFIGURATIONS = _answer("Configurations", {"results": [CONFIGURATION]})
ONE = _answer("A mail server", CONFIGURATION, "200", "201")
TESTED = _answer("It works", {"is_ok": True, "answer": CONFIGURATION["test_answer"]})
CALLS = _answer("Calls", {**FRAME, "results": [CALL]})
CREATE = OpenApiExample(
    "Set up a mail server",
    value={
        "provider": "smtp",
        "mode": "live",
        "settings": {"host": "mail.example.com", "user": "shop", "password": "a-long-password"},
    },
    request_only=True,
)
CHANGE = OpenApiExample("Use it", value={"is_active": True}, request_only=True)
