"""Signs of life of the processes that work behind the web servers."""

from __future__ import annotations

from django.utils import timezone

from commerce.core.models import Heartbeat


def beat(*, name: str) -> None:
    """Note that the process of that name is at work now. One query."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(name=name, beaten_at=timezone.now())],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["beaten_at"],
    )
