"""OpenAI's protocol, through its own client; loaded with the first answer."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import openai
from openai.types.chat import ChatCompletionChunk
from openai.types.chat.chat_completion_chunk import ChoiceDelta

from commerce.core.http_streams import Patience
from commerce.integrations.enums import SpeechEnd
from commerce.integrations.errors import (
    CredentialsRefusedError,
    ProviderError,
    ProviderUnavailableError,
    TooMuchAtOnceError,
)
from commerce.integrations.shapes import Ended, Picture, Piece, Prompt, Text, ToolCall, Utterance

from .answers import BROKEN, error_of, error_without_answer
from .speaking import SPENT, TOO_LONG, cause_of
from .streams import open_client

if TYPE_CHECKING:
    from .openai import OpenAI
    from .openai_compatible import OpenAICompatible

ENDS: Final = {
    "stop": SpeechEnd.DONE,
    "tool_calls": SpeechEnd.TOOLS,
    "function_call": SpeechEnd.TOOLS,
    "length": SpeechEnd.LENGTH,
    "content_filter": SpeechEnd.REFUSED,
}
# The client asks for one; a server without keys does not look at it.
NO_KEY: Final = "none"


def converse(
    provider: OpenAI | OpenAICompatible, model: str, prompt: Prompt, patience: Patience
) -> Iterator[Piece]:
    """Yield the pieces of an answer. Raises ProviderError and OutgoingError."""
    try:
        with (
            open_client(patience) as way,
            openai.OpenAI(
                api_key=provider.settings.key or NO_KEY,
                base_url=provider.address,
                organization="",
                project="",
                max_retries=0,
                http_client=way,
            ) as client,
            client.chat.completions.create(
                model=model,
                messages=[],
                stream=True,
                stream_options={"include_usage": True},
                extra_body=_asked(provider.limit_name, prompt),
            ) as chunks,
        ):
            yield from _read(chunks, patience)
    except openai.APIError as error:
        raise _explain(error) from None


def _asked(limit_name: str, prompt: Prompt) -> dict[str, Any]:
    """What the library sends as it stands here: its look at each message and schema costs milliseconds."""
    system = [{"role": "system", "content": prompt.system}] if prompt.system else []
    said = [message for each in prompt.utterances for message in _messages(each)]
    asked = {"messages": [*system, *said], limit_name: prompt.most_tokens}
    return {**asked, "tools": _tools(prompt)} if prompt.tools else asked


def _tools(prompt: Prompt) -> list[dict[str, Any]]:
    return [
        {
            "type": "function",
            "function": {
                "name": offer.name,
                "description": offer.description,
                "parameters": offer.schema,
            },
        }
        for offer in prompt.tools
    ]


def _messages(said: Utterance) -> Iterator[dict[str, Any]]:
    for result in said.results:
        yield {"role": "tool", "tool_call_id": result.call.id, "content": result.content}
    if said.is_model:
        calls = [
            {
                "id": call.id,
                "type": "function",
                "function": {"name": call.name, "arguments": call.arguments},
            }
            for call in said.calls
        ]
        spoken = {"role": "assistant", "content": said.text or None}
        yield {**spoken, "tool_calls": calls} if calls else spoken
    elif said.pictures:
        words = {"type": "text", "text": said.text}
        yield {"role": "user", "content": [words, *map(_picture, said.pictures)]}
    elif said.text:
        yield {"role": "user", "content": said.text}


def _picture(picture: Picture) -> dict[str, Any]:
    content = base64.b64encode(picture.content).decode()
    return {
        "type": "image_url",
        "image_url": {"url": f"data:{picture.media_type};base64,{content}", "detail": "low"},
    }


@dataclass
class _Begun:
    """What of calls and numbers has come so far."""

    calls: dict[int, dict[str, str]] = field(default_factory=dict)
    end: str = ""
    tokens_in: int = 0
    tokens_out: int = 0

    def add(self, delta: ChoiceDelta) -> None:
        for part in delta.tool_calls or ():
            call = self.calls.setdefault(part.index, {"id": "", "name": "", "arguments": ""})
            call["id"] = part.id or call["id"]
            if part.function is not None:
                call["name"] = part.function.name or call["name"]
                call["arguments"] += part.function.arguments or ""

    def finish(self) -> Iterator[Piece]:
        for number, call in sorted(self.calls.items()):
            yield ToolCall(call["id"] or f"call_{number}", call["name"], call["arguments"] or "{}")
        if self.end:
            end = SpeechEnd.TOOLS if self.calls else ENDS.get(self.end, SpeechEnd.DONE)
            yield Ended(end, self.tokens_in, self.tokens_out)


def _read(chunks: Iterator[ChatCompletionChunk], patience: Patience) -> Iterator[Piece]:
    begun = _Begun()
    for chunk in chunks:
        if chunk.usage is not None:
            begun.tokens_in = chunk.usage.prompt_tokens
            begun.tokens_out = chunk.usage.completion_tokens
        for choice in chunk.choices or ():
            begun.end = choice.finish_reason or begun.end
            if choice.delta.content or choice.delta.tool_calls:
                patience.heard()
            begun.add(choice.delta)
            if choice.delta.content:
                yield Text(choice.delta.content)
    if begun.end:
        yield from begun.finish()


def _explain(error: openai.APIError) -> ProviderError:
    if (way := cause_of(error)) is not None:
        return error_without_answer(way)
    if not isinstance(error, openai.APIStatusError):
        return ProviderUnavailableError(BROKEN)
    if error.code == "insufficient_quota":
        return CredentialsRefusedError(SPENT)
    if error.code == "context_length_exceeded" or error.status_code == 413:
        return TooMuchAtOnceError(TOO_LONG)
    return error_of(error.status_code, error.response.headers)
