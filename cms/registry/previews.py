"""What the models of the website are given from above."""

from __future__ import annotations

from typing import Any, Protocol

from django.http import HttpRequest, HttpResponseBase


class PreviewServer(Protocol):
    """Shows a draft that may never have been saved."""

    def __call__(self, request: HttpRequest, draft: Any, mode: str) -> HttpResponseBase: ...


class _Previews:
    """The one way in which drafts are shown; set when the server starts."""

    server: PreviewServer | None = None

    def serve(self, request: HttpRequest, draft: Any, mode: str) -> HttpResponseBase:
        """Answer Wagtail's request to show the draft."""
        if self.server is None:
            raise LookupError("Nothing shows drafts.")
        return self.server(request, draft, mode)


previews = _Previews()
