"""Celery's doors into the website."""

from celery import shared_task
from django.core.management import call_command


@shared_task(name="cms.tasks.publish_scheduled")
def publish_scheduled() -> None:
    """Publish what is due, withdraw what has expired; each with its event, as if by hand."""
    call_command("publish_scheduled")
