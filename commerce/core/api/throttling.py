"""Limits on how often one caller may do one kind of thing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from commerce.core.api.principals import client_network


class AddressThrottle(ScopedRateThrottle):
    """Per client address, in the view's `throttle_scope`.

    For what an attacker would do without an account or with many: log in, look up orders,
    try vouchers. The rates are `REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]`.
    """

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
