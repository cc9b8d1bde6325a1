"""The way from a provider's own client library to the calls of a configuration.

All these libraries speak through a session of `requests`; this one hands their requests to
`Calls.send`, so that limits, breaker, log and the guard of addresses hold for them, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from requests import PreparedRequest, RequestException, Response, Session
from requests.adapters import HTTPAdapter
from urllib3 import HTTPResponse

from commerce.core.http import Limits
from commerce.integrations.errors import ProviderUnavailableError
from commerce.integrations.registry import Calls

from .answers import GARBLED

LIMITS = Limits(connect=3.0, read=10.0, body=15.0, most_bytes=1024 * 1024)


@contextmanager
def open_session(
    calls: Calls, operation: str, *, about: str = "", is_idempotent: bool = False
) -> Iterator[Session]:
    """Give a library a session whose requests all go out as that operation; it follows no redirect.

    What is no answer of HTTP that makes sense is raised as ProviderUnavailableError.
    """
    door = _Door(calls, operation, about=about, is_idempotent=is_idempotent)
    with Session() as session:
        session.trust_env = False
        session.max_redirects = 0
        session.mount("https://", door)
        session.mount("http://", door)
        try:
            yield session
        except RequestException:
            raise ProviderUnavailableError(GARBLED) from None


class _Door(HTTPAdapter):
    """Sends what the library has prepared, and gives back an answer as the library expects it."""

    def __init__(self, calls: Calls, operation: str, *, about: str, is_idempotent: bool) -> None:
        super().__init__()
        self._calls = calls
        self._operation = operation
        self._about = about
        self._is_idempotent = is_idempotent

    def send(self, request: PreparedRequest, *_args: Any, **_kwargs: Any) -> Response:
        body = request.body or b""
        answer = self._calls.send(
            self._operation,
            str(request.method),
            str(request.url),
            content=body.encode() if isinstance(body, str) else body,
            headers=dict(request.headers),
            is_idempotent=self._is_idempotent,
            limits=LIMITS,
            about=self._about,
        )
        raw = HTTPResponse(
            BytesIO(answer.body),
            headers=answer.headers,
            status=answer.status,
            preload_content=False,
        )
        return self.build_response(request, raw)
