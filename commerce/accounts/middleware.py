"""The status of a login page that did not look at the password."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


class SignInLimitMiddleware:
    """Answers 429 with Retry-After where a back office's login form was tried too often."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        seconds = getattr(request, "sign_in_retry_after", None)
        if seconds is not None:
            response.status_code = 429
            response.headers["Retry-After"] = str(seconds)
        return response
