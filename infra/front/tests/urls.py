"""Views that show what reached Django."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from commerce.core.api.events import EventStream
from infra.health import LiveView

PIECE = b"0123456789abcdef" * 4096


@csrf_exempt
def tell(request: HttpRequest, **_: str) -> HttpResponse:
    """The request as Django sees it."""
    return JsonResponse(
        {
            "path": request.path_info,
            "query": request.META["QUERY_STRING"],
            "headers": dict(request.headers),
            "size": len(request.body),
            "digest": hashlib.sha256(request.body).hexdigest(),
            "address": request.META["REMOTE_ADDR"],
        }
    )


def hang(request: HttpRequest) -> HttpResponse:
    """Hold the thread until somebody writes to the named pipe."""
    Path(request.GET["pipe"]).read_bytes()
    return HttpResponse(b"released")


def pour(request: HttpRequest) -> StreamingHttpResponse:
    """Many pieces, one after the other."""
    return StreamingHttpResponse(PIECE for _ in range(int(request.GET["pieces"])))


def flow(request: HttpRequest) -> EventStream:
    """One event at once, and one when somebody writes to the named pipe; then a file says it was made."""
    pipe = Path(request.GET["pipe"])

    def frames() -> Iterator[dict[str, object]]:
        yield {"seq": 1}
        told = pipe.read_text()
        pipe.with_suffix(".made").touch()
        yield {"seq": 2, "text": told}

    return EventStream(frames())


urlpatterns = [
    path("flow", flow),
    path("api/v1/health/live", LiveView.as_view(), name="health-live"),
    path("hang", hang),
    path("pour", pour),
    path("<path:path>", tell),
]
