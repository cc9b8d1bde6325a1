"""Each edit in the back office is one transaction: what is saved and what is told about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse_lazy

from commerce.core.conflicts import READING, answering_conflicts


class AtomicEditMiddleware:
    """Run the views of Wagtail's back office that may write inside of a transaction.

    Wagtail itself publishes in several steps. Must be the last middleware, so that the checks
    of all others come first.
    """

    back_office = reverse_lazy("wagtailadmin_home")

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
        if request.method in READING or not request.path_info.startswith(str(self.back_office)):
            return None
        return answering_conflicts(view)(request, *arguments, **options)
