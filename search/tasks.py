"""Celery's doors into the search."""

from __future__ import annotations

import structlog
from celery import shared_task

from commerce.core.tasks import wake
from commerce.tenancy.selectors import list_channels
from search.errors import EngineUnavailableError, IndexMissingError
from search.services import (
    embedding,
    learning,
    planning,
    recording,
    saved_letters,
    saved_searches,
    tending,
)

logger = structlog.get_logger(__name__)

# A first build may take long; a worker that dies on the way is followed by another one.
BUILD_SECONDS = 4 * 3600


@shared_task(name="search.tasks.tend_indexes", time_limit=BUILD_SECONDS)
def tend_indexes() -> None:
    """Build what is missing, go on with what was left, count the words of what changed."""
    try:
        tending.tend_indexes()
    except EngineUnavailableError:
        logger.warning("search_engine_unavailable")


@shared_task(name="search.tasks.publish_planned")
def publish_planned() -> None:
    """Put rankings in force whose time has come."""
    planning.publish_due_plans()


@shared_task(name="search.tasks.retire_records")
def retire_records() -> None:
    """Replace searches of long ago by their counts per day; forget vectors of other models."""
    logger.info("search_records_retired", records=recording.retire_records())
    embedding.forget_other_models()


@shared_task(name="search.tasks.learn_synonyms")
def learn_synonyms() -> None:
    """Renew what recent searches suggest to marketers."""
    for channel in list_channels():
        count = learning.learn_synonyms(channel=channel)
        logger.info("search_synonyms_suggested", channel=channel.code, suggestions=count)


@shared_task(name="search.tasks.tell_arrivals")
def tell_arrivals() -> None:
    """Ask for what is new in the name of saved searches, and write to those who wait for it."""
    try:
        saved_searches.look_at_arrivals()
    except (EngineUnavailableError, IndexMissingError) as error:
        logger.warning("saved_searches_not_asked", reason=error.code)
    saved_letters.tell_customers()


def request_tending() -> None:
    """Wake a worker. While the broker is away the next scheduled run does it."""
    wake(tend_indexes)
