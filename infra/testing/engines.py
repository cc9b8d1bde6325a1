"""Tests that need a real engine: skipped with the reason where it is absent, failed in CI.

`@pytest.mark.postgresql` means: this test runs on PostgreSQL. The other markers mean: that service answers.
"""

import os
from functools import cache

import pytest
from django.conf import settings

from infra.services.addresses import ADDRESSES
from infra.services.probes import PROBES

SERVICES_BY_MARKER = {
    "postgresql": "postgresql",
    "redis": "redis",
    "elasticsearch": "elasticsearch",
    "stripe_mock": "stripe-mock",
}


def pytest_configure(config: pytest.Config) -> None:
    """Make the markers known; an unknown one is an error."""
    for marker, service in SERVICES_BY_MARKER.items():
        config.addinivalue_line("markers", f"{marker}: needs {service} (`make services`)")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip or fail the test when an engine it needs does not answer."""
    for marker, service in SERVICES_BY_MARKER.items():
        if item.get_closest_marker(marker):
            _require(marker, service)


def _require(marker: str, service: str) -> None:
    if marker == "postgresql" and _runs_on_postgresql():
        return
    if not _answers(service):
        give_up(
            f"{service} does not answer at {ADDRESSES[service].url}; start it with `make services`"
        )
    if marker == "postgresql":
        pytest.skip("runs when the tests run on PostgreSQL")


def give_up(reason: str) -> None:
    """Skip a test whose engine is not there; where services are required, fail it."""
    # With 1, a test that needs a service that is not there fails instead of being skipped.
    if os.environ.get("REQUIRE_SERVICES") == "1":
        pytest.fail(f"REQUIRE_SERVICES=1, but {reason}", pytrace=False)
    pytest.skip(reason)


@cache
def _answers(service: str) -> bool:
    return PROBES[service]()


def _runs_on_postgresql() -> bool:
    return bool(settings.DATABASES["default"]["ENGINE"].endswith("postgresql"))


@pytest.fixture
def redis_url() -> str:
    """Where the tests' Redis listens. Mark the test with `redis`."""
    return ADDRESSES["redis"].url


@pytest.fixture
def elasticsearch_url() -> str:
    """Where the tests' Elasticsearch listens. Mark the test with `elasticsearch`."""
    return ADDRESSES["elasticsearch"].url


@pytest.fixture
def stripe_mock_url() -> str:
    """Where stripe-mock listens. Mark the test with `stripe_mock`."""
    return ADDRESSES["stripe-mock"].url
