"""JSON in and out through orjson: fast, strict, UTF-8 only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import IO, Any

import orjson
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer

from commerce.core.api.limits import NulCharacterError, refuse_large_body
from commerce.core.errors import DomainError
from commerce.core.money import Money

# Deeper than any body this API knows, and far from where Python's own recursion ends.
MAX_DEPTH = 64
_NUL_ESCAPE = rb"\u0000"
# Money is a dataclass, and must not be taken apart as one.
_OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_PASSTHROUGH_DATACLASS


class MalformedJsonError(DomainError):
    code, status = "malformed_json", 400
    message = _("The body is not valid JSON (line %(line)d, column %(column)d).")


class NestedTooDeeplyError(DomainError):
    code, status = "nested_too_deeply", 400
    message = _("The body is nested more than %(limit)d levels deep.")


def dumps(value: Any) -> bytes:
    """JSON of an answer. Decimals and money become strings, times end with Z."""
    return orjson.dumps(value, default=_as_json, option=_OPTIONS)


def sorted_dumps(value: Any) -> bytes:
    """The same with sorted keys: equal values have equal texts."""
    return orjson.dumps(value, default=_as_json, option=_OPTIONS | orjson.OPT_SORT_KEYS)


def loads(body: bytes) -> Any:
    """Read a request body. Refuses NaN, infinity, broken Unicode, NUL characters and deep nesting."""
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise MalformedJsonError(line=error.lineno, column=error.colno) from None
    if body.count(b"[") + body.count(b"{") > MAX_DEPTH and _is_deeper_than(MAX_DEPTH, value):
        raise NestedTooDeeplyError(limit=MAX_DEPTH)
    if _NUL_ESCAPE in body and (pointer := next(_pointers_to_nul(value), None)) is not None:
        raise NulCharacterError(pointer=pointer)
    return value


class JSONRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        return b"" if data is None else dumps(data)


class JSONParser(BaseParser):
    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """The body as plain values; an empty body stands for no values at all."""
        if parser_context is not None:
            refuse_large_body(parser_context["request"])
        body = stream.read()
        return loads(body) if body else {}


def _is_deeper_than(limit: int, value: Any) -> bool:
    level = [value]
    for _level in range(limit + 1):
        level = [inner for outer in level for inner in _inside(outer)]
    return bool(level)


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _as_json(value: Any) -> Any:
    match value:
        case Money():
            return value.as_json()
        case Decimal() | Promise():
            return str(value)
        case date():
            return value.isoformat()
        case set() | frozenset():
            return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no JSON form.")


def _pointers_to_nul(value: Any, pointer: str = "") -> Iterator[str]:
    if isinstance(value, str) and "\x00" in value:
        yield pointer
    elif isinstance(value, dict):
        for name, inner in value.items():
            if "\x00" in name:
                yield pointer
            yield from _pointers_to_nul(inner, f"{pointer}/{name}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _pointers_to_nul(inner, f"{pointer}/{index}")


def json_answer(text: str | bytes, *, status: int = 200) -> HttpResponse:
    """Answer with JSON text that belongs to one person."""
    return HttpResponse(
        text,
        status=status,
        content_type="application/json",
        headers={"Cache-Control": "private, no-store"},
    )
