"""One event becomes one delivery for each endpoint that hears it."""

from __future__ import annotations

import tracemalloc

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commerce.webhooks.enums import EndpointState
from commerce.webhooks.models import Delivery, Endpoint, Message, Subscription
from commerce.webhooks.services.endpoints import pause_endpoint
from commerce.webhooks.services.fan_out import tell_subscribers
from commerce.webhooks.services.signing import new_secret, sealed
from commerce.webhooks.tests.happenings import ThingMade

pytestmark = pytest.mark.django_db


def test_each_endpoint_that_hears_it_gets_it_once(listen, make_thing, deliver):
    first, second, deaf = listen(), listen(), listen(events=["order.placed"])

    make_thing()
    deliver()
    deliver()

    rows = Delivery.objects.order_by("endpoint").values_list("endpoint", "state", "attempts")
    assert list(rows) == [(first.pk, "pending", 0), (second.pk, "pending", 0)]
    assert Message.objects.values_list("event", "subject", "data").get() == (
        *("thing.made", "thing_1"),
        {"id": "thing_1", "note": "made"},
    )
    assert not Delivery.objects.filter(endpoint=deaf).exists()


def test_another_channel_hears_nothing(listen, make_thing, deliver, other_channel):
    listen(at=other_channel)

    make_thing()
    deliver()

    assert not Message.objects.exists()


def test_what_happens_during_a_pause_is_kept_but_not_for_one_that_ended(
    listen, make_thing, deliver
):
    paused, ended = listen(), listen()
    pause_endpoint(endpoint=paused)
    Endpoint.objects.filter(pk=ended.pk).update(state=EndpointState.ENDED)

    make_thing()
    deliver()

    assert list(Delivery.objects.values_list("endpoint", flat=True)) == [paused.pk]


def test_without_listeners_it_costs_one_query(channel, django_assert_num_queries):
    event = ThingMade(channel_id=channel.pk, number=1)

    with django_assert_num_queries(1):
        tell_subscribers(event=event)


def test_ten_thousand_endpoints_cost_no_more_statements_or_memory_than_one(channel):
    many, secret = 10_000, sealed(new_secret())
    Endpoint.objects.bulk_create(
        Endpoint(channel=channel, url="https://example.com/", owner_email="a@b.de", **secret)
        for _ in range(many)
    )
    Subscription.objects.bulk_create(
        Subscription(endpoint_id=pk, event="thing.made")
        for pk in Endpoint.objects.values_list("pk", flat=True)
    )
    event = ThingMade(channel_id=channel.pk, number=1)

    tracemalloc.start()
    with CaptureQueriesContext(connection) as asked:
        told = tell_subscribers(event=event)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert told == 1
    assert Delivery.objects.filter(state="pending", attempts=0).count() == many
    assert len([each for each in asked if "SAVEPOINT" not in each["sql"]]) == 4
    assert peak < 1_000_000
