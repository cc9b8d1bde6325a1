"""Celery's doors into providers."""

from __future__ import annotations

from celery import shared_task

from commerce.integrations import services


@shared_task(name="commerce.integrations.tasks.try_failing")
def try_failing() -> None:
    """Notice that a provider is back, also when nobody calls it."""
    services.try_failing()
