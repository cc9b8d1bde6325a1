"""Celery's doors into the messages."""

from celery import shared_task

from . import services


@shared_task(name="commerce.notifications.tasks.send_due")
def send_due() -> None:
    """Send what is to be tried again, and what a worker that died has left."""
    services.send_due()
