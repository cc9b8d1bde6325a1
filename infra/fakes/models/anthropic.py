"""Anthropic's messages as a stream: https://platform.claude.com/docs/en/api/messages-streaming"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from infra.fakes.service import Reply, Request

from .scripts import Heard, Models, Spoken

KINDS = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}


class Anthropic(Models):
    """A block for the text and one for each call, between signs that the connection is open."""

    name = "anthropic"

    def key_of(self, request: Request) -> str:
        return request.bearer or request.headers.get("x-api-key", "")

    def act(self, request: Request) -> Reply:
        if request.path != "/v1/messages" or "anthropic-version" not in request.headers:
            return Reply(404, self.refuse(404))
        return super().act(request)

    def refuse(self, status: int) -> object:
        kind = KINDS.get(status, "api_error")
        return {"type": "error", "error": {"type": kind, "message": "No."}}

    def hear(self, asked: dict[str, Any]) -> Heard:
        blocks = [block for each in asked["messages"] for block in each["content"]]
        people = [
            block["text"]
            for each in asked["messages"]
            if each["role"] == "user"
            for block in each["content"]
            if block["type"] == "text"
        ]
        offered = tuple(tool["name"] for tool in asked.get("tools", ()))
        has_results = blocks[-1]["type"] == "tool_result"
        return Heard(people[-1] if people else "", offered, has_results, asked)

    def overloaded(self) -> dict[str, Any]:
        return {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}

    def events(self, spoken: Spoken) -> Iterator[dict[str, Any]]:
        yield {"type": "message_start", "message": _message(spoken)}
        yield {"type": "ping"}
        first = 0
        if spoken.text:
            yield from _block(0, {"type": "text", "text": ""}, _texts(spoken))
            first = 1
        for number, (name, text) in enumerate(spoken.written, first):
            block = {"type": "tool_use", "id": f"toolu_{number}", "name": name, "input": {}}
            halves = text[: len(text) // 2], text[len(text) // 2 :]
            parts = [{"type": "input_json_delta", "partial_json": half} for half in halves]
            yield from _block(number, block, parts)
        end = spoken.end or ("tool_use" if spoken.calls else "end_turn")
        yield {
            "type": "message_delta",
            "delta": {"stop_reason": end, "stop_sequence": None},
            "usage": {"output_tokens": spoken.tokens_out},
        }
        yield {"type": "message_stop"}

    def frame(self, event: dict[str, Any]) -> bytes:
        return f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode()

    def ping(self) -> bytes:
        return self.frame({"type": "ping"})


def _message(spoken: Spoken) -> dict[str, Any]:
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "fake",
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "usage": {"input_tokens": spoken.tokens_in, "output_tokens": 1},
    }


def _texts(spoken: Spoken) -> list[dict[str, Any]]:
    return [{"type": "text_delta", "text": word} for word in spoken.words]


def _block(
    number: int, block: dict[str, Any], deltas: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    yield {"type": "content_block_start", "index": number, "content_block": block}
    for delta in deltas:
        yield {"type": "content_block_delta", "index": number, "delta": delta}
    yield {"type": "content_block_stop", "index": number}
