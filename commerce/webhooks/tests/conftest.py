from __future__ import annotations

import pytest
from django.db import transaction

from commerce.core import http
from commerce.core.bus import publish
from commerce.webhooks import registry
from commerce.webhooks.models import Endpoint
from commerce.webhooks.services import posting
from commerce.webhooks.services.endpoints import create_endpoint
from commerce.webhooks.services.turns import serve, take_turns
from commerce.webhooks.tests.happenings import ThingMade, offer_thing
from infra.fakes.webhook_receiver import receiving


@pytest.fixture(autouse=True)
def thing(monkeypatch):
    """A public event of the tests' own, offered for the length of a test."""
    monkeypatch.setattr(registry, "_events", dict(registry._events))
    offer_thing()


@pytest.fixture
def receiver(settings, monkeypatch):
    """A receiver on this machine that may be sent to; who hangs is given up soon."""
    settings.WEBHOOK_PRIVATE_HOSTS = ["127.0.0.1"]
    monkeypatch.setattr(posting, "SECONDS", 0.4)
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def private_names(monkeypatch, settings):
    """Every name belongs to a private address, and none is allowed."""
    settings.WEBHOOK_PRIVATE_HOSTS = []
    monkeypatch.setattr(
        http.socket, "getaddrinfo", lambda host, port, **_: [(0, 0, 0, "", ("10.0.0.7", port))]
    )


@pytest.fixture
def listen(channel, receiver):
    """Make an endpoint of the receiver that hears of things."""

    def make(path="ok", *, at=channel, events=("thing.made",), **options) -> Endpoint:
        options.setdefault("owner_email", "owner@example.com")
        endpoint, secret = create_endpoint(
            channel=at, url=receiver.url(path), events=events, **options
        )
        receiver.secrets.append(secret)
        return endpoint

    return make


@pytest.fixture
def make_thing(channel):
    """Publish that a thing was made, as a service does."""

    def make(number=1, *, at=channel) -> None:
        with transaction.atomic():
            publish(ThingMade(channel_id=at.pk, number=number))

    return make


@pytest.fixture
def send(deliver):
    """Do what workers do, once for each endpoint that is free; return the number of attempts."""

    def run() -> int:
        deliver()
        return sum(serve(turn) for turn in take_turns(most=100))

    return run
