"""Health answers for machines: alive is cheap, ready names each dependency."""

import pytest
from django.db import DatabaseError, connection

from infra import health
from search.engines.choice import forget_engine


@pytest.fixture(autouse=True)
def _engine_chosen_anew():
    forget_engine()
    yield
    forget_engine()


def test_alive_asks_nobody(client):
    answer = client.get("/api/v1/health/live")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_ready_names_every_dependency(client, settings):
    settings.ELASTICSEARCH_URL = ""

    answer = client.get("/api/v1/health/ready")

    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "checks": {name: {"status": "ok"} for name in ("database", "cache", "broker")},
        "search": {"status": "ok", "engine": "embedded", "is_degraded": False},
    }


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["database", "cache", "broker"])
@pytest.mark.parametrize("failure", [DatabaseError, OSError])
def test_one_dead_dependency_makes_it_unready(client, monkeypatch, name, failure):
    def fail():
        raise failure

    monkeypatch.setattr(health, "CHECKS", {**health.CHECKS, name: fail})

    answer = client.get("/api/v1/health/ready")

    assert answer.status_code == 503
    assert answer.json()["status"] == "unavailable"
    assert answer.json()["checks"][name] == {"status": "unavailable"}
    assert sum(check["status"] == "ok" for check in answer.json()["checks"].values()) == 2


@pytest.mark.django_db
def test_a_broker_that_refuses_is_seen(client, settings):
    from celery import current_app

    before = current_app.conf.broker_url
    current_app.conf.broker_url = "redis://127.0.0.1:1/0"
    try:
        answer = client.get("/api/v1/health/ready")
    finally:
        current_app.conf.broker_url = before

    assert answer.json()["checks"]["broker"] == {"status": "unavailable"}
    assert connection.is_usable()


@pytest.mark.django_db
@pytest.mark.elasticsearch
def test_the_search_engine_is_named(client, settings, elasticsearch_url):
    settings.ELASTICSEARCH_URL = elasticsearch_url

    answer = client.get("/api/v1/health/ready")

    expected = {"status": "ok", "engine": "elasticsearch", "is_degraded": False}
    assert answer.json()["search"] == expected


@pytest.mark.django_db
def test_a_shop_without_its_search_engine_is_ready_and_says_so(client, settings):
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:1"

    answer = client.get("/api/v1/health/ready")

    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert answer.json()["search"] == {
        "status": "unavailable",
        "engine": "database",
        "is_degraded": True,
    }
