"""Delivery in one process: order, failure, dead letters, purge."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.utils import timezone

from commerce.core import registry, selectors
from commerce.core.bus import publish
from commerce.core.enums import DeliveryStatus
from commerce.core.models import OutboxDelivery, OutboxEvent
from commerce.core.services import outbox
from commerce.core.services.outbox import Outcome
from commerce.core.tests import happenings
from commerce.core.tests.happenings import (
    ReceiverFailedError,
    ThingMoved,
    ThingSeen,
    calls,
    copy_down,
    notice,
    subscribe,
    write_down,
)

pytestmark = pytest.mark.django_db


def move(thing: int, *steps: int) -> None:
    for step in steps:
        publish(ThingMoved(thing_id=thing, step=step))


def fail_on(monkeypatch, *places: tuple[int, int]) -> None:
    def fail(event):
        if (event.thing_id, event.step) in places:
            raise ReceiverFailedError("password=hunter2")

    monkeypatch.setattr(happenings, "after_write", fail)


def let_time_pass() -> None:
    OutboxDelivery.objects.update(available_at=timezone.now() - timedelta(seconds=1))


def test_everything_due_is_delivered_in_order():
    subscribe(write_down)
    subscribe(copy_down)
    move(1, 1, 2, 3)
    move(2, 1)

    report = outbox.relay()

    assert report.outcomes[Outcome.DELIVERED] == 8
    assert calls("written") == calls("copied") == ["1/1", "1/2", "1/3", "2/1"]
    assert set(OutboxDelivery.objects.values_list("status", "attempts")) == {("done", 1)}


def test_nothing_is_delivered_twice():
    subscribe(write_down)
    move(1, 1)
    outbox.relay()

    report = outbox.relay()

    assert (report.handled, calls("written")) == (0, ["1/1"])


def test_a_failure_leaves_no_effect_and_is_tried_again_later(monkeypatch):
    subscribe(write_down)
    fail_on(monkeypatch, (1, 1))
    move(1, 1)
    before = timezone.now()

    report = outbox.relay()

    delivery = OutboxDelivery.objects.get()
    assert report.outcomes[Outcome.FAILED] == 1
    assert calls("written") == []
    assert (delivery.status, delivery.attempts) == ("pending", 1)
    assert timedelta(seconds=1.8) <= delivery.available_at - before <= timedelta(seconds=5)

    fail_on(monkeypatch)
    assert outbox.relay().handled == 0
    let_time_pass()
    outbox.relay()
    delivery.refresh_from_db()
    assert (delivery.status, delivery.attempts, delivery.last_error) == ("done", 2, "")
    assert calls("written") == ["1/1"]


def test_a_failure_is_recorded_without_its_message(monkeypatch):
    subscribe(write_down)
    fail_on(monkeypatch, (1, 1))
    move(1, 1)

    outbox.relay()

    recorded = OutboxDelivery.objects.get().last_error
    assert recorded.startswith("commerce.core.tests.happenings.ReceiverFailedError\n")
    assert "write_down" in recorded
    assert "hunter2" not in recorded


def test_later_events_of_the_same_thing_wait_behind_a_failing_one(monkeypatch):
    subscribe(write_down)
    subscribe(copy_down)
    fail_on(monkeypatch, (1, 1))
    move(1, 1, 2)
    move(2, 1)

    outbox.relay()

    assert calls("written") == ["2/1"]
    assert calls("copied") == ["1/1", "1/2", "2/1"]  # another consumer is not held back

    fail_on(monkeypatch)
    let_time_pass()
    outbox.relay()
    assert calls("written") == ["2/1", "1/1", "1/2"]


def test_a_consumer_without_order_is_not_held_back(monkeypatch):
    subscribe(write_down, is_ordered=False)
    fail_on(monkeypatch, (1, 1))
    move(1, 1, 2)

    outbox.relay()

    assert calls("written") == ["1/2"]


def test_many_blocked_events_do_not_starve_the_others(monkeypatch):
    monkeypatch.setattr(outbox, "BATCH_SIZE", 3)
    subscribe(write_down)
    fail_on(monkeypatch, (1, 1))
    move(1, *range(1, 10))
    move(2, 1)

    outbox.relay()

    assert calls("written") == ["2/1"]


def exhaust(monkeypatch) -> OutboxDelivery:
    """Let the first step of thing 1 become a dead letter, with a second step behind it."""
    subscribe(write_down)
    fail_on(monkeypatch, (1, 1))
    move(1, 1, 2)
    for _ in range(outbox.MAX_ATTEMPTS):
        let_time_pass()
        outbox.relay()
    return OutboxDelivery.objects.get(status=DeliveryStatus.DEAD)


def test_after_its_last_attempt_a_delivery_is_a_dead_letter_and_keeps_its_place(monkeypatch):
    letter = exhaust(monkeypatch)

    let_time_pass()
    report = outbox.relay()

    assert letter.attempts == outbox.MAX_ATTEMPTS
    assert (report.handled, calls("written")) == (0, [])
    assert selectors.count_deliveries() == {"pending": 1, "done": 0, "dead": 1, "discarded": 0}


def test_a_replayed_dead_letter_and_those_behind_it_are_delivered_in_order(monkeypatch):
    exhaust(monkeypatch)
    fail_on(monkeypatch)

    replayed = outbox.replay(selectors.list_deliveries(status=DeliveryStatus.DEAD))
    outbox.relay()

    assert replayed == 1
    assert calls("written") == ["1/1", "1/2"]


def test_a_discarded_dead_letter_lets_the_others_pass(monkeypatch):
    letter = exhaust(monkeypatch)

    discarded = outbox.discard(
        selectors.list_deliveries(status=DeliveryStatus.DEAD, topic="core.thing_moved")
    )
    outbox.relay()

    letter.refresh_from_db()
    assert (discarded, letter.status) == (1, "discarded")
    assert calls("written") == ["1/2"]


def test_only_dead_letters_are_replayed_or_discarded():
    subscribe(write_down)
    move(1, 1)

    assert outbox.replay(OutboxDelivery.objects.all()) == 0
    assert outbox.discard(OutboxDelivery.objects.all()) == 0


def test_pauses_grow_up_to_an_hour():
    pauses = [
        outbox.pause_before_attempt(attempt) / timedelta(seconds=1) for attempt in range(2, 21)
    ]

    assert 1.8 <= pauses[0] <= 2.2
    assert 3.6 <= pauses[1] <= 4.4
    assert all(3240 <= pause <= 3960 for pause in pauses[11:])
    assert 8 * 3600 < sum(pauses) < 11 * 3600


def test_an_event_for_a_removed_consumer_is_kept_for_its_return():
    name = subscribe(write_down)
    move(1, 1)
    registry._consumers.clear()

    outbox.relay()

    delivery = OutboxDelivery.objects.get()
    assert (delivery.status, delivery.consumer) == ("pending", name)
    assert "ConsumerMissingError" in delivery.last_error


def test_a_run_stops_at_its_limit_and_says_so():
    subscribe(write_down)
    move(1, 1, 2, 3)

    assert outbox.relay(limit=2).is_limit_reached
    assert calls("written") == ["1/1", "1/2"]
    assert not outbox.relay(limit=2).is_limit_reached
    assert calls("written") == ["1/1", "1/2", "1/3"]


def test_a_long_run_leaves_turns_to_other_writers_where_there_is_one_at_a_time(monkeypatch):
    turns = []
    monkeypatch.setattr(outbox.time, "sleep", turns.append)
    subscribe(write_down)
    move(1, *range(outbox.A_FEW + 3))

    outbox.relay()

    is_one_at_a_time = connection.vendor == "sqlite"
    assert turns == ([outbox.TURN_OF_OTHERS] * 3 if is_one_at_a_time else [])


def test_what_a_person_waits_for_goes_before_the_rest_of_a_run(monkeypatch):
    subscribe(write_down)
    subscribe(notice, ThingSeen, is_awaited=True)
    seen = ThingSeen(thing_id=1)
    monkeypatch.setattr(
        happenings, "after_write", lambda event: event.step == 2 and publish(seen, seen)
    )
    move(1, *range(1, 5))

    report = outbox.relay()

    done = Group.objects.filter(name__contains="/").order_by("pk").values_list("name", flat=True)
    assert "".join(name[0] for name in done) == "wwnnww"
    assert report.outcomes == {Outcome.DELIVERED: 6}


def test_what_is_awaited_lets_the_others_get_on(monkeypatch):
    monkeypatch.setattr(outbox, "A_FEW", 1)
    subscribe(write_down)
    subscribe(notice, ThingSeen, is_awaited=True)
    move(1, 1)
    publish(*[ThingSeen(thing_id=1)] * 3)

    assert outbox.relay(limit=2).is_limit_reached

    assert (len(calls("written")), len(calls("noticed"))) == (1, 1)
    assert outbox.relay().outcomes[Outcome.DELIVERED] == 2


def test_an_event_published_by_a_consumer_is_delivered_too(monkeypatch):
    subscribe(write_down)
    monkeypatch.setattr(
        happenings, "after_write", lambda event: event.step < 3 and move(1, event.step + 1)
    )
    move(1, 1)

    outbox.relay()

    assert calls("written") == ["1/1", "1/2", "1/3"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("is_external", "inside"), [(False, True), (True, False)])
def test_only_external_consumers_run_without_a_transaction(monkeypatch, is_external, inside):
    seen = []
    subscribe(write_down, is_external=is_external)
    monkeypatch.setattr(
        happenings, "after_write", lambda event: seen.append(connection.in_atomic_block)
    )
    with transaction.atomic():
        move(1, 1)

    outbox.relay()

    assert seen == [inside]
    assert OutboxDelivery.objects.get().status == "done"


def test_an_external_attempt_is_counted_and_leased_before_it_begins(monkeypatch):
    states = []

    def look(event):
        delivery = OutboxDelivery.objects.get()
        states.append((delivery.attempts, delivery.available_at > timezone.now()))

    subscribe(write_down, is_external=True)
    monkeypatch.setattr(happenings, "after_write", look)
    move(1, 1)

    outbox.relay()

    assert states == [(1, True)]


def test_an_external_handler_that_always_takes_its_worker_down_is_given_up():
    subscribe(write_down, is_external=True)
    move(1, 1)
    OutboxDelivery.objects.update(attempts=outbox.MAX_ATTEMPTS)

    outbox.relay()

    assert OutboxDelivery.objects.get().status == "dead"
    assert calls("written") == []


def test_purge_forgets_what_is_settled_and_old(monkeypatch):
    exhaust(monkeypatch)
    move(2, 1)
    outbox.relay()
    OutboxEvent.objects.update(published_at=timezone.now() - timedelta(days=8))
    move(3, 1)
    outbox.relay()

    assert outbox.purge() == 1
    assert [event.payload["thing_id"] for event in OutboxEvent.objects.all()] == [1, 1, 3]


def test_a_delivery_costs_five_queries_beside_its_handler(django_assert_num_queries):
    registry.add_consumer(ThingMoved, registry.Consumer("quiet", lambda event: None))
    move(1, 1)
    delivery = OutboxDelivery.objects.get()

    # Lock, receipt and two savepoints, the outer of which is the transaction in a worker.
    with django_assert_num_queries(6):
        assert outbox.deliver(delivery.pk) is Outcome.DELIVERED


def test_the_tables_can_be_read_by_people():
    subscribe(write_down)
    move(1, 1)
    delivery = OutboxDelivery.objects.get()

    assert str(delivery.event) == f"core.thing_moved {delivery.event.public_id}"
    assert str(delivery).endswith("→ commerce.core.tests.happenings.write_down (pending)")
