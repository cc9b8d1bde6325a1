"""Celery's doors to payments under way, to their books, and to many orders at once."""

from celery import shared_task

from commerce.core.batches import Progress
from commerce.core.tasks import wake

from .selectors.lists import list_unfinished_batches
from .services import checking, lists
from .services.completion.sweeping import sweep_completions
from .services.drafts.ending import end_links

AT_A_TIME = 100


@shared_task(name="commerce.ordering.tasks.sweep_payments")
def sweep_payments() -> None:
    """Complete what is paid and let go of what is over."""
    sweep_completions()


@shared_task(name="commerce.ordering.tasks.end_payment_links")
def end_payment_links() -> None:
    """Cancel what staff have prepared and nobody has paid in time."""
    end_links()


@shared_task(name="commerce.ordering.tasks.check_ledger")
def check_ledger() -> None:
    """Look through the books; what does not add up is told to staff and by the shop's health."""
    checking.check_ledger()


@shared_task(name="commerce.ordering.tasks.go_on_with_batch")
def go_on_with_batch(batch_id: int) -> None:
    """Do a part of a batch, and ask for the next one unless somebody else is at it."""
    if lists.go_on_with_batch(batch_id=batch_id, most=AT_A_TIME) is Progress.HALFWAY:
        wake(go_on_with_batch, batch_id)


@shared_task(name="commerce.ordering.tasks.go_on_with_batches")
def go_on_with_batches() -> None:
    """Take up what a worker has left, or nobody was asked for."""
    for batch_id in list_unfinished_batches():
        lists.go_on_with_batch(batch_id=batch_id, most=AT_A_TIME)
