"""Celery's doors into the outbox."""

from __future__ import annotations

import structlog
from celery import shared_task
from kombu.exceptions import OperationalError

from commerce.core.services import idempotency, outbox

logger = structlog.get_logger(__name__)


@shared_task(name="commerce.core.tasks.relay_outbox")
def relay_outbox() -> None:
    """Deliver what is due, and ask for another run when there was more than one run may do."""
    if outbox.relay().is_limit_reached:
        request_relay()


@shared_task(name="commerce.core.tasks.purge_outbox")
def purge_outbox() -> None:
    """Forget settled events and stored answers whose time is over."""
    outbox.purge()
    idempotency.purge()


def request_relay() -> None:
    """Wake a worker. A broker that is down is logged: the next scheduled run delivers."""
    try:
        relay_outbox.apply_async(retry=False, ignore_result=True)
    except (OperationalError, OSError) as error:
        logger.warning("outbox_relay_not_requested", reason=type(error).__name__)
