"""A worker looks for due deliveries by itself, whether a clock runs or not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.core.models import OutboxDelivery, OutboxEvent
from infra import worker


@pytest.fixture
def asked(monkeypatch):
    asked = []
    monkeypatch.setattr(worker.relay_outbox, "apply_async", lambda **options: asked.append(options))
    return asked


def _deliver(**fields):
    event = OutboxEvent.objects.create(topic="t", aggregate="", payload={})
    OutboxDelivery.objects.create(event=event, consumer="c", aggregate="", **fields)


@pytest.mark.django_db
def test_what_is_due_is_asked_for(asked):
    _deliver(available_at=timezone.now())

    assert worker.ask_for_due_deliveries()
    assert asked == [{"retry": False, "ignore_result": True, "expires": worker.LOOK_SECONDS}]


@pytest.mark.django_db
def test_nothing_is_asked_for_while_nothing_is_due(asked):
    _deliver(available_at=timezone.now() + timedelta(hours=1))

    assert not worker.ask_for_due_deliveries()
    assert asked == []
