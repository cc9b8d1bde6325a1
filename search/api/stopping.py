"""The page that a letter's last link leads to."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from search.errors import SavedSearchNotFoundError
from search.selectors.saved_searches import get_by_stop_token
from search.services.saved_searches import stop_saved_search


# The token is what allows it, and programs that read mail post without a cookie (RFC 8058). They
# also open links to look at them, so opening it changes nothing.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_saved_search_view(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether the letters are to end, and end them. Raises Http404."""
    is_stopped = request.method == "POST"
    try:
        search = stop_saved_search(token=token) if is_stopped else get_by_stop_token(token)
    except SavedSearchNotFoundError as error:
        raise Http404 from error
    with translation.override(search.locale):
        context = {
            "search": search.name or search.text or _("Your saved search"),
            "shop": search.channel.branding,
            "is_stopped": is_stopped,
            "language": search.locale,
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
        }
        return render(request, "search/stop_saved_search.html", context)
