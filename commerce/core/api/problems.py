"""Problem answers (RFC 9457): one shape for everything that goes wrong under /api/.

Nothing but a stable code and a sentence leaves the house: no trace, no class name.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import singledispatch
from http import HTTPStatus
from typing import Any

import orjson
from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.core.exceptions import ValidationError as ModelValidationError
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext
from rest_framework import exceptions as rest

from commerce.core.api.limits import BodyTooLargeError
from commerce.core.api.outages import RETRY_SECONDS, is_outage
from commerce.core.errors import (
    DomainError,
    FieldError,
    InvalidInputError,
    NotFoundError,
    PermissionDeniedError,
)

MEDIA_TYPE = "application/problem+json"

# Codes of REST framework that say too little.
_REST_CODES = {
    "error": "request_refused",
    "parse_error": "malformed_body",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong: `code` is for programs, `detail` for people, `params` for both."""

    status: int
    code: str
    detail: str
    errors: Sequence[FieldError] = ()
    params: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def as_json(self, *, instance: str) -> dict[str, Any]:
        """The answer's body; `instance` is the path that was asked for."""
        return {
            "type": f"urn:heron:problem:{self.code}",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
            "instance": instance,
            "errors": [asdict(error) for error in self.errors],
            **self.params,
        }

    def as_bytes(self, *, instance: str) -> bytes:
        """The answer's body as it is sent."""
        return orjson.dumps(self.as_json(instance=instance))


@singledispatch
def problem_of(error: BaseException) -> Problem:
    """The problem that an exception stands for; a bare 500 for those nobody foresaw."""
    return Problem(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "server_error",
        gettext("Something went wrong on our side. It has been noted."),
    )


@problem_of.register
def _domain_error(error: DomainError) -> Problem:
    headers = {} if error.retry_after is None else {"Retry-After": str(error.retry_after)}
    return Problem(
        error.status, error.code, error.detail, error.field_errors, error.params, headers
    )


@problem_of.register
def _validation_error(error: rest.ValidationError) -> Problem:
    return problem_of(InvalidInputError(list(field_errors(error.detail))))


@problem_of.register
def _model_validation_error(error: ModelValidationError) -> Problem:
    details = model_errors(error)
    return problem_of(InvalidInputError(list(field_errors(details))))


@problem_of.register
def _rest_error(error: rest.APIException) -> Problem:
    code, detail = _code_and_detail(error)
    headers = {}
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    return Problem(error.status_code, code, detail, headers=headers)


@problem_of.register
def _throttled(error: rest.Throttled) -> Problem:
    wait = math.ceil(getattr(error, "wait", None) or 1)
    return Problem(
        HTTPStatus.TOO_MANY_REQUESTS,
        "throttled",
        ngettext(
            "Too many requests. Try again in %(seconds)d second.",
            "Too many requests. Try again in %(seconds)d seconds.",
            wait,
        )
        % {"seconds": wait},
        params={"retry_after": wait},
        headers={"Retry-After": str(wait)},
    )


@problem_of.register
def _rest_not_found(error: rest.NotFound) -> Problem:
    return problem_of(NotFoundError())


@problem_of.register
def _http_404(error: Http404) -> Problem:
    return problem_of(NotFoundError())


@problem_of.register
def _django_permission_denied(error: PermissionDenied) -> Problem:
    return problem_of(PermissionDeniedError())


@problem_of.register
def _body_too_large(error: RequestDataTooBig) -> Problem:
    return problem_of(BodyTooLargeError())


@problem_of.register
def _suspicious(error: SuspiciousOperation) -> Problem:
    return Problem(
        HTTPStatus.BAD_REQUEST, "bad_request", gettext("The request could not be understood.")
    )


@problem_of.register(OperationalError)
@problem_of.register(InterfaceError)
def _database_unavailable(error: OperationalError | InterfaceError) -> Problem:
    if not is_outage(error):
        return problem_of(Exception())
    return Problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "temporarily_unavailable",
        gettext("The service is busy. Try again in a moment."),
        headers={"Retry-After": str(RETRY_SECONDS)},
    )


def problem_response(request: HttpRequest, error: BaseException) -> HttpResponse:
    """The problem answer for code outside of REST framework, such as a middleware."""
    problem = problem_of(error)
    return HttpResponse(
        problem.as_bytes(instance=request.path),
        status=problem.status,
        headers=dict(problem.headers),
        content_type=MEDIA_TYPE,
    )


def field_errors(detail: Any, pointer: str = "") -> Iterator[FieldError]:
    """Serializer errors, however nested, as a flat list with JSON pointers (RFC 6901)."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            is_whole = name in ("non_field_errors", "__all__")
            yield from field_errors(inner, pointer if is_whole else f"{pointer}/{_escape(name)}")
    elif isinstance(detail, list | tuple):
        for index, inner in enumerate(detail):
            is_message = isinstance(inner, str)
            yield from field_errors(inner, pointer if is_message else f"{pointer}/{index}")
    else:
        yield FieldError(pointer, str(getattr(detail, "code", None) or "invalid"), str(detail))


def model_errors(error: ModelValidationError) -> Any:
    """The errors of Django's models and validators in the shape serializers use."""
    if hasattr(error, "error_dict"):
        return {name: _error_details(errors) for name, errors in error.error_dict.items()}
    return _error_details(error.error_list)


def _error_details(errors: Sequence[ModelValidationError]) -> list[rest.ErrorDetail]:
    return [
        rest.ErrorDetail(message, code=error.code or "invalid")
        for error in errors
        for message in error.messages
    ]


def _code_and_detail(error: rest.APIException) -> tuple[str, str]:
    detail: Any = error.detail
    if isinstance(detail, Mapping):  # tokens that are expired or forged
        return str(detail.get("code", error.default_code)), str(detail.get("detail", ""))
    if isinstance(detail, list):
        detail = detail[0]
    code = getattr(detail, "code", None) or error.default_code
    return _REST_CODES.get(code, code), str(detail)


def _escape(name: object) -> str:
    return str(name).replace("~", "~0").replace("/", "~1")
