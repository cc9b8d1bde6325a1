"""`manage.py outbox` as an operator uses it."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from commerce.core.bus import publish
from commerce.core.models import OutboxDelivery, OutboxEvent
from commerce.core.tests.happenings import ThingMoved, calls, copy_down, subscribe, write_down

pytestmark = pytest.mark.django_db


def outbox(*arguments: object) -> str:
    out = StringIO()
    call_command("outbox", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.fixture
def letters() -> list[OutboxDelivery]:
    """Two dead letters of different consumers."""
    subscribe(write_down)
    subscribe(copy_down)
    publish(ThingMoved(thing_id=1, step=1))
    OutboxDelivery.objects.update(
        status="dead", attempts=20, last_error="builtins.KeyError\nhooks.py:3 tell"
    )
    return list(OutboxDelivery.objects.order_by("consumer"))


def test_list_shows_dead_letters_and_totals(letters):
    copied, written = letters

    assert outbox("list").splitlines() == [
        *(
            f"{letter.pk}  core.thing_moved  thing_id=1  {letter.consumer}  20 attempts"
            "  builtins.KeyError at hooks.py:3 tell"
            for letter in sorted((copied, written), key=lambda letter: letter.pk)
        ),
        "0 pending, 0 done, 2 dead, 0 discarded",
    ]
    assert len(outbox("list", "--limit", 1).splitlines()) == 2
    assert len(outbox("list", "--status", "pending").splitlines()) == 1


@pytest.mark.parametrize("action", ["replay", "discard"])
def test_a_dry_run_changes_nothing(letters, action):
    assert (
        outbox(action, "--dry-run", "--topic", "core.thing_moved").splitlines()[-1]
        == f"2 would be {action}ed."
    )
    assert OutboxDelivery.objects.filter(status="dead", attempts=20).count() == 2


def test_replay_all_then_relay(letters):
    assert outbox("replay") == "2 will be tried again.\n"
    assert outbox("relay", "--dry-run") == "2 due.\n"
    assert outbox("relay") == "2 delivered, 0 failed.\n"
    assert calls("written") == calls("copied") == ["1/1"]


def test_replay_chosen_ones(letters):
    copied, written = letters

    assert outbox("replay", copied.pk) == "1 will be tried again.\n"
    assert outbox("discard", "--consumer", written.consumer) == "1 discarded.\n"
    assert outbox("replay", "--topic", "core.other") == "0 will be tried again.\n"
    assert list(OutboxDelivery.objects.order_by("consumer").values_list("status", flat=True)) == [
        "pending",
        "discarded",
    ]


def test_purge(letters):
    outbox("discard", "--all")
    OutboxEvent.objects.update(published_at=timezone.now() - timedelta(days=3))

    assert outbox("purge") == "0 events deleted.\n"
    assert outbox("purge", "--days", 2, "--dry-run") == "1 old events.\n"
    assert outbox("purge", "--days", 2) == "1 events deleted.\n"
    assert OutboxDelivery.objects.count() == 0


def test_nothing_is_discarded_by_accident(letters):
    with pytest.raises(CommandError, match="--all"):
        outbox("discard")

    assert OutboxDelivery.objects.filter(status="dead").count() == 2


@pytest.mark.parametrize("arguments", [(), ("burn",), ("relay", "--limit", "0")])
def test_nonsense_is_refused(arguments):
    with pytest.raises(CommandError):
        outbox(*arguments)
