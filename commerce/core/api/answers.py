"""Answers to anonymous reads: quick, shared, and never older than what they are made of."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Hashable, Sequence
from typing import Any, ClassVar, NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from rest_framework.exceptions import Throttled
from rest_framework.request import Request

from commerce.core.api.compression import SMALLEST, accepts_gzip, pack
from commerce.core.api.conditional import etag_of, not_modified
from commerce.core.api.limits import refuse_nul
from commerce.core.api.problems import problem_response
from commerce.core.api.throttling import FloodThrottle, limit_headers
from commerce.core.api.views import StorefrontView
from commerce.core.errors import DomainError
from commerce.core.process_cache import ProcessCache

# Shared caches may keep an answer but have to ask whether it still holds.
CACHE_CONTROL = "public, no-cache"
PASSING = "no-store"
# What anybody can say of an answer, even of one that they would be refused.
ANY_VERSION = "*"

Key = tuple[Hashable, ...]


class Answer(NamedTuple):
    """A body as JSON, and packed once for all who can unpack it, when the first of them asks.

    One that is not `is_lasting` holds for this moment only and is neither kept nor packed here.
    """

    body: bytes
    locale: str
    is_lasting: bool = True
    packed: bytes = b""

    @property
    def size(self) -> int:
        return len(self.body) + len(self.packed)

    @property
    def is_worth_packing(self) -> bool:
        return self.is_lasting and len(self.body) >= SMALLEST


class AnswerCache(ProcessCache[Key, Answer]):
    """The answers a process gave last, up to `most` bytes."""

    def __init__(self, name: str, *, stale: str, most: int) -> None:
        super().__init__(name, stale=stale, most=most, size=lambda answer: answer.size)


class VersionedView(StorefrontView):
    """A public read whose answer depends on nothing but channel, address and a version.

    Subclasses return the body, as JSON, from `get`; one that sets `is_lasting` to False while it
    does so has its answer neither kept nor given an ETag. A repeated request costs what `version_of`
    costs: the answer is kept with its version, which is part of the ETag. Content
    negotiation and authentication do not take part, and of limits only `throttles`.
    """

    http_method_names = ["get", "head", "options"]

    is_conditional = True
    answers: ClassVar[AnswerCache]
    throttles: ClassVar[Sequence[type[FloodThrottle]]] = ()
    is_lasting = True
    get: Callable[..., bytes]

    @abstractmethod
    def version_of(self, channel: Any) -> Key:
        """Return what differs whenever the answer may; read before what the answer is made of."""

    def get_throttles(self) -> list[FloodThrottle]:  # type: ignore[override]  # a list is invariant
        return [throttle() for throttle in self.throttles]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return super().dispatch(request, *args, **kwargs)
        limits = self.get_throttles()
        response = self._answer_or_refuse(limits, request, **kwargs)
        for name, value in limit_headers(limits).items():
            response.headers[name] = value
        return response

    def _answer_or_refuse(
        self, limits: Sequence[FloodThrottle], request: HttpRequest, **kwargs: str
    ) -> HttpResponseBase:
        try:
            for limit in limits:
                if not limit.allow_request(request, self):
                    raise Throttled(limit.wait())
            return self._answer(request, **kwargs)
        except (DomainError, Throttled) as error:
            with translation.override(getattr(self, "locale_code", translation.get_language())):
                return problem_response(request, error)

    def _answer(self, request: HttpRequest, **kwargs: str) -> HttpResponseBase:
        channel = request.channel  # type: ignore[attr-defined]
        version = self.version_of(channel)
        address = (request.path_info, request.META.get("QUERY_STRING", ""))
        etag = etag_of(channel.pk, *version, *address)
        # Only who was given this answer before knows its ETag: the parameters need no check.
        given = request.META.get("HTTP_IF_NONE_MATCH", "").strip()
        response = not_modified(request, etag) if given not in {"", ANY_VERSION} else None
        response = response or self._whole_answer(
            request, (channel.pk, *address), version, **kwargs
        )
        if given == ANY_VERSION and self.is_lasting:
            response = not_modified(request, etag) or response
        if self.is_lasting:
            is_packed = response.has_header("Content-Encoding")
            response.headers["ETag"] = f"W/{etag}" if is_packed else etag
        response.headers["Cache-Control"] = CACHE_CONTROL if self.is_lasting else PASSING
        response.headers["Vary"] = "X-Channel, Accept-Encoding"
        return response

    def _whole_answer(
        self, request: HttpRequest, key: Key, version: Key, **kwargs: str
    ) -> HttpResponse:
        kept = self.answers.find(key, version=version)
        answer = kept or self._read(request, **kwargs)
        is_packed = answer.is_worth_packing and accepts_gzip(request)
        if is_packed and not answer.packed:
            answer = answer._replace(packed=pack(answer.body))
        if answer is not kept and answer.is_lasting:
            self.answers.keep(key, answer, version=version)
        headers = {"Content-Language": answer.locale}
        if is_packed:
            headers["Content-Encoding"] = "gzip"
        body = answer.packed if is_packed else answer.body
        return HttpResponse(body, content_type="application/json", headers=headers)

    def _read(self, request: HttpRequest, **kwargs: str) -> Answer:
        """Check the request as every view of the storefront does, then read."""
        refuse_nul(request)
        asked = Request(request)
        self._settle_channel(asked, request.channel)  # type: ignore[attr-defined]
        self._refuse_unknown_parameters(asked)
        with translation.override(self.locale_code):
            body = self.get(asked, **kwargs)
        return Answer(body, self.locale_code, self.is_lasting)
