"""Celery doors of the accounts."""

from celery import shared_task

from . import services


@shared_task
def purge_attempts() -> int:
    return services.purge_attempts()
