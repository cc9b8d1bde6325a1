"""Workers that are killed while they send: nothing is lost, and what is doubled is counted."""

from __future__ import annotations

import socket
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from commerce.core.tests.processes import Stage, acting
from commerce.notifications.models import Message
from commerce.notifications.registry import Draft, Kind, text
from commerce.notifications.services import notify, sending, ways
from commerce.notifications.shapes import Recipient

pytestmark = pytest.mark.django_db(transaction=True)

LETTERS = 4


class Sink:
    """A mail server that counts what it has taken, by Message-ID."""

    def __init__(self):
        self.taken = Counter()

    async def handle_DATA(self, server, session, envelope):
        head = envelope.content.decode().splitlines()
        (key,) = [line.split(": ")[1] for line in head if line.startswith("Message-ID")]
        self.taken[key] += 1
        return "250 OK"


@contextmanager
def mail_server(settings):
    sink = Sink()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = port
        yield sink
    finally:
        controller.stop()


@pytest.fixture
def sink(settings):
    with mail_server(settings) as sink:
        yield sink


@pytest.fixture
def letters(channel, monkeypatch):
    kind = Kind(code="note", name="Note", draft=Draft("Note", (text("Hello"),)))
    monkeypatch.setattr("commerce.notifications.registry._kinds", {"note": kind})
    for number in range(LETTERS):
        notify(
            kind="note",
            recipient=Recipient("en", email=f"{number}@example.com"),
            channel_id=channel.pk,
            event_id="1",
            values={},
        )


def stop_before_the_claim(stage: Stage) -> None:
    claim = sending.claim

    def claim_later(**options):
        stage.pause("before the claim")
        return claim(**options)

    sending.claim = claim_later
    sending.send_due()


def stop_after_the_claim(stage: Stage) -> None:
    def send_later(**_options):
        stage.pause("after the claim")

    ways.send = send_later
    sending.send_due()


def stop_before_the_record(stage: Stage) -> None:
    """The second letter was taken, and nobody has written that down."""
    record, seen = sending.record, []

    def record_later(message, outcome, **options):
        seen.append(message)
        if len(seen) == 2:
            stage.pause("before the record")
        record(message, outcome, **options)

    sending.record = record_later
    sending.send_due()


def go_on_after_the_lease() -> None:
    Message.objects.filter(state="queued").update(available_at=timezone.now())
    sending.send_due()


@pytest.mark.parametrize(
    ("play", "taken_before", "doubled"),
    [
        (stop_before_the_claim, 0, 0),
        (stop_after_the_claim, 0, 0),
        (stop_before_the_record, 2, 1),
    ],
)
def test_a_killed_worker_loses_nothing(letters, sink, play, taken_before, doubled):
    with acting(play) as worker:
        worker.reach()
        worker.kill()
    assert sum(sink.taken.values()) == taken_before

    go_on_after_the_lease()

    assert len(sink.taken) == LETTERS
    assert sum(sink.taken.values()) - LETTERS == doubled
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
    again = Message.objects.filter(doubts__gt=0)
    twice = {key for key, number in sink.taken.items() if number > 1}
    assert twice <= {message.reference for message in again}


def race(stage: Stage) -> None:
    stage.pause("at the start")
    sending.send_due()


def test_racing_workers_send_each_letter_once(letters, sink):
    with acting(race) as first, acting(race) as second:
        for worker in (first, second):
            worker.reach()
        for worker in (first, second):
            worker.go_on()
        assert [worker.finish() for worker in (first, second)] == [0, 0]

    assert set(sink.taken.values()) == {1}
    assert len(sink.taken) == LETTERS


def test_a_lease_is_longer_than_a_batch_takes(settings):
    assert timedelta(seconds=settings.EMAIL_TIMEOUT) * sending.BATCH <= sending.LEASE
