"""Logs are events with fields on standard output: readable in development, JSON in production."""

from typing import Any

import structlog

from commerce.core.secrecy import hide_in_logs

from .environment import env

# `console` for people, `json` for machines.
LOG_FORMAT = env.str("LOG_FORMAT", default="console")
# The least that is logged: `DEBUG`, `INFO`, `WARNING` or `ERROR`.
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")

_shared: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]
_renderer = (
    structlog.processors.JSONRenderer()
    if LOG_FORMAT == "json"
    else structlog.dev.ConsoleRenderer(colors=False)
)

structlog.configure(
    processors=[*_shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "events": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _renderer,
                hide_in_logs,
            ],
            "foreign_pre_chain": _shared,
        }
    },
    "filters": {"without_outages": {"()": "commerce.core.api.outages.WithoutOutages"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "events"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        # A database that is away is one line, not a trace for each request and each task.
        "django.request": {"filters": ["without_outages"]},
        "celery.app.trace": {"filters": ["without_outages"]},
        "django.server": {"handlers": ["console"], "propagate": False},
        # A line for each index and reference entry that one save touches helps nobody.
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
        # Each table of a font that is made.
        "fontTools": {"level": "WARNING"},
        # Who comes and who goes, one line each.
        "websockets": {"level": "WARNING"},
        # It tells whole addresses, and some services want their key in there.
        "httpx": {"level": "WARNING"},
        "httpx2": {"level": "WARNING"},
        # Google's client tells of each answer without words.
        "google_genai": {"level": "WARNING"},
    },
}

# What a page about an error may show.
DEFAULT_EXCEPTION_REPORTER = "commerce.core.error_reports.HidingReporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "commerce.core.error_reports.AlwaysFilter"
