"""Celery's doors to documents."""

from __future__ import annotations

from celery import shared_task

from commerce.core.batches import Progress
from commerce.core.tasks import wake
from commerce.tax.services.asking import forget_rates

from .selectors.documents import list_unfinished_batches
from .services.batches import go_on_with
from .services.declaring import declare_waiting

# So many orders take half a minute: a worker that is stopped politely does not make it wait.
AT_A_TIME = 100


@shared_task(name="commerce.documents.tasks.go_on_with_batch")
def go_on_with_batch(batch_id: int) -> None:
    """Make a part of a batch, and ask for the next one unless somebody else is at it."""
    if go_on_with(batch_id=batch_id, most=AT_A_TIME) is Progress.HALFWAY:
        wake(go_on_with_batch, batch_id)


@shared_task(name="commerce.documents.tasks.go_on_with_batches")
def go_on_with_batches() -> None:
    """Take up what a worker has left, or nobody was asked for."""
    for batch_id in list_unfinished_batches():
        go_on_with(batch_id=batch_id, most=AT_A_TIME)


@shared_task(name="commerce.documents.tasks.tell_tax_services")
def tell_tax_services() -> None:
    """Tell tax services what they could not be told, and forget what they said of days long over."""
    declare_waiting()
    forget_rates()
