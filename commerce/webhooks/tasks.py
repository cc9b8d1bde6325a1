"""Celery's door into sending."""

from __future__ import annotations

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from commerce.core.tasks import wake

from .selectors import list_servable
from .senders import SENDERS


@shared_task(name="commerce.webhooks.tasks.send_due")
def send_due() -> None:
    """Begin to send what is due. Does not wait for any answer."""
    SENDERS.fill()


def request_sending() -> None:
    """Wake a worker once the transaction is committed; without a broker, workers look themselves."""
    transaction.on_commit(lambda: wake(send_due), robust=True)


def request_sending_if_due() -> None:
    """Wake a worker when something waits that nobody sends."""
    if list_servable(now=timezone.now()).exists():
        request_sending()
