"""Taking in the body of a request, within limits of size and time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any, NamedTuple

from django.conf import settings

from commerce.core.api.errors import API_PREFIX
from commerce.core.api.limits import BodyTooLargeError
from infra.front.errors import SlowBodyError

FRAMING = frozenset({"content-length", "transfer-encoding"})
# Larger bodies wait on disk.
IN_MEMORY = 1024 * 1024


class Body(NamedTuple):
    """A body that is here in full; a large one lies on disk."""

    file: IO[bytes]
    size: int


def limit_of(path: str) -> int:
    """How many bytes may be sent to an address."""
    is_api = path.startswith(API_PREFIX)
    limit: int = settings.API_BODY_LIMIT if is_api else settings.FRONT_BODY_LIMIT
    return limit


async def read_body(protocol: Any, headers: Sequence[tuple[str, str]], *, limit: int) -> Body:
    """The whole body of a request, whether its length was said or it came in chunks.

    Raises BodyTooLargeError, by the announced length before anything is read, and SlowBodyError when
    nothing arrives for FRONT_IDLE_SECONDS, or less than FRONT_SLOWEST bytes a second on the whole.
    """
    framing = {name: value for name, value in headers if name in FRAMING}
    announced = framing.get("content-length", "0")
    if announced == "0" and "transfer-encoding" not in framing:
        return Body(BytesIO(), 0)
    if announced.isdigit() and int(announced) > limit:
        raise BodyTooLargeError(limit=limit)
    file: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - lives as long as the request
    try:
        size = await _copy(protocol.__aiter__(), file, limit)
    except TimeoutError:
        file.close()
        raise SlowBodyError from None
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return Body(file, size)


async def _copy(pieces: AsyncIterator[bytes], file: IO[bytes], limit: int) -> int:
    clock = asyncio.get_running_loop().time
    began, size = clock(), 0
    while True:
        credit = size / settings.FRONT_SLOWEST - (clock() - began)
        async with asyncio.timeout(settings.FRONT_IDLE_SECONDS + min(credit, 0)):
            piece = await anext(pieces)  # the last one is empty
        if not piece:
            return size
        size += len(piece)
        if size > limit:
            raise BodyTooLargeError(limit=limit)
        file.write(piece)
