"""Asking over HTTP, with an answer also where none comes."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Answer:
    """Status 0 is none: the connection was refused, or broke, or nothing came in time."""

    status: int
    json: Any = None

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300


def ask(
    host: str,
    port: int,
    method: str,
    path: str,
    body: object = None,
    headers: Mapping[str, str] | None = None,
    *,
    patience: float = PATIENCE,
) -> Answer:
    """Send one request; a body that is bytes goes out as it is."""
    connection = http.client.HTTPConnection(host, port, timeout=patience)
    content = body if isinstance(body, bytes) or body is None else json.dumps(body)
    wanted = {"Content-Type": "application/json", "Host": "localhost", **(headers or {})}
    try:
        connection.request(method, path, body=content, headers=wanted)
        response = connection.getresponse()
        return Answer(response.status, _read(response.read()))
    except (OSError, http.client.HTTPException):
        return Answer(0)
    finally:
        connection.close()


def _read(content: bytes) -> Any:
    try:
        return json.loads(content or b"null")
    except ValueError:
        return content.decode(errors="replace")
