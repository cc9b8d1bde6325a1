"""Answers through Anthropic's own client; loaded with the first of them."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import anthropic
import orjson
from anthropic.types import MessageDeltaUsage, RawMessageStreamEvent, Usage

from commerce.core.http_streams import Patience
from commerce.integrations.enums import SpeechEnd
from commerce.integrations.errors import (
    CredentialsRefusedError,
    ProviderError,
    ProviderUnavailableError,
    TooMuchAtOnceError,
)
from commerce.integrations.providers.answers import BROKEN, error_of, error_without_answer
from commerce.integrations.providers.speaking import SPENT, TOO_LONG, cause_of
from commerce.integrations.providers.streams import open_client
from commerce.integrations.shapes import Ended, Picture, Piece, Prompt, Text, ToolCall, Utterance

if TYPE_CHECKING:
    from . import Anthropic

ENDS: Final = {
    "tool_use": SpeechEnd.TOOLS,
    "max_tokens": SpeechEnd.LENGTH,
    "model_context_window_exceeded": SpeechEnd.LENGTH,
    "refusal": SpeechEnd.REFUSED,
}


def converse(
    provider: Anthropic, model: str, prompt: Prompt, patience: Patience
) -> Iterator[Piece]:
    """Yield the pieces of an answer. Raises ProviderError and OutgoingError."""
    try:
        with (
            open_client(patience) as way,
            anthropic.Anthropic(
                api_key=provider.settings.key,
                auth_token=None,
                base_url=provider.address,
                max_retries=0,
                http_client=way,
            ) as client,
            client.messages.create(
                model=model,
                max_tokens=prompt.most_tokens,
                messages=[],
                stream=True,
                extra_body=_asked(prompt),
            ) as events,
        ):
            yield from _read(events, patience)
    except anthropic.APIError as error:
        raise _explain(error) from None


def _asked(prompt: Prompt) -> dict[str, Any]:
    """What the library sends as it stands here: its look at each message and schema costs milliseconds."""
    asked: dict[str, Any] = {"messages": [_message(each) for each in prompt.utterances]}
    if prompt.system:
        asked["system"] = prompt.system
    if prompt.tools:
        asked["tools"] = [
            {"name": offer.name, "description": offer.description, "input_schema": offer.schema}
            for offer in prompt.tools
        ]
    return asked


def _message(said: Utterance) -> dict[str, Any]:
    blocks: list[dict[str, Any]] = [
        {"type": "tool_result", "tool_use_id": each.call.id, "content": each.content}
        for each in said.results
    ]
    blocks += map(_picture, said.pictures)
    if said.text:
        blocks.append({"type": "text", "text": said.text})
    blocks += [
        {"type": "tool_use", "id": call.id, "name": call.name, "input": _object(call.arguments)}
        for call in said.calls
    ]
    return {"role": "assistant" if said.is_model else "user", "content": blocks}


def _picture(picture: Picture) -> dict[str, Any]:
    content = base64.b64encode(picture.content).decode()
    source = {"type": "base64", "media_type": picture.media_type, "data": content}
    return {"type": "image", "source": source}


def _object(arguments: str) -> dict[str, Any]:
    """What was no object when the model wrote it is told back as none."""
    try:
        read = orjson.loads(arguments)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


@dataclass
class _Begun:
    """What of calls and numbers has come so far."""

    calls: dict[int, ToolCall] = field(default_factory=dict)
    written: dict[int, str] = field(default_factory=dict)
    end: str = ""
    tokens_in: int = 0
    tokens_out: int = 0

    def count(self, usage: Usage | MessageDeltaUsage) -> None:
        """Tokens that were kept at the provider are counted like others: it is the upper end."""
        kept = (usage.cache_creation_input_tokens or 0) + (usage.cache_read_input_tokens or 0)
        self.tokens_in = max(self.tokens_in, (usage.input_tokens or 0) + kept)
        self.tokens_out = max(self.tokens_out, usage.output_tokens or 0)

    def finish(self) -> Iterator[Piece]:
        for number, call in self.calls.items():
            yield ToolCall(call.id, call.name, self.written.get(number) or call.arguments)
        yield Ended(ENDS.get(self.end, SpeechEnd.DONE), self.tokens_in, self.tokens_out)


def _read(events: Iterator[RawMessageStreamEvent], patience: Patience) -> Iterator[Piece]:
    begun = _Begun()
    for event in events:
        if event.type == "message_start":
            begun.count(event.message.usage)
        elif event.type == "content_block_start" and event.content_block.type == "tool_use":
            patience.heard()
            block = event.content_block
            arguments = orjson.dumps(block.input or {}).decode()
            begun.calls[event.index] = ToolCall(block.id, block.name, arguments)
        elif event.type == "content_block_delta" and event.delta.type == "text_delta":
            patience.heard()
            yield Text(event.delta.text)
        elif event.type == "content_block_delta" and event.delta.type == "input_json_delta":
            written = begun.written.get(event.index, "")
            begun.written[event.index] = written + event.delta.partial_json
        elif event.type == "message_delta":
            begun.end = event.delta.stop_reason or begun.end
            begun.count(event.usage)
        elif event.type == "message_stop":
            yield from begun.finish()


def _explain(error: anthropic.APIError) -> ProviderError:
    if (way := cause_of(error)) is not None:
        return error_without_answer(way)
    if not isinstance(error, anthropic.APIStatusError) or error.status_code < 400:
        return ProviderUnavailableError(BROKEN)
    if "credit balance" in error.message:
        return CredentialsRefusedError(SPENT)
    if error.status_code == 413 or "prompt is too long" in error.message:
        return TooMuchAtOnceError(TOO_LONG)
    return error_of(error.status_code, error.response.headers)
