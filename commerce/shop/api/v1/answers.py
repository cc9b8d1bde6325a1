"""Answers to anonymous reads of the catalogue: quick, shared, and never older than the catalogue."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from rest_framework.request import Request

from commerce.core.api.conditional import etag_of, not_modified
from commerce.core.api.limits import refuse_nul
from commerce.core.api.problems import problem_response
from commerce.core.api.views import StorefrontView
from commerce.core.errors import DomainError
from commerce.shop.selectors.documents import get_catalogue_version

# Shared caches may keep an answer but have to ask whether it still holds.
CACHE_CONTROL = "public, no-cache"

Key = tuple[int, int, str, str]


class Answer(NamedTuple):
    body: bytes
    locale: str


@dataclass
class AnswerCache:
    """The answers a process gave last, up to a number of bytes; safe to use from threads."""

    limit: int
    size: int = 0
    _answers: OrderedDict[Key, Answer] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: Key) -> Answer | None:
        with self._lock:
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
            return answer

    def put(self, key: Key, answer: Answer) -> None:
        with self._lock:
            if (before := self._answers.pop(key, None)) is not None:
                self.size -= len(before.body)
            self._answers[key] = answer
            self.size += len(answer.body)
            while self.size > self.limit:
                _key, dropped = self._answers.popitem(last=False)
                self.size -= len(dropped.body)

    def clear(self) -> None:
        with self._lock:
            self._answers.clear()
            self.size = 0


answers = AnswerCache(limit=settings.CATALOGUE_ANSWERS_BYTES)


class CatalogueView(StorefrontView):
    """A public read whose answer depends on nothing but channel, address and catalogue version.

    Subclasses return the body, as JSON, from `get`. A repeated request costs one query: the version, which is
    part of the key under which the answer is kept, and of the ETag. Content negotiation,
    authentication and throttles do not take part.
    """

    http_method_names = ["get", "head", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return super().dispatch(request, *args, **kwargs)
        try:
            return self._answer(request, **kwargs)
        except DomainError as error:
            with translation.override(getattr(self, "locale_code", translation.get_language())):
                return problem_response(request, error)

    get: Callable[..., bytes]

    def _answer(self, request: HttpRequest, **kwargs: str) -> HttpResponseBase:
        channel = request.channel  # type: ignore[attr-defined]
        version = get_catalogue_version(channel=channel)
        key = (channel.pk, version, request.path_info, request.META.get("QUERY_STRING", ""))
        etag = etag_of(*key)
        # Only who was given this answer before knows its ETag: the parameters need no check.
        is_conditional = "HTTP_IF_NONE_MATCH" in request.META
        answer = not_modified(request, etag) if is_conditional else None
        answer = answer or self._whole_answer(request, key, **kwargs)
        answer.headers["ETag"] = etag
        answer.headers["Cache-Control"] = CACHE_CONTROL
        answer.headers["Vary"] = "X-Channel"
        return answer

    def _whole_answer(self, request: HttpRequest, key: Key, **kwargs: str) -> HttpResponse:
        answer = answers.get(key)
        if answer is None:
            answer = self._read(request, **kwargs)
            answers.put(key, answer)
        return HttpResponse(
            answer.body,
            content_type="application/json",
            headers={"Content-Language": answer.locale},
        )

    def _read(self, request: HttpRequest, **kwargs: str) -> Answer:
        """Check the request as every view of the storefront does, then read."""
        refuse_nul(request)
        asked = Request(request)
        self._settle_channel(asked, request.channel)  # type: ignore[attr-defined]
        self._refuse_unknown_parameters(asked)
        with translation.override(self.locale_code):
            return Answer(self.get(asked, **kwargs), self.locale_code)
