"""Conditional requests: who has the present version already gets 304 and no body."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from rest_framework.request import Request


def etag_of(*parts: object) -> str:
    """A strong ETag of what the answer depends on: a version, or the body itself."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(part if isinstance(part, bytes) else str(part).encode())
        digest.update(b"\x00")
    return f'"{digest.hexdigest()}"'


def respond(
    request: Request,
    *,
    body: Callable[[], str | bytes],
    version: object | None = None,
    cache_control: str = "no-cache",
) -> HttpResponseBase:
    """Answer a GET with JSON text, or with 304 when If-None-Match names this version.

    With a `version` (whatever the body depends on) the body is not even built for a 304;
    without one the ETag is made from the body. `no-cache` lets caches keep the answer, but
    ask again each time.
    """
    content = body() if version is None else None
    etag = etag_of(content if version is None else version)
    answer = not_modified(request, etag)
    if answer is None:
        answer = HttpResponse(
            body() if content is None else content, content_type="application/json"
        )
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = cache_control
    return answer


def not_modified(request: Request | HttpRequest, etag: str) -> HttpResponseBase | None:
    """The 304 answer, if the client has this version; None when the answer must be given."""
    plain: HttpRequest = request._request if isinstance(request, Request) else request
    candidate = get_conditional_response(plain, etag=etag)
    return candidate if candidate is not None and candidate.status_code == 304 else None
