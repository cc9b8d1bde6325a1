"""Addresses of the API end with a slash; without it they are the same addresses."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.urls import resolve

from commerce.core.api.errors import ProblemNotFound

PREFIX = "/api/v1/"


class FinalSlashMiddleware:
    """Let a request for an address of the API without its final slash be one for the address.

    It is answered in place: a redirect would cost a round trip, and lose the body of a POST.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        path = request.path_info
        is_short = path.startswith(PREFIX) and not path.endswith("/")
        if is_short and not _is_known(path) and _is_known(f"{path}/"):
            request.path_info = f"{path}/"
            request.path = f"{request.path}/"
        return self.get_response(request)


def _is_known(path: str) -> bool:
    return getattr(resolve(path).func, "view_class", None) is not ProblemNotFound
