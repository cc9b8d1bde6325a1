"""Celery's doors into the laboratory."""

from __future__ import annotations

from celery import shared_task

from commerce.core.tasks import wake

from .selectors import get_measurement
from .services.gate import run_measurement


@shared_task(name="search.laboratory.tasks.measure_draft", ignore_result=True)
def measure_draft(measurement_id: int) -> None:
    """Ask the judged queries of a channel with its draft and with what is in force."""
    run_measurement(get_measurement(measurement_id))


def request_measurement(measurement_id: int) -> None:
    """Ask a worker for it. While the broker is away the page offers to measure again."""
    wake(measure_draft, measurement_id)
