"""Answers are sent packed to those who can unpack them, when that is worth it and gives nothing away."""

from __future__ import annotations

import gzip
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers

# Below this no packet is saved.
SMALLEST = 1024
LEVEL = 5
PACKED_TYPES = ("application/json", "application/xml", "text/")
REFUSALS = frozenset({"q=0", "q=0.0", "q=0.00", "q=0.000"})


def accepts_gzip(request: HttpRequest) -> bool:
    """Whether the client has said that it can unpack gzip."""
    for part in request.META.get("HTTP_ACCEPT_ENCODING", "").lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "") not in REFUSALS
    return False


def pack(body: bytes) -> bytes:
    """The body as gzip, always the same for the same body."""
    return gzip.compress(body, LEVEL, mtime=0)


def mark_packed(response: HttpResponse) -> None:
    """Say that the body is packed. Its ETag becomes weak: it stands for two sequences of bytes."""
    response.headers["Content-Encoding"] = "gzip"
    if (etag := response.headers.get("ETag", "")).startswith('"'):
        response.headers["ETag"] = f"W/{etag}"


class PackingMiddleware:
    """Packs what anybody may see. Must be the first middleware, so that it sees the final body.

    A page for one person may hold a secret beside text that a stranger has a hand in, and its packed
    length would tell of the secret. So only answers that caches may keep are packed, to requests that
    bring no cookie and no token.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, HttpResponse) or not _is_for_anybody(request, response):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if _is_worth_packing(response) and accepts_gzip(request):
            response.content = pack(response.content)
            response.headers["Content-Length"] = str(len(response.content))
            mark_packed(response)
        return response


def _is_for_anybody(request: HttpRequest, response: HttpResponse) -> bool:
    kept = response.headers.get("Cache-Control", "private")
    is_shared = "private" not in kept and "no-store" not in kept
    names = ("HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_X_CART_TOKEN")
    return is_shared and not response.cookies and not any(request.META.get(name) for name in names)


def _is_worth_packing(response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.has_header("Content-Encoding")
        and response.headers.get("Content-Type", "").startswith(PACKED_TYPES)
        and len(response.content) >= SMALLEST
    )
