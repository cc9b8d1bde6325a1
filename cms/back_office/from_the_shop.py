"""From a page of the shop to where it is written: the bar that editors have on the storefront leads here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from cms import selectors
from cms.back_office.paths import address_of, is_back_office
from cms.selectors import Reader
from commerce.tenancy.selectors import current_channel

# Says that somebody here has been to the back office, and nothing of who. The storefront's scripts
# look for it; what the person may do is judged by Django when a link of the bar is followed.
HINT_COOKIE = "heron_editor"
HINT_SECONDS = 14 * 24 * 3600
PLACES = {
    "edit": ("wagtailadmin_pages:edit", "pk"),
    "explore": ("wagtailadmin_explore", "parent"),
    "usage": ("wagtailadmin_pages:usage", "pk"),
}


def on_page(request: HttpRequest, place: str) -> HttpResponse:
    """Send an editor from a path of the storefront to its page in the back office."""
    locale, address = request.GET.get("locale", ""), request.GET.get("path", "/")
    reader = Reader(current_channel(), locale)
    found = selectors.find_page(reader=reader, path=f"/{address.strip('/')}/".replace("//", "/"))
    if found is None or not found.page.permissions_for_user(request.user).can_edit():
        messages.warning(request, _("You write no page at this address."))
        return redirect("wagtailadmin_explore_root")
    name, key = PLACES[place]
    return redirect(name, _key_of(found.page, key))


def _key_of(page: Page, key: str) -> int:
    return int(page.get_parent().pk if key == "parent" else page.pk)


def from_the_shop_urls() -> list[Any]:
    return [path(f"from-the-shop/{name}/", on_page, {"place": name}) for name in PLACES]


class EditorHintMiddleware:
    """Leave the hint with who works in Wagtail, and take it back at the way out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if not is_back_office(request.path):
            return answer
        domain = settings.EDITOR_HINT_DOMAIN
        if request.path == address_of("wagtailadmin_logout"):
            answer.delete_cookie(HINT_COOKIE, domain=domain)
        elif request.user.is_authenticated and HINT_COOKIE not in request.COOKIES:
            answer.set_cookie(
                HINT_COOKIE,
                "1",
                max_age=HINT_SECONDS,
                domain=domain,
                secure=request.is_secure(),
                samesite="Lax",
            )
        return answer
