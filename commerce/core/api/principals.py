"""Who stands behind a request, for limits and for remembered answers."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from rest_framework.request import Request
from rest_framework.settings import api_settings

CART_TOKEN_HEADER = "X-Cart-Token"  # noqa: S105 - the name of a header


def client_address(request: HttpRequest | Request) -> str:
    """The address of the person or program that asks.

    That is the peer, unless it is one of `NUM_PROXIES` proxies known to be ours, or the
    storefront's server, which proves itself with the channel key: then it is the address
    these passed on in X-Forwarded-For. What anybody else writes there is not believed.
    """
    passed_on = (api_settings.NUM_PROXIES or 0) + is_trusted_front_end(request)
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    believed = hops[-passed_on] if 0 < passed_on <= len(hops) else ""
    return believed or str(request.META.get("REMOTE_ADDR", ""))


def is_trusted_front_end(request: HttpRequest | Request) -> bool:
    """Whether the request carries the secret that only the storefront's server knows."""
    expected: str = settings.CHANNEL_HEADER_KEY
    given = request.headers.get("X-Channel-Key", "")
    return bool(expected) and constant_time_compare(given, expected)


def principal_of(request: Request) -> str:
    """`user:…`, `cart:…` or `client:…`: signed in, guest with a cart, or anybody.

    Tokens and addresses are hashed, so that the result may be stored.
    """
    if request.user.is_authenticated:
        return f"user:{request.user.pk}"
    if token := request.headers.get(CART_TOKEN_HEADER):
        return f"cart:{_digest(token)}"
    channel = request.channel.code if hasattr(request, "channel") else ""
    return f"client:{_digest(f'{channel} {client_address(request)}')}"


def _digest(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()
