"""Limits on how often one caller may do one kind of thing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from math import ceil
from threading import Lock
from typing import Any, ClassVar, NamedTuple

from django.http import HttpRequest
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.throttling import BaseThrottle, ScopedRateThrottle, SimpleRateThrottle
from rest_framework.views import APIView

from commerce.core.api.principals import client_network


class Limit(NamedTuple):
    """A rate, and how much of it one caller has left for the next `reset` seconds."""

    scope: str
    quota: int
    window: int
    left: int
    reset: int


class AddressThrottle(ScopedRateThrottle):
    """Per client address, in the given scope or the view's `throttle_scope`.

    For what an attacker would do without an account or with many: log in, look up orders,
    try vouchers. The rates are `REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]`.
    """

    def __init__(self, scope: str | None = None) -> None:
        self._scope = scope

    def allow_request(self, request: Request, view: APIView) -> bool:
        self.scope = self._scope or getattr(view, self.scope_attr)
        self.rate = self.get_rate()
        self.num_requests, self.duration = self.parse_rate(self.rate)
        return SimpleRateThrottle.allow_request(self, request, view)

    def limit(self) -> Limit | None:
        """How much is left after the request that was looked at; None when there is no limit."""
        if not self.num_requests or not self.duration:
            return None
        left = max(self.num_requests - len(self.history), 0)
        oldest = self.history[-1] if self.history else self.now
        reset = ceil(oldest + self.duration - self.now)
        return Limit(str(self.scope), self.num_requests, self.duration, left, reset)

    def get_rate(self) -> str | None:
        rates: Mapping[str, Any] = api_settings.DEFAULT_THROTTLE_RATES
        return rates[str(self.scope)]

    def get_ident(self, request: Request) -> str:
        return client_network(request)

    def get_cache_key(self, request: Request, view: APIView) -> str:
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


class PrincipalThrottle(AddressThrottle):
    """Per signed-in user, else per client address, in the view's `throttle_scope`."""

    def get_ident(self, request: Request) -> str:
        if request.user.is_authenticated:
            return f"user:{request.user.pk}"
        return super().get_ident(request)


class FloodThrottle(AddressThrottle):
    """Per client address, counted by each process for itself: costs no look-up anywhere.

    For what shoppers do all the time. It keeps one client from taking all of the shop's time, and
    is no bound for anything that has to be counted exactly.
    """

    counts: ClassVar[OrderedDict[str, tuple[float, int]]] = OrderedDict()
    lock: ClassVar[Lock] = Lock()
    most_callers = 10_000

    def allow_request(self, request: Request | HttpRequest, view: object) -> bool:
        self.scope = self._scope or str(getattr(view, self.scope_attr))
        self.num_requests, self.duration = self.parse_rate(self.get_rate())
        if not self.num_requests or not self.duration:
            return True
        self.now = self.timer()
        key = f"{self.scope} {client_network(request)}"
        with self.lock:
            began, self.count = self.counts.pop(key, (self.now, 0))
            if began + self.duration <= self.now:
                began, self.count = self.now, 0
            self.count += 1
            self.counts[key] = (began, self.count)
            while len(self.counts) > self.most_callers:
                self.counts.popitem(last=False)
        self.ends = began + self.duration
        return self.count <= self.num_requests

    def wait(self) -> float:
        return self.ends - self.now

    def limit(self) -> Limit | None:
        if not self.num_requests or not self.duration:
            return None
        left = max(self.num_requests - self.count, 0)
        return Limit(str(self.scope), self.num_requests, self.duration, left, ceil(self.wait()))


def guessing_limits(request: Request) -> list[BaseThrottle]:
    """The limits of what is found by a number and an address, in the view's `throttle_scope`.

    They must not be found by trying. Who only reads, signed in or with a signed token, tries
    nothing.
    """
    given = request.query_params
    has_key = request.user.is_authenticated or "token" in given
    is_reading = request.method in SAFE_METHODS
    return [] if is_reading and has_key and "email" not in given else [AddressThrottle()]


def limit_headers(throttles: Iterable[BaseThrottle]) -> dict[str, str]:
    """`RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers) of what was counted."""
    asked = [each.limit() for each in throttles if isinstance(each, AddressThrottle)]
    limits = [limit for limit in asked if limit is not None]
    if not limits:
        return {}
    return {
        "RateLimit-Policy": ", ".join(f'"{e.scope}";q={e.quota};w={e.window}' for e in limits),
        "RateLimit": ", ".join(f'"{e.scope}";r={e.left};t={e.reset}' for e in limits),
    }
