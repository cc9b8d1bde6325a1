"""The same key in two processes at once, on PostgreSQL."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client

from commerce.core.services import idempotency
from commerce.core.tests import urls
from commerce.core.tests.processes import Stage, acting

pytestmark = [
    pytest.mark.urls("commerce.core.tests.urls"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgresql,
]


@pytest.fixture(autouse=True)
def middleware(settings) -> None:
    settings.MIDDLEWARE = ["commerce.core.tests.urls.channel_middleware"]


def post():
    return Client().post(
        "/api/groups/",
        data={"name": "Weavers"},
        content_type="application/json",
        headers={"Idempotency-Key": "key-1", "X-Cart-Token": "my-cart"},
    )


def post_and_pause(stage: Stage) -> None:
    urls.after_write = lambda: stage.pause("written, not committed")
    assert post().status_code == 201


def test_a_second_request_is_told_that_the_first_is_at_work():
    with acting(post_and_pause) as first:
        first.reach()

        second = post()

        assert second.status_code == 409
        assert second.json()["code"] == "idempotency_in_flight"
        assert second.headers["Retry-After"] == "1"
        first.go_on()
        assert first.finish() == 0
    third = post()
    assert (third.status_code, third.headers["Idempotent-Replayed"]) == (201, "true")
    assert Group.objects.filter(name="Weavers").count() == 1


def test_a_request_whose_server_was_killed_can_be_repeated():
    with acting(post_and_pause) as first:
        first.reach()
        first.kill()
    with transaction.atomic(), connection.cursor() as cursor:
        # Groups stay locked until the database notices that the first client is gone.
        cursor.execute("LOCK TABLE auth_group IN ACCESS EXCLUSIVE MODE")

    second = post()

    assert second.status_code == 201
    assert "Idempotent-Replayed" not in second.headers
    assert Group.objects.filter(name="Weavers").count() == 1


def test_an_answer_committed_between_look_and_lock_is_replayed(monkeypatch):
    """The lock is free again, but the row was read before: the constraint decides."""
    look = idempotency.try_lock_and_read
    calls = []

    def look_too_early(name, rows, **values):
        is_granted, found = look(name, rows, **values)
        calls.append(found)
        return is_granted, found if len(calls) > 1 else None

    assert post().status_code == 201
    Group.objects.filter(name="Weavers").update(name="Potters")
    monkeypatch.setattr(idempotency, "try_lock_and_read", look_too_early)

    second = post()

    assert (second.status_code, second.headers["Idempotent-Replayed"]) == (201, "true")
    assert len(calls) == 2
    assert Group.objects.filter(name="Weavers").count() == 0
