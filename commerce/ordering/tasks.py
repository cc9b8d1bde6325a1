"""Celery's door to payments under way."""

from celery import shared_task

from .services.completion.sweeping import sweep_completions


@shared_task(name="commerce.ordering.tasks.sweep_payments")
def sweep_payments() -> None:
    """Complete what is paid and let go of what is over."""
    sweep_completions()
