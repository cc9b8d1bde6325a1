"""What every worker does by itself: look for deliveries that are due, whether a clock runs or not, and
tell that it is there. Webhooks that are to be tried again are found in the same way.

A committed event asks for its delivery at once; but the broker may be away at that moment, and the
clock may be too. So each worker looks into the outbox every few seconds.
"""

from __future__ import annotations

import gc
import threading
from typing import Any

import structlog
from celery.signals import worker_process_shutdown, worker_ready, worker_shutting_down
from django.db import DatabaseError, close_old_connections
from kombu.exceptions import OperationalError

from commerce.core.enums import Process
from commerce.core.selectors import list_due_deliveries
from commerce.core.services.heartbeats import beat
from commerce.core.tasks import relay_outbox
from commerce.webhooks.senders import SENDERS
from commerce.webhooks.tasks import request_sending_if_due
from infra.checks import log_missing_keys

logger = structlog.get_logger(__name__)

LOOK_SECONDS = 5
_ended = threading.Event()


def ask_for_due_deliveries() -> bool:
    """Ask for a relay run when something is due; return whether something was."""
    if not list_due_deliveries().exists():
        return False
    relay_outbox.apply_async(retry=False, ignore_result=True, expires=LOOK_SECONDS)
    return True


@worker_ready.connect
def begin_to_look(**_details: Any) -> None:
    """Look from now on, beside the tasks, until the worker is asked to end."""
    log_missing_keys()
    threading.Thread(target=_look_on, name="due-deliveries", daemon=True).start()


@worker_shutting_down.connect
def end_looking(**_details: Any) -> None:
    """Hand out no more work, and leave as soon as the last task is done.

    What the process holds goes with it; looking through all of it once more takes seconds.
    """
    _ended.set()
    gc.freeze()


@worker_process_shutdown.connect
def end_sending(**_details: Any) -> None:
    """Wait for webhooks that are on their way: what is cut off here is sent twice."""
    SENDERS.close()


def _look_on() -> None:
    while not _ended.wait(LOOK_SECONDS):
        try:
            beat(name=Process.WORKER)
            ask_for_due_deliveries()
            request_sending_if_due()
        except (DatabaseError, OperationalError, OSError) as error:
            logger.warning("due_deliveries_not_asked_for", reason=type(error).__name__)
        finally:
            close_old_connections()
