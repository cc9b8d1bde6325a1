"""Celery's doors into the messages."""

from celery import shared_task

from . import services
from .services import centre, digests


@shared_task(name="commerce.notifications.tasks.send_due")
def send_due() -> None:
    """Send what is to be tried again, and what a worker that died has left."""
    services.send_due()


@shared_task(name="commerce.notifications.tasks.send_digests")
def send_digests() -> None:
    """Write the summaries that are due."""
    digests.send_due_digests()


@shared_task(name="commerce.notifications.tasks.forget_notices")
def forget_notices() -> None:
    """Forget what the bell told half a year ago."""
    centre.forget_old_notices()


@shared_task(name="commerce.notifications.tasks.forget_contents")
def forget_contents() -> None:
    """Forget what messages said long ago, and to which address."""
    services.forget_contents()


@shared_task(name="commerce.notifications.tasks.announce")
def announce() -> None:
    """Write to the next people of announcements that are under way."""
    services.go_on()
