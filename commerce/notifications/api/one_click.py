"""The address in a letter's List-Unsubscribe header (RFC 8058)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from commerce.core.api.principals import client_address
from commerce.notifications.enums import ConsentSource
from commerce.notifications.errors import BadUnsubscribeTokenError, MandatoryKindError
from commerce.notifications.services import unsubscribing

ONE_CLICK = "One-Click"


# The token is what allows it, and mail programs post without a cookie. They also open links to look
# at them, so opening it leads to a page that asks, and changes nothing.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe_view(request: HttpRequest, token: str) -> HttpResponse:
    """End the letters at a mail program's word; lead people to the page. Raises Http404."""
    try:
        if request.method == "POST":
            return _end(request, token)
        return redirect(unsubscribing.page_url(unsubscribing.read_token(token), token))
    except BadUnsubscribeTokenError as error:
        raise Http404 from error


def _end(request: HttpRequest, token: str) -> HttpResponse:
    if request.POST.get("List-Unsubscribe") != ONE_CLICK:
        return HttpResponseBadRequest()
    try:
        unsubscribing.unsubscribe(
            token=token,
            source=ConsentSource.ONE_CLICK,
            network_address=client_address(request),
        )
    except MandatoryKindError:
        return HttpResponse(status=409)
    return HttpResponse(status=204)
