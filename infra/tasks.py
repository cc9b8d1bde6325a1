"""Celery's doors into the wiring."""

from __future__ import annotations

import structlog
from celery import shared_task
from django.utils import timezone

from infra import tidying

logger = structlog.get_logger(__name__)


@shared_task(name="infra.tasks.tidy")
def tidy() -> None:
    """Delete expired carts, sessions, stored answers, settled events and live messages."""
    logger.info("tidied", **tidying.tidy(now=timezone.now()))
