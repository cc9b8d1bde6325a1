"""OpenAI's chat completions as a stream: https://platform.openai.com/docs/api-reference/chat"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from infra.fakes.service import Reply, Request

from .scripts import Heard, Models, Spoken

NO_KEY = "none"


class OpenAI(Models):
    """Calls of tools come in pieces, all of them in turns, as several at once do."""

    name = "openai"

    def key_of(self, request: Request) -> str:
        return request.bearer

    def act(self, request: Request) -> Reply:
        if not request.path.endswith("/chat/completions"):
            return Reply(404, self.refuse(404))
        return super().act(request)

    def refuse(self, status: int) -> object:
        codes = {401: "invalid_api_key", 429: "rate_limit_exceeded"}
        return {"error": {"message": "No.", "type": "error", "code": codes.get(status)}}

    def hear(self, asked: dict[str, Any]) -> Heard:
        messages = asked["messages"]
        people = [_words(each["content"]) for each in messages if each["role"] == "user"]
        offered = tuple(tool["function"]["name"] for tool in asked.get("tools", ()))
        return Heard(people[-1] if people else "", offered, messages[-1]["role"] == "tool", asked)

    def events(self, spoken: Spoken) -> Iterator[dict[str, Any]]:
        yield _chunk({"role": "assistant", "content": ""})
        for word in spoken.words:
            yield _chunk({"content": word})
        for number, (name, _arguments) in enumerate(spoken.written):
            function = {"name": name, "arguments": ""}
            begun = {"index": number, "id": f"call_{number}_{name}", "type": "function"}
            yield _chunk({"tool_calls": [{**begun, "function": function}]})
        for place in range(2):
            for number, (_name, text) in enumerate(spoken.written):
                half = text[: len(text) // 2] if place == 0 else text[len(text) // 2 :]
                yield _chunk({"tool_calls": [{"index": number, "function": {"arguments": half}}]})
        yield _chunk({}, spoken.end or ("tool_calls" if spoken.calls else "stop"))
        usage = {"prompt_tokens": spoken.tokens_in, "completion_tokens": spoken.tokens_out}
        total = spoken.tokens_in + spoken.tokens_out
        yield {**_chunk({}), "choices": [], "usage": {**usage, "total_tokens": total}}

    def ping(self) -> bytes:
        return b": OPEN\n\n"

    def end(self) -> bytes:
        return b"data: [DONE]\n\n"


class OpenAICompatible(OpenAI):
    """The same without a key."""

    name = "openai_compatible"

    def key_of(self, request: Request) -> str:
        return request.bearer or NO_KEY


def _words(content: str | list[dict[str, Any]]) -> str:
    """What stands beside pictures, or all of it."""
    if isinstance(content, str):
        return content
    return " ".join(part["text"] for part in content if part["type"] == "text")


def _chunk(delta: dict[str, Any], end: str | None = None) -> dict[str, Any]:
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "fake",
        "choices": [{"index": 0, "delta": delta, "finish_reason": end}],
    }
