"""One outgoing request that is over by its deadline, whatever the other side does.

`commerce.core.http` bounds each wait and the body. That is enough for partners the operator has
chosen; a host that a stranger has chosen may send one byte of a header now and then, for hours.
The guard against private addresses is the same.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping

import httpx

from commerce.core.http import (
    Answer,
    IPAddress,
    TimedOutError,
    UnreachableError,
    addressed,
    checked_addresses,
    trusted,
)


def post_within(
    seconds: float,
    url: str,
    *,
    content: bytes,
    headers: Mapping[str, str],
    most_bytes: int,
    private_hosts: Collection[str] = (),
) -> Answer:
    """POST, and return the answer with its body cut to `most_bytes`. Raises OutgoingError.

    Redirects are not followed. Looking the name up comes on top of the `seconds`, for as long as the
    machine's resolver takes. Blocks the calling thread, which must not run an event loop.
    """
    target = httpx.URL(url)
    addresses = checked_addresses(target.host, target.port or 443, private_hosts)
    request = httpx.Request(
        "POST",
        target,
        content=content,
        headers={"Accept-Encoding": "identity", **headers},
        extensions={"timeout": httpx.Timeout(seconds).as_dict()},
    )
    try:
        return asyncio.run(_post(seconds, request, addresses, most_bytes))
    except TimeoutError:
        raise TimedOutError(f"{target.host}: no whole answer in {seconds:g} s") from None
    except httpx.HTTPError as error:
        raise UnreachableError(f"{target.host}: {type(error).__name__}") from None


async def _post(
    seconds: float, request: httpx.Request, addresses: list[IPAddress], most_bytes: int
) -> Answer:
    """Without a client around the transport, which would cost more than the request."""
    async with asyncio.timeout(seconds), _PinnedTransport(addresses) as transport:
        response = await transport.handle_async_request(request)
        body = bytearray()
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) >= most_bytes:
                break
        return Answer(response.status_code, dict(response.headers), bytes(body[:most_bytes]))


class _PinnedTransport(httpx.AsyncHTTPTransport):
    """Connects to the given addresses, one after the other, whatever the URL's host says."""

    def __init__(self, addresses: list[IPAddress]) -> None:
        super().__init__(trust_env=False, verify=trusted())
        self._addresses = addresses

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        *others, last = self._addresses
        for address in others:
            try:
                return await super().handle_async_request(addressed(request, address))
            except httpx.ConnectError:
                continue
        return await super().handle_async_request(addressed(request, last))
