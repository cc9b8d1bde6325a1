"""Celery's doors into the books of payments."""

from __future__ import annotations

import structlog
from celery import shared_task

from commerce.integrations.errors import ProviderError
from commerce.integrations.registry import PaymentProvider
from commerce.integrations.selectors import list_in_use

from .services.reconciling import reconcile

logger = structlog.get_logger(__name__)


@shared_task(name="commerce.payments.tasks.reconcile_payments")
def reconcile_payments() -> None:
    """Read the books of each payment service; one that cannot be read keeps no other from it."""
    for tenant_id, provider in list_in_use(PaymentProvider):  # type: ignore[type-abstract]
        if not provider.can.lists_movements:
            continue
        about = {"provider": provider.code, "configuration": provider.calls.configuration}
        try:
            read = reconcile(provider=provider, tenant_id=tenant_id)
        except ProviderError as error:
            logger.warning("reconciliation_interrupted", reason=str(error), **about)
        else:
            counts = {str(finding.value): number for finding, number in read.found.items()}
            logger.info("reconciled", **about, **counts, booked=read.booked)
