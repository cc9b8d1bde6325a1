"""Celery's doors into the website."""

from celery import shared_task
from django.core.management import call_command

from cms.services import forget_missing, forget_outdated_submissions


@shared_task(name="cms.tasks.publish_scheduled")
def publish_scheduled() -> None:
    """Publish what is due, withdraw what has expired; each with its event, as if by hand."""
    call_command("publish_scheduled")


@shared_task(name="cms.tasks.forget_submissions")
def forget_submissions() -> None:
    """Delete what readers have sent with forms, once it is older than the form keeps it, and old misses."""
    forget_outdated_submissions()
    forget_missing()
