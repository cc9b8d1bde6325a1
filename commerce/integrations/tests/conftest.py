"""What the tests of integrations start from, beside the channel."""

from __future__ import annotations

import pytest

from commerce.core.http import Limits
from commerce.integrations.calls.client import ConfigurationCalls
from commerce.integrations.enums import Mode
from commerce.integrations.providers import door
from commerce.integrations.providers.smtp import connection
from commerce.integrations.registry import providers, register_provider
from commerce.integrations.services import activate, save_configuration, test_connection

from .greeting import CODE, KEY, Counter, Greeting, GreetingServer


@pytest.fixture
def greeting(settings, monkeypatch):
    """The service, offered to the shop under two names; whoever waits for it does not wait long."""
    settings.OUTGOING_PRIVATE_HOSTS = ["127.0.0.1"]
    monkeypatch.setattr(providers, "_providers", dict(providers._providers))
    register_provider(Greeting)
    register_provider(Counter)
    server = GreetingServer()
    yield server
    server.close()


@pytest.fixture
def waits(monkeypatch):
    """The seconds that callers would have waited."""
    found: list[float] = []
    monkeypatch.setattr(ConfigurationCalls, "wait", staticmethod(found.append))
    return found


@pytest.fixture
def set_up(channel, greeting, waits):
    """Save a configuration, and unless told otherwise test and activate it."""

    def run(provider=CODE, *, is_active=True, mode=Mode.LIVE, of=None, place=None, **values):
        owner = place or channel
        saved = save_configuration(
            provider=provider,
            tenant_id=owner.tenant_id,
            channel_id=of.pk if of else None,
            mode=mode,
            values={"url": greeting.url, "key": KEY, **values},
        )
        if is_active:
            assert test_connection(configuration=saved).is_ok
            saved = activate(configuration=saved)
        return saved

    return run


@pytest.fixture
def impatient(monkeypatch):
    """Limits that a test can wait for."""
    limits = Limits(connect=1.0, read=0.3, body=0.5, most_bytes=door.LIMITS.most_bytes)
    monkeypatch.setattr(door, "LIMITS", limits)
    monkeypatch.setattr(connection, "SECONDS", 0.5)
