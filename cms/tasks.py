"""Celery's doors into the website."""

from celery import shared_task
from django.core.management import call_command

from cms.services import (
    forget_missing,
    forget_outdated_submissions,
    forget_slot_counts,
    publish_due_releases,
)


@shared_task(name="cms.tasks.publish_scheduled")
def publish_scheduled() -> None:
    """Publish what is due, withdraw what has expired; each with its event, as if by hand.

    Releases come last, so that one that is over brings back what else is planned.
    """
    call_command("publish_scheduled")
    publish_due_releases()


@shared_task(name="cms.tasks.forget_submissions")
def forget_submissions() -> None:
    """Delete what readers have sent with forms, once it is older than the form keeps it, and old counts."""
    forget_outdated_submissions()
    forget_missing()
    forget_slot_counts()
