"""What views of a kind refuse: a token, a parameter, a body, too many requests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from commerce.core.api.answers import VersionedView
from commerce.core.api.idempotency import MARK
from commerce.core.api.json import MalformedJsonError
from commerce.core.api.limits import BodyTooLargeError, NulCharacterError
from commerce.core.api.pagination import PAGE_PARAMETERS, InvalidPageError, PageOutOfRangeError
from commerce.core.api.refusals import REFUSALS, ErrorClass, Refusal, refusal_of
from commerce.core.api.views import (
    ProblemView,
    RepeatedParameterError,
    StorefrontView,
    UnknownCurrencyError,
    UnknownLocaleError,
    UnknownParameterError,
)
from commerce.core.errors import (
    IdempotencyInFlightError,
    IdempotencyKeyInvalidError,
    IdempotencyKeyRequiredError,
    IdempotencyKeyReusedError,
    InvalidInputError,
    NotFoundError,
)

BODY_METHODS: Final = frozenset({"POST", "PUT", "PATCH"})
SERVER_ERROR = Refusal(500, "server_error", "Something went wrong on our side. It has been noted.")
BUSY = Refusal(503, "temporarily_unavailable", "The service is busy. Try again in a moment.")
BAD_REQUEST = Refusal(400, "bad_request", "The request could not be understood.")
NOT_ACCEPTABLE = Refusal(406, "not_acceptable", "The answer is JSON, which `Accept` rules out.")
UNSUPPORTED = Refusal(415, "unsupported_media_type", "The body is to be `application/json`.")
THROTTLED = Refusal(429, "throttled", "Too many requests. `Retry-After` tells when to come back.")
NOT_AUTHENTICATED = Refusal(401, "not_authenticated", "Sign in first.")
# Of the tenancy context, which stands above this one; its middleware answers for every view.
UNKNOWN_CHANNEL = Refusal(404, "unknown_channel", "No channel answers to this host or `X-Channel`.")
UNTRUSTED_CHANNEL = Refusal(
    400, "untrusted_channel_header", "X-Channel came without a valid X-Channel-Key."
)


def refusals_of(view: Any, method: str, path: str) -> list[Refusal]:
    """All that an HTTP method of a view at a path may refuse, ordered by status and code."""
    own: Iterable[ErrorClass] = getattr(getattr(view, method.lower()), REFUSALS, ())
    errors = [refusal_of(error) for error in (*own, *_errors_of_kind(view, method, path))]
    found = {(one.status, one.code): one for one in (*errors, *_plain_refusals(view, method))}
    return sorted(found.values())


def _plain_refusals(view: Any, method: str) -> Iterator[Refusal]:
    yield from (SERVER_ERROR, BUSY, BAD_REQUEST)
    if isinstance(view, StorefrontView):
        yield from (UNKNOWN_CHANNEL, UNTRUSTED_CHANNEL)
    if view.get_throttles():
        yield THROTTLED
    if _is_versioned(view, method):
        return
    yield NOT_ACCEPTABLE
    if method in BODY_METHODS:
        yield UNSUPPORTED
    if view.permission_classes and "AllowAny" not in _names(view.permission_classes):
        yield NOT_AUTHENTICATED


def _errors_of_kind(view: Any, method: str, path: str) -> Iterator[ErrorClass]:
    if isinstance(view, ProblemView):
        yield NulCharacterError
    if "{" in path:
        yield NotFoundError
    if isinstance(view, StorefrontView):
        yield from (UnknownParameterError, RepeatedParameterError)
        yield from (UnknownLocaleError, UnknownCurrencyError)
        if set(view.query_parameters) >= PAGE_PARAMETERS:
            yield from (InvalidPageError, PageOutOfRangeError)
    if method in BODY_METHODS:
        yield from (MalformedJsonError, InvalidInputError, BodyTooLargeError)
    is_key_required = getattr(getattr(view, method.lower()), MARK, None)
    if is_key_required is not None:
        yield from (IdempotencyKeyInvalidError, IdempotencyKeyReusedError)
        yield IdempotencyInFlightError
        if is_key_required:
            yield IdempotencyKeyRequiredError
    if not _is_versioned(view, method):
        for each in (*view.authentication_classes, *view.permission_classes):
            yield from getattr(each, REFUSALS, ())


def _is_versioned(view: Any, method: str) -> bool:
    """Whether the answer is kept under a version, which only reads are."""
    return isinstance(view, VersionedView) and method == "GET"


def _names(classes: Iterable[type]) -> set[str]:
    return {one.__name__ for one in classes}
