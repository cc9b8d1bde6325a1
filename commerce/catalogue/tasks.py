"""Celery's door into the catalogue."""

from __future__ import annotations

from celery import shared_task

from commerce.catalogue.services import documents, shown_prices
from commerce.tenancy.selectors import list_channels


@shared_task(name="commerce.catalogue.tasks.refresh_catalogue")
def refresh_catalogue() -> None:
    """Bring up to date what changes with time and sales: "new" badges, past prices, bestsellers."""
    documents.refresh_aged()
    shown_prices.forget_old_prices()
    for channel in list_channels():
        documents.refresh_bestsellers(channel=channel)
