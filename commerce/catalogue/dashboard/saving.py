"""What the dashboard's pages of the catalogue have in common."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect


class TellingView:
    """Runs a POST as one transaction; when it succeeds, `tell` publishes what it changed.

    Oscar's pages answer with a redirect when they saved, and with the form when they did not.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with transaction.atomic():
            self.before()
            response: HttpResponseBase = super().post(request, *args, **kwargs)  # type: ignore[misc]
            if isinstance(response, HttpResponseRedirect) or getattr(self, "is_popup", False):
                self.tell()
        return response

    def before(self) -> None:
        """Remember what will be gone afterwards."""

    def tell(self) -> None:
        """Publish what changed."""
        raise NotImplementedError
