"""Every request is for exactly one channel."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare

from commerce.core.api.problems import problem_response
from commerce.core.errors import DomainError

from . import selectors
from .errors import UntrustedChannelHeaderError
from .models import Channel

API_PREFIX = "/api/v1/"
CHANNEL_FREE = ("/api/v1/health/",)


class ChannelMiddleware:
    """Set `request.channel` and the current channel: by host, or by X-Channel from a trusted front end.

    API requests for an unknown channel end here with a problem answer. Other pages (dashboard,
    Wagtail) work on the channel of their host, and before there is any channel on none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            channel = None if request.path.startswith(CHANNEL_FREE) else resolve_channel(request)
        except DomainError as error:
            if request.path.startswith(API_PREFIX):
                return problem_response(request, error)
            channel = None
        request.channel = channel  # type: ignore[attr-defined]
        with selectors.channel_context(channel):
            return self.get_response(request)


def resolve_channel(request: HttpRequest) -> Channel:
    """Return the request's channel.

    Raises UnknownChannelError, or UntrustedChannelHeaderError when the header comes without its key.
    """
    code = request.headers.get("X-Channel")
    if code is None:
        host = request.get_host()
        return selectors.get_channel_for_host(host=host.rpartition(":")[0] or host)
    key = request.headers.get("X-Channel-Key", "")
    expected = settings.CHANNEL_HEADER_KEY
    if not expected or not constant_time_compare(key, expected):
        raise UntrustedChannelHeaderError
    return selectors.get_channel(code=code)
