"""The parts of the contract that operations share: problems, headers, parameters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from drf_spectacular.utils import OpenApiParameter

from commerce.core.api import idempotency
from commerce.core.api.kinds import BUSY, NOT_ACCEPTABLE, SERVER_ERROR, THROTTLED, UNSUPPORTED
from commerce.core.api.limits import BodyTooLargeError
from commerce.core.api.problems import MEDIA_TYPE
from commerce.core.api.refusals import Refusal, refusal_of
from commerce.core.shapes import CURRENCY_PATTERN, LOCALE_PATTERN

_FIELD_ERROR = {
    "type": "object",
    "description": "One thing that is wrong with one place of the request body.",
    "required": ["pointer", "code", "detail"],
    "properties": {
        "pointer": {
            "type": "string",
            "description": "JSON pointer (RFC 6901) to the value; empty for the whole body.",
            "example": "/lines/0/quantity",
        },
        "code": {
            "type": "string",
            "description": "What is wrong, for programs: `required`, `too_small`, `unknown_field`.",
            "example": "too_small",
        },
        "detail": {
            "type": "string",
            "description": "What is wrong, for people.",
            "example": "Give at least 1.",
        },
    },
    "additionalProperties": False,
}
PROBLEM: Final[dict[str, Any]] = {
    "type": "object",
    "description": (
        "An RFC 9457 problem. `code` is stable and meant for programs; `detail` is a sentence in "
        "the language of the request. Some codes come with further members."
    ),
    "required": ["type", "title", "status", "code", "detail", "instance", "errors"],
    "properties": {
        "type": {
            "type": "string",
            "format": "uri",
            "description": "The code as a URN.",
            "example": "urn:heron:problem:not_found",
        },
        "title": {
            "type": "string",
            "description": "The name of the status.",
            "example": "Not Found",
        },
        "status": {
            "type": "integer",
            "minimum": 400,
            "maximum": 599,
            "description": "The status of the answer.",
            "example": 404,
        },
        "code": {
            "type": "string",
            "pattern": "^[a-z][a-z0-9_-]*$",
            "description": "What went wrong, for programs. It never changes its meaning.",
            "example": "not_found",
        },
        "detail": {
            "type": "string",
            "description": "What went wrong, for people.",
            "example": "There is nothing at this address.",
        },
        "instance": {
            "type": "string",
            "description": "The path that was asked for.",
            "example": "/api/v1/products/unknown/",
        },
        "errors": {
            "type": "array",
            "description": "What is wrong with single places of the body.",
            "items": {"$ref": "#/components/schemas/FieldError"},
        },
    },
    "additionalProperties": True,
}
SCHEMAS: Final = {"FieldError": _FIELD_ERROR, "Problem": PROBLEM}


def _header(description: str, example: Any, **schema: Any) -> dict[str, Any]:
    return {
        "description": description,
        "schema": {"type": "string", **schema},
        "example": example,
    }


HEADERS: Final[dict[str, dict[str, Any]]] = {
    "CacheControl": _header(
        "Who may keep the answer: nobody (`no-store`), or caches that ask again each time "
        "(`no-cache`).",
        "public, no-cache",
    ),
    "ContentLanguage": _header("The locale that the answer is in.", "en", pattern=LOCALE_PATTERN),
    "ETag": _header("Stands for this version of the answer.", '"9f0c…"', pattern='^(W/)?".+"$'),
    "IdempotentReplayed": _header(
        "Set where the answer was given before, to a request with the same Idempotency-Key.",
        "true",
        enum=["true"],
    ),
    "RateLimit": _header(
        "What is left of each limit that was counted, and in how many seconds it is whole again.",
        '"login";r=59;t=60',
    ),
    "RateLimitPolicy": _header(
        "The limits that were counted: so many requests in so many seconds.",
        '"login";q=60;w=60',
    ),
    "RetryAfter": _header(
        "After how many seconds it makes sense to come back.", 2, type="integer", minimum=0
    ),
    "WWWAuthenticate": _header("How to sign in.", 'Bearer realm="api"'),
}
HEADER_NAMES: Final = {
    "CacheControl": "Cache-Control",
    "ContentLanguage": "Content-Language",
    "ETag": "ETag",
    "IdempotentReplayed": idempotency.REPLAYED_HEADER,
    "RateLimit": "RateLimit",
    "RateLimitPolicy": "RateLimit-Policy",
    "RetryAfter": "Retry-After",
    "WWWAuthenticate": "WWW-Authenticate",
}


COMMON_HEADERS: Final = ("CacheControl", "ContentLanguage", "RateLimit", "RateLimitPolicy")


def header_refs(*names: str) -> dict[str, Any]:
    """The `headers` of a response, by the names of their components."""
    return {HEADER_NAMES[name]: {"$ref": f"#/components/headers/{name}"} for name in names}


def problem_response(status: int, refusals: Sequence[Refusal], *headers: str) -> dict[str, Any]:
    """The answer of one status: a problem whose code is one of the refusals'."""
    codes = [refusal.code for refusal in refusals]
    told = {
        "type": "object",
        "properties": {"status": {"const": status}, "code": {"enum": codes}},
    }
    return {
        "description": "\n".join(f"- `{one.code}`: {one.description}" for one in refusals),
        "headers": header_refs(*COMMON_HEADERS, *headers),
        "content": {
            MEDIA_TYPE: {"schema": {"allOf": [{"$ref": "#/components/schemas/Problem"}, told]}}
        },
    }


