"""A service that is away costs one caller a bounded wait, the log a line, and the others nothing."""

from __future__ import annotations

import logging
import socket
import sqlite3
import time

import pytest
from celery import Celery
from django.db import InterfaceError, OperationalError
from django.test import Client

from commerce.core import tasks
from commerce.core.api import outages as api_outages
from commerce.core.api.outages import OutageLog, WithoutOutages, is_outage
from commerce.core.outages import Outage


@pytest.fixture(autouse=True)
def broker_is_there():
    tasks.BROKER.end()
    yield
    tasks.BROKER.end()


@pytest.fixture
def now():
    return [0.0]


@pytest.fixture
def silent_port():
    """A port that takes connections, as a frozen process's does, and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def database_error(message="server closed the connection", cause=None):
    error = OperationalError(message)
    error.__cause__ = cause
    return error


def told(caplog):
    """What our own loggers said."""
    return [each.msg for each in caplog.records if isinstance(each.msg, dict)]


def test_a_service_is_left_alone_and_then_tried_by_one_caller(now, caplog):
    outage = Outage("engine", pause=5, clock=lambda: now[0])
    assert outage.may_ask()

    outage.begin(ConnectionRefusedError())
    outage.begin(ConnectionRefusedError())
    assert not outage.may_ask()
    now[0] = 5.0
    assert [outage.may_ask(), outage.may_ask()] == [True, False]
    assert [outage.end(), outage.end()] == [True, False]

    assert outage.may_ask()
    assert [(each["event"], each["service"]) for each in told(caplog)] == [
        ("service_unavailable", "engine"),
        ("service_back", "engine"),
    ]


def test_a_frozen_broker_is_waited_for_once_and_not_for_long(silent_port):
    shop = Celery(broker=f"redis://127.0.0.1:{silent_port}/0", set_as_current=False)
    shop.conf.broker_transport_options = {"socket_timeout": 1.5, "max_retries": 0}
    task = shop.task(name="anything")(tasks.beat.run)
    shop.finalize()

    began = time.monotonic()
    assert tasks.wake(task) is False
    first = time.monotonic() - began
    assert [tasks.wake(task) for _ in range(20)] == [False] * 20
    rest = time.monotonic() - began - first

    # Without limits each would wait for minutes; the bounds leave room for a busy machine.
    assert first < 30
    assert rest < 15


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (database_error(), True),
        (database_error("database is locked"), True),
        (database_error("unable to open database file"), True),
        (InterfaceError("connection already closed"), True),
        (database_error("no such table: basket_basket"), False),
        (database_error('near "SELEC": syntax error'), False),
        (ValueError(), False),
        (None, False),
    ],
)
def test_mistakes_are_no_outages(error, expected):
    assert is_outage(error) is expected


def test_a_burst_is_one_line_and_the_next_one_counts_it(now, caplog):
    log = OutageLog(clock=lambda: now[0])

    now[0] = 100.0
    for _ in range(50):
        log.note(database_error(cause=sqlite3.OperationalError()))
    now[0] = 131.0
    log.note(database_error())

    assert [(each["event"], each["untold"]) for each in told(caplog)] == [
        ("database_unavailable", 0),
        ("database_unavailable", 49),
    ]


def record(error=None, **extra):
    info = (type(error), error, None) if error else None
    made = logging.LogRecord("django.request", logging.ERROR, "", 0, "%s", (), info)
    vars(made).update(extra)
    return made


def test_traces_of_an_outage_and_lines_of_its_answers_are_left_out(monkeypatch):
    monkeypatch.setattr(api_outages, "OUTAGES", OutageLog())
    without = WithoutOutages()

    assert not without.filter(record(database_error(), status_code=500))
    assert not without.filter(record(status_code=503))
    assert without.filter(record(database_error("no such table: x"), status_code=500))
    assert without.filter(record(ValueError(), status_code=500))
    assert without.filter(record(status_code=500))


@pytest.mark.urls("commerce.core.tests.urls")
@pytest.mark.parametrize("kind", ["database-away", "database-closed"])
def test_programs_hear_503_and_no_trace_is_written(settings, monkeypatch, kind, caplog):
    settings.MIDDLEWARE = ["commerce.core.tests.urls.channel_middleware"]
    monkeypatch.setattr("commerce.core.api.errors.OUTAGES", OutageLog())

    for _ in range(3):
        answer = Client().get(f"/api/failing/{kind}/")
        assert (answer.status_code, answer["Retry-After"]) == (503, "2")
        assert answer.json()["code"] == "temporarily_unavailable"

    assert [each["event"] for each in told(caplog)] == ["database_unavailable"]


@pytest.mark.urls("commerce.core.tests.urls")
@pytest.mark.parametrize(("language", "words"), [("en", "Back in a moment"), ("de", "Gleich")])
def test_people_see_a_page_of_the_house(settings, language, words):
    settings.MIDDLEWARE = []
    client = Client(raise_request_exception=False)

    answer = client.get("/database-away/", headers={"Accept-Language": language})

    assert (answer.status_code, answer["Retry-After"]) == (503, "2")
    assert answer["Cache-Control"] == "no-store"
    assert f'<html lang="{language}"' in answer.text
    assert words in answer.text
