"""A question before a language of the website disappears."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language_info
from wagtail.models import Page

from cms.models import HomePage

CONFIRMED = "home_confirmed"


def ask_before_unpublishing(request: HttpRequest, page: Page) -> TemplateResponse | None:
    """Ask when a home page is withdrawn: no page of its language can be reached without it."""
    return _ask(request, [page])


def ask_before_unpublishing_many(
    request: HttpRequest, action_type: str, objects: Sequence[Any], _action: object
) -> TemplateResponse | None:
    """Ask the same when home pages are among those that are withdrawn together."""
    pages = [each for each in objects if isinstance(each, Page)]
    return _ask(request, pages) if action_type == "unpublish" else None


def _ask(request: HttpRequest, pages: Sequence[Page]) -> TemplateResponse | None:
    homes = [page for page in pages if page.live and page.specific_class is HomePage]
    if not homes or request.method != "POST" or CONFIRMED in request.POST:
        return None
    context = {
        "homes": [_consequence(home) for home in homes],
        "posted": [(name, value) for name in request.POST for value in _values(request, name)],
        "confirmed": CONFIRMED,
        "back": reverse("wagtailadmin_explore", args=[homes[0].get_parent().pk]),
    }
    return TemplateResponse(request, "cms/back_office/unpublish_home.html", context)


def _consequence(home: Page) -> dict[str, Any]:
    return {
        "page": home,
        "language": get_language_info(home.locale.language_code)["name_translated"],
        "count": home.get_descendants().live().count(),
    }


def _values(request: HttpRequest, name: str) -> list[str]:
    return [] if name == "csrfmiddlewaretoken" else request.POST.getlist(name)
