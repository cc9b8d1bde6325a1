"""`@idempotent`: a POST that is repeated with its Idempotency-Key has one effect only."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from commerce.core.api.errors import EXPECTED_ERRORS
from commerce.core.api.json import JSONRenderer
from commerce.core.api.limits import refuse_large_body
from commerce.core.api.principals import principal_of
from commerce.core.errors import IdempotencyKeyInvalidError, IdempotencyKeyRequiredError
from commerce.core.services.idempotency import (
    Answer,
    AnsweredMeanwhileError,
    KeyedRequest,
    find_answer,
    remember,
)

KEY_HEADER = "Idempotency-Key"
REPLAYED_HEADER = "Idempotent-Replayed"
# Set on decorated methods; tells the OpenAPI schema whether the key is required.
MARK = "idempotency_key_required"

_VISIBLE_ASCII = re.compile(r"[\x21-\x7e]{1,255}")
# What belongs to one transfer of an answer, and not to the answer.
_PASSING_HEADERS = frozenset({"Content-Length", "Date", "Set-Cookie"})

Method = Callable[..., HttpResponseBase]
M = TypeVar("M", bound=Method)


def idempotent(*, required: bool = True) -> Callable[[M], M]:
    """Remember a successful answer of a view's method for 24 hours under the caller's key.

    The same key with the same request gets the stored answer with its headers, marked with
    `Idempotent-Replayed: true`; with another path, query or body it is refused with 422;
    while the first request is at work, with 409. A refusal had no effect, so nothing is stored:
    the same key may come again with what mends it.

    Keys belong to a person or to the holder of a cart. Whoever is neither has no secret that would
    keep others from the answer, so it is not stored, and a repeated request acts again.

    The method runs in a transaction that also stores the answer: both are kept or neither.
    When it raises a domain error its writes are undone.
    """

    def decorate(method: M) -> M:
        @wraps(method)
        def keyed(view: APIView, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            key, owner = key_of(request, required=required), principal_of(request)
            if key is None or owner is None:
                return method(view, request, *args, **kwargs)
            refuse_large_body(request)
            asked = KeyedRequest(owner, key, fingerprint_of(request))
            return _answer_once(view, asked, lambda: method(view, request, *args, **kwargs))

        setattr(keyed, MARK, required)
        return cast("M", keyed)

    return decorate


def fingerprint_of(request: Request) -> str:
    """A digest of everything that decides what the request does, save for who sends it."""
    channel = request.channel.code if hasattr(request, "channel") else ""
    target = f"{request.method} {channel} {request.get_full_path()}\n"
    return hashlib.sha256(target.encode() + request._request.body).hexdigest()


def key_of(request: Request, *, required: bool) -> str | None:
    """Return the request's key; raise IdempotencyKeyRequiredError or IdempotencyKeyInvalidError."""
    key = request.headers.get(KEY_HEADER)
    if key is None:
        if required:
            raise IdempotencyKeyRequiredError
        return None
    if not _VISIBLE_ASCII.fullmatch(key):
        raise IdempotencyKeyInvalidError
    return key


def _answer_once(
    view: APIView, asked: KeyedRequest, act: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    try:
        with transaction.atomic():
            return _replay_or_act(view, asked, act)
    except AnsweredMeanwhileError:
        with transaction.atomic():
            return _replay_or_act(view, asked, act)


def _replay_or_act(
    view: APIView, asked: KeyedRequest, act: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    if (stored := find_answer(asked)) is not None:
        return _replayed(stored)
    response = _act(view, act)
    if _is_lasting(response.status_code):
        remember(asked, _answer_in(response))
    return response


def _act(view: APIView, act: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Undo what a refused request wrote. Nothing else is kept of it, so no savepoint is needed."""
    try:
        response = act()
    except EXPECTED_ERRORS as error:
        response = view.handle_exception(error)
        transaction.set_rollback(True)
    if response.status_code >= 500:
        transaction.set_rollback(True)
    return response


def _is_lasting(status: int) -> bool:
    return status < 400


def _answer_in(response: HttpResponseBase) -> Answer:
    kept = response.headers.items()
    headers = {name: value for name, value in kept if name not in _PASSING_HEADERS}
    if not isinstance(response, Response):
        headers["Content-Type"] = response.headers["Content-Type"]
        return Answer(response.status_code, headers, cast("HttpResponse", response).content)
    headers["Content-Type"] = response.content_type or "application/json"
    return Answer(response.status_code, headers, JSONRenderer().render(response.data))


def _replayed(answer: Answer) -> HttpResponse:
    return HttpResponse(
        answer.body, status=answer.status, headers={**answer.headers, REPLAYED_HEADER: "true"}
    )
