"""Celery's doors into the outbox."""

from __future__ import annotations

from celery import Task, shared_task
from kombu.exceptions import OperationalError

from commerce.core.enums import Process
from commerce.core.outages import Outage
from commerce.core.services import heartbeats, outbox

BROKER = Outage("broker")


@shared_task(name="commerce.core.tasks.relay_outbox")
def relay_outbox() -> None:
    """Deliver what is due, and ask for another run when there was more than one run may do."""
    if outbox.relay().is_limit_reached:
        request_relay()


@shared_task(name="commerce.core.tasks.beat")
def beat() -> None:
    """Prove that the clock gives out work."""
    heartbeats.beat(name=Process.CLOCK)


def request_relay() -> None:
    """Wake a worker. While the broker is away the next scheduled run delivers."""
    wake(relay_outbox)


def wake(task: Task[..., None], *arguments: object) -> bool:
    """Ask a worker to run the task now; whether the broker has taken the request.

    Waits two seconds at most, and not at all for some seconds after that failed: whatever is asked
    for here is also done by the schedule, or offered again.
    """
    if not BROKER.may_ask():
        return False
    try:
        task.apply_async(args=arguments, retry=False, ignore_result=True)
    except (OperationalError, OSError) as error:
        BROKER.begin(error)
        return False
    BROKER.end()
    return True
