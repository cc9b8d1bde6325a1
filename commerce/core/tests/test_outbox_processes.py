"""Workers that race and workers that are killed: nothing is lost, nothing is done twice."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack

import pytest
from django.db import transaction

from commerce.core import selectors
from commerce.core.bus import publish
from commerce.core.models import OutboxDelivery
from commerce.core.services import outbox
from commerce.core.tests import happenings
from commerce.core.tests.happenings import ThingMoved, calls, copy_down, subscribe, write_down
from commerce.core.tests.processes import Stage, acting

pytestmark = pytest.mark.django_db(transaction=True)

THINGS, STEPS, WORKERS = 5, 12, 3


def move(thing: int, step: int) -> None:
    with transaction.atomic():
        publish(ThingMoved(thing_id=thing, step=step))


def wait_for_the_dead() -> None:
    """Return when the database has let go of what a killed worker had locked."""
    with transaction.atomic():
        list(OutboxDelivery.objects.select_for_update())


def race(stage: Stage) -> None:
    stage.pause("at the start")
    outbox.relay()


@pytest.mark.parametrize("is_external", [False, True])
def test_racing_workers_deliver_each_event_once_and_in_order(is_external):
    subscribe(write_down, is_external=is_external)
    subscribe(copy_down)
    for step in range(STEPS):
        for thing in range(THINGS):
            move(thing, step)

    with ExitStack() as stack:
        workers = [stack.enter_context(acting(race)) for _ in range(WORKERS)]
        for worker in workers:
            worker.reach()
        for worker in workers:
            worker.go_on()
        assert [worker.finish() for worker in workers] == [0] * WORKERS

    expected = [f"{thing}/{step}" for step in range(STEPS) for thing in range(THINGS)]
    for verb in ("written", "copied"):
        done = calls(verb)
        assert Counter(done) == Counter(expected)
        for thing in range(THINGS):
            steps = [place for place in done if place.startswith(f"{thing}/")]
            assert steps == [f"{thing}/{step}" for step in range(STEPS)]
    assert set(OutboxDelivery.objects.values_list("status", "attempts")) == {("done", 1)}


def stop_with_the_lock(stage: Stage) -> None:
    lock = selectors.lock_due_delivery

    def locked_and_waiting(pk: int) -> OutboxDelivery | None:
        delivery = lock(pk)
        stage.pause("before the handler")
        return delivery

    selectors.lock_due_delivery = locked_and_waiting
    outbox.relay()


def stop_in_the_handler(stage: Stage) -> None:
    happenings.after_write = lambda event: stage.pause("after the handler's write")
    outbox.relay()


def stop_before_the_commit(stage: Stage) -> None:
    record = outbox._record_success

    def recorded_and_waiting(delivery: OutboxDelivery) -> outbox.Outcome:
        outcome = record(delivery)
        stage.pause("after the receipt, before the commit")
        return outcome

    outbox._record_success = recorded_and_waiting
    outbox.relay()


def stop_after_the_commit(stage: Stage) -> None:
    deliver = outbox.deliver

    def delivered_and_waiting(pk: int) -> outbox.Outcome:
        outcome = deliver(pk)
        stage.pause("after the commit")
        return outcome

    outbox.deliver = delivered_and_waiting
    outbox.relay()


@pytest.mark.parametrize(
    ("play", "survives"),
    [
        (stop_with_the_lock, []),
        (stop_in_the_handler, []),
        (stop_before_the_commit, []),
        (stop_after_the_commit, ["1/1"]),
    ],
)
def test_a_killed_worker_leaves_nothing_half_done(play, survives):
    subscribe(write_down)
    move(1, 1)
    move(1, 2)

    with acting(play) as worker:
        worker.reach()
        worker.kill()
    wait_for_the_dead()

    assert calls("written") == survives
    assert OutboxDelivery.objects.filter(status="done").count() == len(survives)

    outbox.relay()
    assert calls("written") == ["1/1", "1/2"]
    assert set(OutboxDelivery.objects.values_list("status", "attempts")) == {("done", 1)}


@pytest.mark.postgresql
def test_a_worker_passes_over_what_another_one_has_in_hand():
    subscribe(write_down)
    move(1, 1)
    move(1, 2)
    move(2, 1)

    with acting(stop_in_the_handler) as worker:
        worker.reach()

        report = outbox.relay()

        assert report.outcomes[outbox.Outcome.DELIVERED] == 1
        assert calls("written") == ["2/1"]  # neither the locked one, nor the one behind it
        worker.kill()
    wait_for_the_dead()
    outbox.relay()

    assert calls("written") == ["2/1", "1/1", "1/2"]


def test_an_external_delivery_is_repeated_when_its_lease_is_over():
    subscribe(write_down, is_external=True)
    move(1, 1)
    with acting(stop_in_the_handler) as worker:
        worker.reach()
        worker.kill()
    wait_for_the_dead()

    assert outbox.relay().handled == 0  # it may still be at work, for all others know
    delivery = OutboxDelivery.objects.get()
    assert (delivery.status, delivery.attempts) == ("pending", 1)
    OutboxDelivery.objects.update(available_at=delivery.event.published_at)

    outbox.relay()

    assert calls("written") == ["1/1", "1/1"]
    assert OutboxDelivery.objects.get().status == "done"
