"""Django's error pages without secrets, also where they show everything else."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from commerce.core.secrecy import hide


class AlwaysFilter(SafeExceptionReporterFilter):
    """Leaves out what is marked as sensitive on a developer's machine, too."""

    def is_active(self, request: Any) -> bool:
        return True


class HidingReporter(ExceptionReporter):
    """Takes every secret that this process knows out of the finished report."""

    def get_traceback_html(self) -> SafeString:
        return mark_safe(hide(super().get_traceback_html()))  # noqa: S308 - as safe as it was

    def get_traceback_text(self) -> SafeString:
        return mark_safe(hide(super().get_traceback_text()))  # noqa: S308 - as safe as it was