_SHARED = {
    "NotAcceptable": (NOT_ACCEPTABLE, ()),
    "BodyTooLarge": (refusal_of(BodyTooLargeError), ()),
    "UnsupportedMediaType": (UNSUPPORTED, ("IdempotentReplayed",)),
    "Throttled": (THROTTLED, ("RetryAfter",)),
    "ServerError": (SERVER_ERROR, ()),
    "Busy": (BUSY, ("RetryAfter",)),
}
# Answers that are the same for every operation that gives them.
RESPONSES: Final = {
    name: problem_response(refusal.status, [refusal], *headers)
    for name, (refusal, headers) in _SHARED.items()
}
RESPONSE_NAMES: Final = {refusal.code: name for name, (refusal, _headers) in _SHARED.items()}

LOCALE = OpenApiParameter(
    "locale",
    {"type": "string", "pattern": LOCALE_PATTERN, "maxLength": 35},
    description=(
        "A locale of the channel (`GET /api/v1/channel/` lists them); its default when left out. "
        "`Accept-Language` is not looked at."
    ),
)
CURRENCY = OpenApiParameter(
    "currency",
    {"type": "string", "pattern": CURRENCY_PATTERN},
    description=(
        "A currency of the channel (`GET /api/v1/channel/` lists them); its default when left out."
    ),
)
CHANNEL = OpenApiParameter(
    "X-Channel",
    {"type": "string", "minLength": 1, "maxLength": 64},
    OpenApiParameter.HEADER,
    description=(
        "The code of the channel that is asked, for a front end that serves several. It is "
        "believed only together with `X-Channel-Key`; without it the host decides."
    ),
)
CHANNEL_KEY = OpenApiParameter(
    "X-Channel-Key",
    str,
    OpenApiParameter.HEADER,
    description="The secret that the front end's server shares with the API.",
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    str,
    OpenApiParameter.HEADER,
    description="The ETag of the answer that the client has; 304 when it still holds.",
)


def key_parameter(*, is_required: bool) -> OpenApiParameter:
    """The header of `@idempotent` views."""
    return OpenApiParameter(
        idempotency.KEY_HEADER,
        {"type": "string", "minLength": 1, "maxLength": 255, "pattern": r"^[\x21-\x7e]+$"},
        OpenApiParameter.HEADER,
        required=is_required,
        description=(
            "Chosen by the client, new for each intention. Repeating a request with its key "
            "gives the first answer again, without a second effect, for 24 hours; a refusal had no "
            "effect and may be mended under the same key. Keys belong to the signed-in person or to "
            "the holder of the cart; without either nothing is kept."
        ),
    )
