"""Outgoing HTTP that cannot be talked into reaching where it should not.

A host with an address that is not public is refused, unless it is one of
`settings.OUTGOING_PRIVATE_HOSTS`. The name is looked up once and the connection goes to an
address that was checked, so a name that changes its answer in between gains nothing.
Redirects are not followed and proxies of the environment are not used.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache

import httpx
import orjson
from django.conf import settings
from django.utils import timezone

CONNECT_TIMEOUT = 3.0
READ_TIMEOUT = 5.0
# For the whole body; a server that sends a byte now and then is cut off here.
BODY_TIMEOUT = 10.0
MAX_BODY_BYTES = 2 * 1024 * 1024

# Ways of writing an IPv4 address, possibly a private one, as a public IPv6 address.
_TRANSLATED = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16")))

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class OutgoingError(Exception):
    """No usable answer. The text names the host only: paths and queries may hold secrets."""


class AddressRefusedError(OutgoingError):
    """The host is not one that the open internet could reach."""


class UnreachableError(OutgoingError):
    """No connection, or it broke or took too long."""


class NotReachedError(UnreachableError):
    """No connection was made, so that the request has had no effect."""


class NoAddressError(NotReachedError):
    """The name of the host is not known where names are looked up."""


class UntrustedError(NotReachedError):
    """The host could not prove its name with a certificate."""


class TimedOutError(UnreachableError):
    """The host was reached, and its answer took longer than the limits allow."""


class BodyTooLargeError(OutgoingError):
    """The answer is larger than anything that was asked for."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300

    @property
    def retry_after(self) -> float | None:
        """How many seconds the host asks to be left alone, None when it does not."""
        return read_retry_after(self.headers)


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to connect, to wait for each next byte and for the whole body, and its most bytes."""

    connect: float
    read: float
    body: float
    most_bytes: int


def post_json(
    url: str,
    payload: object,
    *,
    headers: Mapping[str, str] | None = None,
    limits: Limits | None = None,
) -> Answer:
    """POST `payload` as JSON. Raises OutgoingError."""
    content_type = {"Content-Type": "application/json"}
    return send(
        "POST",
        url,
        content=orjson.dumps(payload),
        headers={**content_type, **(headers or {})},
        limits=limits,
    )


def send(
    method: str,
    url: str,
    *,
    content: bytes = b"",
    headers: Mapping[str, str] | None = None,
    limits: Limits | None = None,
) -> Answer:
    """Send one request and read the whole answer, whatever its status. Raises OutgoingError.

    Blocks for as long as the limits allow, those of this module without any; call it where no lock
    is held.
    """
    limits = limits or Limits(CONNECT_TIMEOUT, READ_TIMEOUT, BODY_TIMEOUT, MAX_BODY_BYTES)
    target, addresses = checked_target(url)
    plain = {"Accept-Encoding": "identity", **(headers or {})}
    timeout = httpx.Timeout(limits.read, connect=limits.connect)
    try:
        with (
            httpx.Client(
                transport=_PinnedTransport(addresses), timeout=timeout, follow_redirects=False
            ) as client,
            client.stream(method, target, content=content, headers=plain) as response,
        ):
            return Answer(response.status_code, dict(response.headers), _read(response, limits))
    except (httpx.ReadTimeout, httpx.WriteTimeout) as error:
        raise TimedOutError(f"{target.host}: {type(error).__name__}") from None
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        kind = UntrustedError if is_untrusted(error) else NotReachedError
        raise kind(f"{target.host}: {type(error).__name__}") from None
    except httpx.HTTPError as error:
        raise UnreachableError(f"{target.host}: {type(error).__name__}") from None


def checked_target(url: str) -> tuple[httpx.URL, list[IPAddress]]:
    """Return an address that may be called, and where its host is. Raises OutgoingError."""
    target = httpx.URL(url)
    if target.scheme not in ("http", "https") or not target.host:
        raise AddressRefusedError(f"{target.scheme or 'no'} is not a scheme for outgoing requests.")
    return target, checked_addresses(target.host, target.port or 443)


def is_untrusted(error: BaseException | None) -> bool:
    """Whether a connection failed because the host could not prove its name."""
    while error is not None and not isinstance(error, ssl.SSLCertVerificationError):
        error = error.__cause__ or error.__context__
    return error is not None


def read_retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds of a `Retry-After` header, in seconds or as a date, at least 0; else None."""
    lines = (text for name, text in headers.items() if name.lower() == "retry-after")
    line = next(lines, "").strip()
    try:
        if line.isdecimal() and line.isascii():
            return float(line[:9])
        return max((parsedate_to_datetime(line) - timezone.now()).total_seconds(), 0.0)
    except (ValueError, TypeError, OverflowError):
        return None


class _PinnedTransport(httpx.HTTPTransport):
    """Connects to the given addresses, one after the other, whatever the URL's host says.

    The Host header and the name in the certificate stay those of the URL.
    """

    def __init__(self, addresses: list[IPAddress]) -> None:
        super().__init__(trust_env=False, verify=trusted())
        self._addresses = addresses

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        *others, last = self._addresses
        for address in others:
            try:
                return super().handle_request(addressed(request, address))
            except httpx.ConnectError:
                continue
        return super().handle_request(addressed(request, last))


@cache
def trusted() -> ssl.SSLContext:
    """Return what certificates are checked against: reading it costs more than most requests."""
    return httpx.create_ssl_context(trust_env=False)


def addressed(request: httpx.Request, address: IPAddress) -> httpx.Request:
    """Return the request as it goes to that address; host and certificate stay those of the URL."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=str(address)),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )


def checked_addresses(
    host: str, port: int, private_hosts: Collection[str] | None = None
) -> list[IPAddress]:
    """Return the addresses that may be connected to. Raises AddressRefusedError, UnreachableError.

    They are public, unless the host is one of `private_hosts`: without any, of those of the settings.
    """
    if private_hosts is None:
        private_hosts = settings.OUTGOING_PRIVATE_HOSTS
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NoAddressError(f"{host} has no address.") from None
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if host not in private_hosts and not all(map(is_public, addresses)):
        raise AddressRefusedError(f"{host} is not a public host.")
    return addresses


def is_public(address: IPAddress) -> bool:
    """Whether the address belongs to the open internet, also when it is written in disguise."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if any(address in network for network in _TRANSLATED):
            return False
    return address.is_global and not address.is_multicast


def _read(response: httpx.Response, limits: Limits) -> bytes:
    give_up_at = time.monotonic() + limits.body
    body = bytearray()
    for chunk in response.iter_raw():
        body += chunk
        if len(body) > limits.most_bytes:
            raise BodyTooLargeError(f"{response.request.url.host} sent too much.")
        if time.monotonic() > give_up_at:
            raise TimedOutError(f"{response.request.url.host} is too slow.")
    return bytes(body)
