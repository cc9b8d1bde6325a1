"""Answers through Google's own client; loaded with the first of them."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import orjson
from google import genai
from google.genai import errors, types

from commerce.core.http_streams import Patience
from commerce.integrations.enums import SpeechEnd
from commerce.integrations.errors import CredentialsRefusedError, ProviderError, TooMuchAtOnceError
from commerce.integrations.providers.answers import error_of, error_without_answer
from commerce.integrations.providers.speaking import TOO_LONG, cause_of
from commerce.integrations.providers.streams import Way, make_client
from commerce.integrations.shapes import Ended, Piece, Prompt, Text, ToolCall, Utterance

if TYPE_CHECKING:
    from . import Gemini

ENDS: Final = {"STOP": SpeechEnd.DONE, "MAX_TOKENS": SpeechEnd.LENGTH}


# Set while a request is sent, and at no other time.
_way: ContextVar[Way] = ContextVar("way")


def converse(provider: Gemini, model: str, prompt: Prompt, patience: Patience) -> Iterator[Piece]:
    """Yield the pieces of an answer. Raises ProviderError and OutgoingError."""
    way = Way(patience)
    try:
        with way.opened:
            chunks = _client(
                provider.settings.key, provider.address
            ).models.generate_content_stream(
                model=model,
                contents=[_content(each) for each in prompt.utterances],
                config=_config(prompt),
            )
            yield from _read(_sent(chunks, way), patience)
    except errors.APIError as error:
        raise _explain(error) from None


@lru_cache(maxsize=16)
def _client(key: str, address: str) -> genai.Client:
    """Google's client reads all certificates three times when it is made: it is kept."""
    options = types.HttpOptions(base_url=address, httpx_client=make_client(_way.get))
    return genai.Client(vertexai=False, api_key=key, http_options=options)


def _sent(
    chunks: Iterator[types.GenerateContentResponse], way: Way
) -> Iterator[types.GenerateContentResponse]:
    """Send the request, which the first chunk does, and yield all chunks."""
    token = _way.set(way)
    try:
        first = next(chunks, None)
    finally:
        _way.reset(token)
    if first is not None:
        yield first
        yield from chunks


def _config(prompt: Prompt) -> types.GenerateContentConfig:
    offered = [
        types.FunctionDeclaration(
            name=offer.name,
            description=offer.description,
            parameters_json_schema=dict(offer.schema),
        )
        for offer in prompt.tools
    ]
    return types.GenerateContentConfig(
        system_instruction=prompt.system or None,
        max_output_tokens=prompt.most_tokens,
        tools=[types.Tool(function_declarations=offered)] if offered else None,
        automatic_function_calling=types.AutomaticFunctionCallingConfig(disable=True),
    )


def _content(said: Utterance) -> types.Content:
    parts = [
        types.Part(
            function_response=types.FunctionResponse(
                id=each.call.id, name=each.call.name, response={"result": each.content}
            )
        )
        for each in said.results
    ]
    parts += [
        types.Part(inline_data=types.Blob(data=each.content, mime_type=each.media_type))
        for each in said.pictures
    ]
    if said.text:
        parts.append(types.Part(text=said.text))
    parts += [_called(call) for call in said.calls]
    return types.Content(role="model" if said.is_model else "user", parts=parts)


def _called(call: ToolCall) -> types.Part:
    try:
        arguments: Any = orjson.loads(call.arguments)
    except ValueError:
        arguments = {}
    return types.Part(
        function_call=types.FunctionCall(
            id=call.id, name=call.name, args=arguments if isinstance(arguments, dict) else {}
        ),
        thought_signature=base64.b64decode(call.mark) if call.mark else None,
    )


@dataclass
class _Begun:
    """What of calls and numbers has come so far."""

    calls: list[ToolCall] = field(default_factory=list)
    end: str = ""
    tokens_in: int = 0
    tokens_out: int = 0

    def call(self, part: types.Part) -> None:
        asked = part.function_call
        if asked is None:
            return
        mark = base64.b64encode(part.thought_signature or b"").decode()
        named = asked.id or f"call_{len(self.calls)}"
        arguments = orjson.dumps(asked.args or {}).decode()
        self.calls.append(ToolCall(named, asked.name or "", arguments, mark))

    def count(self, usage: types.GenerateContentResponseUsageMetadata | None) -> None:
        """Thoughts are paid for like words."""
        if usage is not None:
            self.tokens_in = usage.prompt_token_count or self.tokens_in
            written = (usage.candidates_token_count or 0) + (usage.thoughts_token_count or 0)
            self.tokens_out = max(self.tokens_out, written)

    def finish(self) -> Iterator[Piece]:
        yield from self.calls
        if self.end:
            end = SpeechEnd.TOOLS if self.calls else ENDS.get(self.end, SpeechEnd.REFUSED)
            yield Ended(end, self.tokens_in, self.tokens_out)


def _read(chunks: Iterator[types.GenerateContentResponse], patience: Patience) -> Iterator[Piece]:
    begun = _Begun()
    for chunk in chunks:
        begun.count(chunk.usage_metadata)
        if chunk.prompt_feedback is not None and chunk.prompt_feedback.block_reason:
            begun.end = begun.end or "SAFETY"
        for candidate in chunk.candidates or ():
            if candidate.finish_reason:
                begun.end = candidate.finish_reason.name
            for part in (candidate.content.parts if candidate.content else None) or ():
                if part.thought:
                    continue
                patience.heard()
                begun.call(part)
                if part.text:
                    yield Text(part.text)
    if begun.end:
        yield from begun.finish()


def _explain(error: errors.APIError) -> ProviderError:
    if (way := cause_of(error)) is not None:
        return error_without_answer(way)
    if error.code == 400 and "API key" in (error.message or ""):
        return CredentialsRefusedError()
    if error.code == 400 and "token count" in (error.message or ""):
        return TooMuchAtOnceError(TOO_LONG)
    return error_of(error.code, getattr(error.response, "headers", None) or {})
