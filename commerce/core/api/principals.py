"""Who stands behind a request, for limits and for remembered answers."""

from __future__ import annotations

import hashlib
import re
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from rest_framework.request import Request
from rest_framework.settings import api_settings

CART_TOKEN_HEADER = "X-Cart-Token"  # noqa: S105 - the name of a header
COUNTRY_PASSED_ON = "X-Visitor-Country"
IPV6_PREFIX = 64
COUNTRY = re.compile("[A-Za-z]{2}")
# Cloudflare says so where it does not know; Tor's T1 is no pair of letters.
NOWHERE = frozenset({"XX"})


def client_address(request: HttpRequest | Request) -> str:
    """The address of the person or program that asks: the one source for limits and records.

    That is the peer, unless it is one of `NUM_PROXIES` proxies known to be ours, or the
    storefront's server, which proves itself with the channel key: then it is the address
    these passed on in X-Forwarded-For. What anybody else writes there is not believed, and
    what is no address is none.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    return _address_in(_believed_hop(request)) or _address_in(peer) or peer


def client_country(request: HttpRequest | Request) -> str:
    """The country of the person's network address, as a proxy of ours tells it; empty where none does.

    `COUNTRY_HEADER` names the header. It is believed where one of `NUM_PROXIES` proxies passes
    requests on, and of the storefront's server, which says what its own proxy has told it. What is
    no country, such as the sign of an anonymous network, is none.
    """
    header: str = settings.COUNTRY_HEADER
    if not header:
        return ""
    if is_trusted_front_end(request):
        told = request.headers.get(COUNTRY_PASSED_ON, "")
    else:
        told = request.headers.get(header, "") if api_settings.NUM_PROXIES else ""
    return told.upper() if COUNTRY.fullmatch(told) and told.upper() not in NOWHERE else ""


def client_network(request: HttpRequest | Request) -> str:
    """The network that limits count by: an IPv4 address, or the 64 bits that one IPv6 line has."""
    address = client_address(request)
    if ":" not in address:
        return address
    return str(ip_network((address, IPV6_PREFIX), strict=False))


def _believed_hop(request: HttpRequest | Request) -> str:
    is_front_end = is_trusted_front_end(request)
    passed_on = (api_settings.NUM_PROXIES or 0) + is_front_end
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    if 0 < passed_on <= len(hops):
        return hops[-passed_on]
    # The storefront may call past the proxies; the first hop is the one that it names itself.
    return hops[0] if is_front_end else ""


def _address_in(text: str) -> str:
    """The address in its one spelling, without a port or a scope; empty when it is none."""
    bare = text[1:].partition("]")[0] if text.startswith("[") else text
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        address = ip_address(bare.partition("%")[0])
    except ValueError:
        return ""
    return str(getattr(address, "ipv4_mapped", None) or address)


def is_trusted_front_end(request: HttpRequest | Request) -> bool:
    """Whether the request carries the secret that only the storefront's server knows."""
    expected: str = settings.CHANNEL_HEADER_KEY
    given = request.headers.get("X-Channel-Key", "")
    return bool(expected) and constant_time_compare(given, expected)


def principal_of(request: Request) -> str | None:
    """`user:…` or `cart:…`: who is signed in, or a guest with the secret token of a cart.

    None for anybody else: an address is shared by people who must not see each other's answers.
    The token is hashed, so that the result may be stored.
    """
    if request.user.is_authenticated:
        return f"user:{request.user.pk}"
    if token := request.headers.get(CART_TOKEN_HEADER):
        return f"cart:{_digest(token)}"
    return None


def _digest(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()
