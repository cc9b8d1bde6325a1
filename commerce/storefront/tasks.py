"""Celery's door to what the storefront waits for."""

from celery import shared_task

from . import services


@shared_task(name="commerce.storefront.tasks.flush_tags")
def flush_tags() -> None:
    """Tell a storefront that did not answer before what is out of date."""
    services.flush_tags()
