"""Celery's doors into the shop."""

from __future__ import annotations

from celery import shared_task

from commerce.shop.services import documents, storefront
from commerce.tenancy.selectors import list_channels


@shared_task(name="commerce.shop.tasks.flush_storefront_tags")
def flush_storefront_tags() -> None:
    """Tell a storefront that did not answer before what is out of date."""
    storefront.flush_tags()


@shared_task(name="commerce.shop.tasks.refresh_catalogue")
def refresh_catalogue() -> None:
    """Bring up to date what changes with time and sales: "new" badges and the bestseller order."""
    documents.refresh_aged()
    for channel in list_channels():
        documents.refresh_bestsellers(channel=channel)
