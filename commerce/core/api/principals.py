"""Who stands behind a request, for limits and for remembered answers."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.settings import api_settings

CART_TOKEN_HEADER = "X-Cart-Token"  # noqa: S105 - the name of a header


def client_address(request: HttpRequest | Request) -> str:
    """The address of the client, seen through `NUM_PROXIES` proxies that are known to be ours.

    With none configured, and for requests that came around them, it is the peer's address.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    proxies: int = api_settings.NUM_PROXIES or 0
    if not proxies or len(hops) < proxies:
        return peer
    return hops[-proxies] or peer


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
