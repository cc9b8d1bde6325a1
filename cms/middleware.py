"""Wagtail's back office: rows of the tenant at work only, and each edit in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from commerce.core.conflicts import READING, answering_conflicts
from commerce.tenancy.permissions import current_scope

from .back_office.paths import is_back_office
from .own_rows import find_row, owns

PAGE = "wagtailcore.page"
# Which model the parameters of an address name: by namespace and name, or by name everywhere.
MODELS = {
    ("", "page_id"): PAGE,
    ("", "parent_page_id"): PAGE,
    ("", "page_to_move_id"): PAGE,
    ("", "destination_id"): PAGE,
    ("", "page_pk"): PAGE,
    ("", "redirect_id"): "wagtailredirects.redirect",
    ("", "translation_source_id"): "wagtail_localize.translationsource",
    ("", "translation_id"): "wagtail_localize.translation",
    ("wagtailadmin_pages", "pk"): PAGE,
    ("wagtailadmin_api:pages", "pk"): PAGE,
    ("branding", "pk"): "tenancy.branding",
    ("wagtailsites", "pk"): "wagtailcore.site",
    ("wagtailusers_users", "pk"): "accounts.user",
}


class OwnRowsMiddleware:
    """Answer 404 where an address of Wagtail's back office names a row of another tenant."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        arguments: tuple[Any, ...],
        options: dict[str, Any],
    ) -> None:
        if current_scope() is None or not is_back_office(request.path):
            return
        for label, key in named_rows(request, options):
            row = find_row(label, key)
            if row is not None and not owns(row):
                raise Http404


def named_rows(request: HttpRequest, options: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield model and key of each row that the address names."""
    match = request.resolver_match
    namespace = match.namespace if match else ""
    for name, value in options.items():
        label = MODELS.get((namespace, name)) or MODELS.get(("", name))
        if label:
            yield label, value
    if {"app_label", "model_name"} <= options.keys():
        label = f"{options['app_label']}.{options['model_name']}"
        keys = [options[name] for name in ("pk", "object_id") if name in options]
        for key in [*keys, *request.GET.getlist("id"), *request.GET.getlist("childOf")]:
            yield label, key


class AtomicEditMiddleware:
    """Run the views of Wagtail's back office that may write inside of a transaction.

    Wagtail itself publishes in several steps. Must be the last middleware, so that the checks
    of all others come first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        arguments: tuple[Any, ...],
        options: dict[str, Any],
    ) -> HttpResponseBase | None:
        if request.method in READING or not is_back_office(request.path_info):
            return None
        return answering_conflicts(view)(request, *arguments, **options)
