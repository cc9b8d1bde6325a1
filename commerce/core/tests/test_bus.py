"""Publishing: what is stored, what is called, and what it costs."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from kombu.exceptions import OperationalError

from commerce.core import registry, tasks
from commerce.core.bus import PublishedOutsideTransactionError, after_commit, on, publish
from commerce.core.models import OutboxDelivery, OutboxEvent
from commerce.core.tests.happenings import ThingMoved, ThingSeen, copy_down, subscribe, write_down
from commerce.core.together import MOST


def moved(step: int = 1) -> ThingMoved:
    return ThingMoved(thing_id=7, step=step)


@pytest.mark.django_db
def test_an_event_waits_once_for_each_consumer():
    subscribe(write_down)
    subscribe(copy_down, is_ordered=False)

    publish(moved())

    event = OutboxEvent.objects.get()
    assert (event.topic, event.aggregate) == ("core.thing_moved", "thing_id=7")
    assert event.payload == {"thing_id": 7, "step": 1}
    assert event.public_id.startswith("evt_")
    assert list(
        event.deliveries.values_list("consumer", "aggregate", "status").order_by("consumer")
    ) == [
        ("commerce.core.tests.happenings.copy_down", "", "pending"),
        ("commerce.core.tests.happenings.write_down", "thing_id=7", "pending"),
    ]


@pytest.mark.django_db
def test_a_consumer_that_comes_later_gets_no_old_events():
    publish(moved(1))
    subscribe(write_down)
    publish(moved(2))

    assert OutboxDelivery.objects.get().event.payload["step"] == 2


@pytest.mark.django_db
@pytest.mark.parametrize("consumers", [1, 2, 50])
def test_publishing_costs_two_queries_at_most_for_any_number_of_consumers(
    consumers, django_assert_num_queries
):
    for number in range(consumers):
        registry.add_consumer(ThingMoved, registry.Consumer(f"consumer {number}", write_down))

    is_in_one = connection.vendor == "postgresql" and consumers < MOST
    with django_assert_num_queries(1 if is_in_one else 2):
        publish(moved())

    assert OutboxDelivery.objects.count() == consumers


@pytest.mark.django_db
def test_what_is_published_together_is_kept_in_its_order():
    """By the keys, which whoever delivers goes by; however the database writes several rows."""
    subscribe(write_down)
    subscribe(copy_down)

    publish(*(moved(step) for step in range(5)))

    events, deliveries = OutboxEvent.objects.order_by("pk"), OutboxDelivery.objects.order_by("pk")
    assert [event.payload["step"] for event in events] == [0, 1, 2, 3, 4]
    assert [each.event_id for each in deliveries] == [event.pk for event in events for _ in "wc"]


@pytest.mark.django_db(transaction=True)
def test_without_a_transaction_nothing_is_published():
    subscribe(write_down)

    with pytest.raises(PublishedOutsideTransactionError):
        publish(moved())

    assert OutboxEvent.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_was_never_published(monkeypatch):
    asked = []
    monkeypatch.setattr(tasks.relay_outbox, "apply_async", lambda **options: asked.append(1))
    subscribe(write_down)

    with transaction.atomic():
        publish(moved())
        transaction.set_rollback(True)

    assert (OutboxEvent.objects.count(), OutboxDelivery.objects.count(), asked) == (0, 0, [])


@pytest.mark.django_db
def test_handlers_of_the_transaction_are_called_at_once():
    @on(ThingMoved)
    def note(event):
        Group.objects.create(name=f"noted {event.step}")

    publish(moved(3))

    assert Group.objects.filter(name="noted 3").count() == 1


@pytest.mark.django_db
def test_a_handler_of_the_transaction_fails_the_publisher():
    @on(ThingMoved)
    def refuse(event):
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"), transaction.atomic():
        publish(moved())

    assert OutboxEvent.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_one_transaction_asks_for_one_relay(monkeypatch):
    asked = []
    monkeypatch.setattr(tasks.relay_outbox, "apply_async", lambda **options: asked.append(1))
    subscribe(write_down)

    with transaction.atomic():
        publish(moved(1))
        with transaction.atomic():
            publish(moved(2))
        assert asked == []

    assert asked == [1]


@pytest.mark.django_db(transaction=True)
def test_the_request_survives_an_undone_savepoint(monkeypatch):
    asked = []
    monkeypatch.setattr(tasks.relay_outbox, "apply_async", lambda **options: asked.append(1))
    subscribe(write_down)

    with transaction.atomic():
        with transaction.atomic():
            publish(moved(1))
            transaction.set_rollback(True)
        publish(moved(2))

    assert asked == [1]
    assert [event.payload["step"] for event in OutboxEvent.objects.all()] == [2]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [OperationalError("redis is down"), ConnectionRefusedError()])
def test_a_broker_that_is_down_fails_nothing(monkeypatch, error):
    def fail(**options):
        raise error

    monkeypatch.setattr(tasks.relay_outbox, "apply_async", fail)
    subscribe(write_down)

    with transaction.atomic():
        publish(moved())

    assert OutboxDelivery.objects.filter(status="pending").count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_event_nobody_waits_for_wakes_no_worker(monkeypatch):
    asked = []
    monkeypatch.setattr(tasks.relay_outbox, "apply_async", lambda **options: asked.append(1))

    with transaction.atomic():
        publish(ThingSeen(thing_id=1))

    assert (asked, OutboxEvent.objects.count()) == ([], 1)


def test_decorators_give_the_function_back():
    assert after_commit(ThingMoved)(write_down) is write_down
    assert on(ThingMoved)(copy_down) is copy_down
    assert registry.list_handlers("core.thing_moved") == [copy_down]
    assert [consumer.name for consumer in registry.list_consumers("core.thing_moved")] == [
        "commerce.core.tests.happenings.write_down"
    ]


def test_a_consumer_needs_a_name_that_lasts():
    with pytest.raises(ValueError, match="importable"):
        after_commit(ThingMoved)(lambda event: None)
