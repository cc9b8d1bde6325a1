"""Health answers for machines: alive asks nobody; ready says whether orders can be taken."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from commerce.core.enums import Process
from commerce.core.models import Heartbeat, OutboxDelivery, OutboxEvent
from commerce.core.process_cache import forget_everything
from commerce.core.services.heartbeats import beat
from commerce.core.tasks import beat as clock_beat
from commerce.integrations.key_ring import key_ring
from commerce.integrations.models import ProviderConfiguration, ProviderHealth
from infra import readiness
from infra.checks import find_missing_keys
from search.indexing.sources import list_sources

READY = "/api/v1/health/ready"
OTHERS = {"cache", "broker", "worker", "clock", "deliveries", "dead_letters", "integrations"}


@pytest.fixture(autouse=True)
def _engine_chosen_anew(settings):
    settings.ELASTICSEARCH_URL = ""
    forget_everything()
    yield
    forget_everything()


@pytest.fixture
def _everybody_works(db, monkeypatch):
    monkeypatch.setattr(readiness, "list_sources", list)
    beat(name=Process.WORKER)
    clock_beat()


def statuses(answer):
    return {name: check["status"] for name, check in answer.json()["checks"].items()}


def set_back(name, seconds):
    Heartbeat.objects.filter(name=name).update(
        beaten_at=timezone.now() - timedelta(seconds=seconds)
    )


def deliver_late(*, status="pending", minutes=5):
    event = OutboxEvent.objects.create(topic="core.thing", payload={})
    return OutboxDelivery.objects.create(
        event=event,
        consumer="somebody",
        status=status,
        available_at=timezone.now() - timedelta(minutes=minutes),
    )


def test_alive_asks_nobody(client):
    answer = client.get("/api/v1/health/live")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("_everybody_works")
def test_ready_names_every_part(client):
    answer = client.get(READY)

    body = answer.json()
    assert answer.status_code == 200
    assert all(body["checks"][name].pop("seconds") < 20 for name in ("worker", "clock"))
    assert body == {
        "status": "ok",
        "checks": {
            **{
                name: {"status": "ok"}
                for name in ("database", "tables", "cache", "broker", "worker", "clock")
            },
            "deliveries": {"status": "ok", "seconds": 0},
            "dead_letters": {"status": "ok", "count": 0},
            "integrations": {"status": "ok", "count": 0},
            "ledger": {"status": "ok", "count": 0},
        },
        "search": {"status": "ok", "engine": "embedded", "is_degraded": False},
    }


@pytest.mark.usefixtures("_everybody_works")
@pytest.mark.parametrize("failure", [DatabaseError, InterfaceError, OSError])
def test_without_its_database_the_shop_is_not_ready(client, monkeypatch, failure):
    def fail():
        raise failure

    monkeypatch.setattr(readiness, "NEEDED", {**readiness.NEEDED, "database": fail})

    answer = client.get(READY)

    assert (answer.status_code, answer.json()["status"]) == (503, "unavailable")
    assert statuses(answer)["database"] == "unavailable"
    assert {statuses(answer)[name] for name in readiness.KEPT} == {"unknown"}


@pytest.mark.usefixtures("_everybody_works")
@pytest.mark.parametrize("table", sorted(readiness.TABLES))
def test_without_its_tables_the_shop_is_not_ready(client, monkeypatch, table):
    there = [name for name in connection.introspection.table_names() if name != table]
    monkeypatch.setattr(connection.introspection, "table_names", lambda *_: there)

    answer = client.get(READY)

    assert answer.status_code == 503
    assert statuses(answer)["tables"] == "unavailable"


@pytest.mark.usefixtures("_everybody_works")
def test_a_migration_that_is_not_applied_makes_it_unready(client, monkeypatch):
    newest = readiness.newest_migrations() | {("core", "9999_tomorrow")}
    monkeypatch.setattr(readiness, "newest_migrations", lambda: newest)

    assert client.get(READY).status_code == 503


@pytest.mark.usefixtures("_everybody_works")
@pytest.mark.parametrize("name", ["cache", "broker"])
def test_the_shop_sells_on_without_redis(client, monkeypatch, name):
    def fail():
        raise OSError

    monkeypatch.setattr(readiness, "BESIDE", {**readiness.BESIDE, name: fail})

    answer = client.get(READY)

    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert {each for each, status in statuses(answer).items() if status != "ok"} == {name}


@pytest.mark.usefixtures("_everybody_works")
@pytest.mark.parametrize(("name", "seconds"), [("worker", 31), ("clock", 61)])
def test_a_process_that_is_silent_is_told(client, name, seconds):
    set_back(name, seconds)

    answer = client.get(READY)

    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert statuses(answer)[name] == "unavailable"
    assert seconds <= answer.json()["checks"][name]["seconds"] < seconds + 20


@pytest.mark.django_db
def test_processes_that_never_were_there_are_told(client):
    answer = client.get(READY)

    assert answer.json()["status"] == "degraded"
    assert answer.json()["checks"]["worker"] == {"status": "unavailable"}


@pytest.mark.usefixtures("_everybody_works")
def test_a_live_provider_that_fails_is_told_and_takes_nothing_down(client, channel):
    configuration = ProviderConfiguration.objects.create(
        tenant=channel.tenant,
        provider="smtp",
        kind="email",
        key_id=key_ring().newest,
        is_active=True,
        tested_at=timezone.now(),
    )
    ProviderHealth.objects.create(configuration=configuration, failures=5)

    answer = client.get(READY)

    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert answer.json()["checks"]["integrations"] == {"status": "degraded", "count": 1}


@pytest.mark.usefixtures("_everybody_works")
def test_a_missing_key_of_providers_is_one_sentence(client, channel):
    for mode in ("test", "live"):
        ProviderConfiguration.objects.create(
            tenant=channel.tenant, provider="smtp", kind="email", mode=mode, key_id="2024"
        )

    (warning,) = find_missing_keys(databases=["default"])

    assert "lacks '2024', which the secrets of 2 rows need" in warning.msg
    assert client.get(READY).json()["checks"]["integrations"]["count"] == 2


@pytest.mark.usefixtures("_everybody_works")
def test_late_deliveries_and_dead_letters_are_told(client):
    deliver_late()
    deliver_late(status="dead")

    answer = client.get(READY)

    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert statuses(answer)["deliveries"] == "degraded"
    assert 300 <= answer.json()["checks"]["deliveries"]["seconds"] < 320
    assert answer.json()["checks"]["dead_letters"] == {"status": "degraded", "count": 1}


@pytest.mark.usefixtures("_everybody_works")
def test_a_broker_that_refuses_is_seen(client):
    from celery import current_app

    before = current_app.conf.broker_url
    current_app.conf.broker_url = "redis://127.0.0.1:1/0"
    try:
        answer = client.get(READY)
    finally:
        current_app.conf.broker_url = before

    assert answer.json()["checks"]["broker"] == {"status": "unavailable"}
    assert connection.is_usable()


@pytest.mark.usefixtures("_everybody_works")
def test_an_index_that_is_missing_is_told(client, channel, monkeypatch):
    monkeypatch.setattr(readiness, "list_sources", list_sources)
    answer = client.get(READY)

    expected = {"status": "degraded", "engine": "embedded", "is_degraded": True}
    assert answer.json()["search"] == expected
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")


@pytest.mark.usefixtures("_everybody_works")
@pytest.mark.elasticsearch
def test_the_search_engine_is_named(client, settings, elasticsearch_url):
    settings.ELASTICSEARCH_URL = elasticsearch_url

    answer = client.get(READY)

    expected = {"status": "ok", "engine": "elasticsearch", "is_degraded": False}
    assert answer.json()["search"] == expected


@pytest.mark.usefixtures("_everybody_works")
def test_a_shop_without_its_search_engine_is_ready_and_says_so(client, settings):
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:1"

    answer = client.get(READY)

    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert answer.json()["search"] == {
        "status": "unavailable",
        "engine": "database",
        "is_degraded": True,
    }
