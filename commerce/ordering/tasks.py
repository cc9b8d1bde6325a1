"""Celery's doors to payments under way, and to their books."""

from celery import shared_task

from .services import checking
from .services.completion.sweeping import sweep_completions


@shared_task(name="commerce.ordering.tasks.sweep_payments")
def sweep_payments() -> None:
    """Complete what is paid and let go of what is over."""
    sweep_completions()


@shared_task(name="commerce.ordering.tasks.check_ledger")
def check_ledger() -> None:
    """Look through the books; what does not add up is told to staff and by the shop's health."""
    checking.check_ledger()
