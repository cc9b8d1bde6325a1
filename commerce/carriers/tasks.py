"""Celery's door to the parcels that are under way."""

from celery import shared_task

from .services import following


@shared_task(name="commerce.carriers.tasks.follow_parcels")
def follow_parcels() -> None:
    """Ask carriers where parcels are."""
    following.follow_parcels()
