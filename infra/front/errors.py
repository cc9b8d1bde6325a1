"""Refusals that never reach Django."""

from django.utils.translation import gettext_lazy as _

from commerce.core.errors import DomainError


class SlowBodyError(DomainError):
    code, status = "request_timeout", 408
    message = _("The body of the request did not arrive in time.")


class BusyError(DomainError):
    code, status = "temporarily_unavailable", 503
    message = _("The service is busy. Try again in a moment.")
    retry_after = 2
