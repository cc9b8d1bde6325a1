"""Celery's doors into the books of purses."""

from __future__ import annotations

import structlog
from celery import shared_task

from .services.issuing import expire_purses

logger = structlog.get_logger(__name__)


@shared_task(name="commerce.tenders.tasks.close_the_day")
def close_the_day() -> None:
    """Write off what is over."""
    logger.info("purses_expired", number=expire_purses())
