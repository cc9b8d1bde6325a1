"""What a request may carry at most."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commerce.core.errors import DomainError, NotFoundError


class BodyTooLargeError(DomainError):
    code, status = "body_too_large", 413
    message = _("The body of the request is too large.")


class NulCharacterError(DomainError):
    code, status = "nul_character", 400
    message = _("Text must not contain the NUL character.")


def refuse_large_body(request: HttpRequest) -> None:
    """Refuse by the announced length, before anything is read.

    A body without an announced length is never read by a WSGI server.
    """
    limit: int = settings.API_BODY_LIMIT
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if announced.isdigit() and int(announced) > limit:
        raise BodyTooLargeError(limit=limit)


def refuse_nul(request: HttpRequest) -> None:
    """Refuse NUL in the path (there is nothing there) and in the query."""
    if "\x00" in request.path_info:
        raise NotFoundError
    if "%00" in request.META.get("QUERY_STRING", ""):
        raise NulCharacterError
