"""Gemini's contents as a stream: https://ai.google.dev/api/generate-content"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

from infra.fakes.service import Reply, Request

from .scripts import Heard, Models, Spoken

STATES = {401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 429: "RESOURCE_EXHAUSTED"}
# What a call carries and has to be given back with its result.
SIGNATURE = base64.b64encode(b"a thought").decode()


class Gemini(Models):
    """All calls come in one event, whole; arguments that are no object cannot be written here."""

    name = "gemini"

    def key_of(self, request: Request) -> str:
        return request.headers.get("x-goog-api-key", "")

    def act(self, request: Request) -> Reply:
        if not request.path.endswith(":streamGenerateContent"):
            return Reply(404, self.refuse(404))
        return super().act(request)

    def refuse(self, status: int) -> object:
        error = {"code": status, "message": "No.", "status": STATES.get(status, "INTERNAL")}
        return {"error": error}

    def hear(self, asked: dict[str, Any]) -> Heard:
        people = [
            part["text"]
            for each in asked["contents"]
            if each["role"] == "user"
            for part in each["parts"]
            if "text" in part
        ]
        offered = tuple(
            declared["name"]
            for tool in asked.get("tools", ())
            for declared in tool["functionDeclarations"]
        )
        has_results = "functionResponse" in asked["contents"][-1]["parts"][0]
        return Heard(people[-1] if people else "", offered, has_results, asked)

    def overloaded(self) -> dict[str, Any]:
        return {"error": {"code": 503, "message": "Overloaded", "status": "UNAVAILABLE"}}

    def events(self, spoken: Spoken) -> Iterator[dict[str, Any]]:
        for word in spoken.words:
            yield _chunk([{"text": word}])
        calls = [
            {"functionCall": {"name": name, "args": _object(text)}, "thoughtSignature": SIGNATURE}
            for name, text in spoken.written
        ]
        if calls:
            yield _chunk(calls)
        usage = {"promptTokenCount": spoken.tokens_in, "candidatesTokenCount": spoken.tokens_out}
        yield {**_chunk([{"text": ""}], spoken.end or "STOP"), "usageMetadata": usage}

    def ping(self) -> bytes:
        return self.frame({"usageMetadata": {"promptTokenCount": 1}})


def _object(text: str) -> dict[str, Any]:
    try:
        return dict(json.loads(text))
    except ValueError:
        return {}


def _chunk(parts: list[dict[str, Any]], end: str | None = None) -> dict[str, Any]:
    content = {"role": "model", "parts": parts}
    return {"candidates": [{"content": content, "index": 0, "finishReason": end}]}
