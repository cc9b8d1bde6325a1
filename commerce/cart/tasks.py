"""Celery's door to carts that were left."""

from celery import shared_task
from django.utils import timezone

from .services import recovery


@shared_task(name="commerce.cart.tasks.remind_of_left_carts")
def remind_of_left_carts() -> None:
    """Write to who left a cart."""
    recovery.remind_of_left_carts(now=timezone.now())
