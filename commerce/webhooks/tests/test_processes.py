"""Workers that are killed at each point of sending: nothing is lost, and doubles are counted.

| killed | sent again afterwards |
|---|---|
| before the fan-out is committed | no: the outbox tells once more, nothing was sent |
| after an endpoint was taken     | no: nothing was sent, the lease runs out |
| while the receiver works        | yes, once: nobody knows whether it came |
| after the answer, before it is recorded | yes, once |
| after it was recorded           | no |
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from commerce.core.services import outbox
from commerce.core.tests.processes import Stage, acting
from commerce.webhooks import hooks
from commerce.webhooks.models import Delivery, Endpoint
from commerce.webhooks.services import posting, turns

pytestmark = pytest.mark.django_db(transaction=True)


def work() -> None:
    outbox.relay()
    for turn in turns.take_turns(most=10):
        turns.serve(turn)


def stop_before_the_fan_out_is_committed(stage: Stage) -> None:
    tell = hooks.tell_subscribers

    def told_and_waiting(*, event):
        number = tell(event=event)
        stage.pause("told")
        return number

    hooks.tell_subscribers = told_and_waiting
    work()


def stop_after_an_endpoint_was_taken(stage: Stage) -> None:
    outbox.relay()
    turns.take_turns(most=10)
    stage.pause("taken")


def stop_while_the_receiver_works(stage: Stage) -> None:
    post_within = posting.post_within

    def posted_and_waiting(*arguments, **options):
        post_within(*arguments, **options)
        stage.pause("posted, not answered as far as the worker knows")

    posting.post_within = posted_and_waiting
    work()


def stop_before_it_is_recorded(stage: Stage) -> None:
    def recording(**what):
        stage.pause("answered")

    turns.record = recording
    work()


def stop_after_it_was_recorded(stage: Stage) -> None:
    record = turns.record

    def recorded_and_waiting(**what):
        may_go_on = record(**what)
        stage.pause("recorded")
        return may_go_on

    turns.record = recorded_and_waiting
    work()


@pytest.mark.parametrize(
    ("play", "came"),
    [
        (stop_before_the_fan_out_is_committed, 1),
        (stop_after_an_endpoint_was_taken, 1),
        (stop_while_the_receiver_works, 2),
        (stop_before_it_is_recorded, 2),
        (stop_after_it_was_recorded, 1),
    ],
)
def test_a_killed_worker_loses_nothing(play, came, listen, make_thing, receiver):
    listen()
    make_thing()

    with acting(play) as worker:
        worker.reach()
        worker.kill()
    with transaction.atomic():  # the database lets go of what the dead one had locked
        list(Endpoint.objects.select_for_update())
    assert turns.take_turns(most=10) == []  # for all others know, it may still be at work
    Endpoint.objects.update(busy_until=timezone.now() - timedelta(seconds=1))
    work()

    assert Delivery.objects.get().state == "delivered"
    assert len({each.id for each in receiver.taken}) == 1
    assert len(receiver.taken) == came
