"""Celery's doors into the books of purses."""

from __future__ import annotations

import structlog
from celery import shared_task

from .selectors import list_faults
from .services.issuing import expire_purses

logger = structlog.get_logger(__name__)


@shared_task(name="commerce.tenders.tasks.close_the_day")
def close_the_day() -> None:
    """Write off what is over, and say loudly what does not add up."""
    logger.info("purses_expired", number=expire_purses())
    for fault in list_faults():
        logger.error("purse_does_not_add_up", fault=fault)
