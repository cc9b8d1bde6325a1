"""Each service answers for real, through its own wire protocol and the client that the shop uses."""

import httpx
import psycopg
import pytest
import redis

from infra.services.addresses import POSTGRESQL

KEY = {"Authorization": "Bearer sk_test_heron"}


@pytest.mark.postgresql
def test_postgresql_runs_a_query() -> None:
    with psycopg.connect(POSTGRESQL.url) as connection:
        answer = connection.execute("SELECT sum(n) FROM generate_series(1, 10) AS n").fetchone()

    assert answer == (55,)


@pytest.mark.redis
def test_redis_keeps_a_value(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as client:
        client.set("heron:test:services", "kept", ex=5)

        assert client.getdel("heron:test:services") == b"kept"


@pytest.mark.elasticsearch
def test_elasticsearch_finds_what_was_indexed(elasticsearch_url: str) -> None:
    index = f"{elasticsearch_url}/heron-test-services"
    with httpx.Client(timeout=30) as client:
        client.delete(index)
        document = {"name": "Walnut reading lamp"}
        client.put(f"{index}/_doc/1?refresh=true", json=document).raise_for_status()

        found = client.get(f"{index}/_search", params={"q": "name:lamp"}).json()
        client.delete(index)

    assert [hit["_source"] for hit in found["hits"]["hits"]] == [document]


@pytest.mark.stripe_mock
def test_stripe_mock_creates_a_payment_intent_and_refuses_a_wrong_one(stripe_mock_url: str) -> None:
    address = f"{stripe_mock_url}/v1/payment_intents"

    created = httpx.post(address, headers=KEY, data={"amount": 1230, "currency": "eur"})
    refused = httpx.post(address, headers=KEY, data={"amount": "much", "currency": "eur"})

    assert created.status_code == 200
    assert created.json()["object"] == "payment_intent"
    assert refused.status_code == 400
    assert refused.json()["error"]["type"] == "invalid_request_error"
