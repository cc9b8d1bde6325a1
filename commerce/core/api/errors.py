"""Where exceptions become problem answers, for REST framework and for Django itself."""

from __future__ import annotations

import sys
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.exceptions import ValidationError as ModelValidationError
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.decorators import method_decorator
from django.views import View, defaults
from django.views.decorators.csrf import csrf_exempt
from rest_framework.exceptions import APIException
from rest_framework.response import Response

from commerce.core.api.outages import OUTAGES, is_outage, unavailable_page
from commerce.core.api.problems import MEDIA_TYPE, problem_of, problem_response
from commerce.core.errors import DomainError, NotFoundError

logger = structlog.get_logger(__name__)

API_PREFIX = "/api/"
EXPECTED_ERRORS = (
    DomainError,
    APIException,
    Http404,
    PermissionDenied,
    ModelValidationError,
    SuspiciousOperation,
)


def exception_handler(error: Exception, context: dict[str, Any]) -> Response:
    """REST framework's EXCEPTION_HANDLER: every exception gets a problem answer.

    One that nobody foresaw is logged and announced by `got_request_exception`, as Django
    does itself, and answered with a bare 500.
    """
    request: HttpRequest = context["request"]
    if is_outage(error):
        OUTAGES.note(error)
    elif not isinstance(error, EXPECTED_ERRORS):
        _report(error, request)
    problem = problem_of(error)
    return Response(
        problem.as_json(instance=request.path),
        status=problem.status,
        headers=dict(problem.headers),
        content_type=MEDIA_TYPE,
    )


@method_decorator(csrf_exempt, name="dispatch")
class ProblemNotFound(View):
    """The last route under /api/: whatever the method, there is nothing at this address."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return problem_response(request, NotFoundError())


def handler400(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Requests that Django refuses before a view sees them, such as a forged host."""
    if is_api(request):
        return problem_response(request, SuspiciousOperation())
    return defaults.bad_request(request, exception)


def handler403(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if is_api(request):
        return problem_response(request, PermissionDenied())
    return defaults.permission_denied(request, exception)


def handler404(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if is_api(request):
        return problem_response(request, Http404())
    return defaults.page_not_found(request, exception)


def handler500(request: HttpRequest) -> HttpResponseBase:
    """The last resort, for what fails outside of REST framework's views."""
    error = sys.exc_info()[1]
    if is_api(request):
        return problem_response(request, error or Exception())
    if is_outage(error):
        return unavailable_page(request)
    return defaults.server_error(request)


def is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith(API_PREFIX)


def _report(error: Exception, request: HttpRequest) -> None:
    logger.error("unhandled_error", path=request.path, method=request.method, exc_info=error)
    got_request_exception.send(sender=None, request=request)
