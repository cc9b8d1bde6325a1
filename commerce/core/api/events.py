"""Server-sent events: an answer that is sent while it is still being made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.http import HttpRequest, StreamingHttpResponse
from rest_framework.request import Request

from commerce.core.api.json import dumps

MEDIA_TYPE: Final = "text/event-stream"


class EventStream(StreamingHttpResponse):
    """Objects as server-sent events, `id` being the `seq` of each.

    The front sends each one when it is there, from a thread that answers nobody else meanwhile, and
    has the rest made also when nobody listens any more.
    """

    is_live = True

    def __init__(self, frames: Iterable[Mapping[str, Any]]) -> None:
        super().__init__(
            map(_event, frames),
            content_type=MEDIA_TYPE,
            headers={"Cache-Control": "private, no-store", "X-Accel-Buffering": "no"},
        )


def wants_events(request: Request | HttpRequest) -> bool:
    """Whether the client asks for server-sent events."""
    return MEDIA_TYPE in request.headers.get("Accept", "")


def _event(frame: Mapping[str, Any]) -> bytes:
    return b"id: %d\ndata: %s\n\n" % (frame["seq"], dumps(frame))
