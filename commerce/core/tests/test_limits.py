"""Limits are told before they are met, and a flood is one caller's own trouble."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory

from commerce.core.api.throttling import AddressThrottle, FloodThrottle, limit_headers


@pytest.fixture(autouse=True)
def rates(settings):
    cache.clear()
    settings.REST_FRAMEWORK = {
        **settings.REST_FRAMEWORK,
        "DEFAULT_THROTTLE_RATES": {"write": "2/min", "hourly": "3/hour", "none": None},
    }


def asked(address="198.51.100.1"):
    return RequestFactory().get("/", REMOTE_ADDR=address)


def spend(throttle_class, scope, times, *, at=0.0, address="198.51.100.1"):
    """Whether each of the requests was let through, and the headers after the last one."""
    throttle = throttle_class(scope)
    throttle.timer = lambda: at
    allowed = [throttle.allow_request(asked(address), None) for _ in range(times)]
    return allowed, limit_headers([throttle])


@pytest.mark.parametrize("throttle_class", [AddressThrottle, FloodThrottle])
def test_what_is_left_is_told_before_the_limit_is_met(throttle_class):
    assert spend(throttle_class, "write", 1) == (
        [True],
        {"RateLimit-Policy": '"write";q=2;w=60', "RateLimit": '"write";r=1;t=60'},
    )
    assert spend(throttle_class, "write", 2, at=20.0) == (
        [True, False],
        {"RateLimit-Policy": '"write";q=2;w=60', "RateLimit": '"write";r=0;t=40'},
    )
    assert spend(throttle_class, "write", 1, address="198.51.100.2")[0] == [True]
    assert spend(throttle_class, "write", 1, at=60.0)[0] == [True]


@pytest.mark.parametrize("throttle_class", [AddressThrottle, FloodThrottle])
def test_a_rate_of_none_is_no_limit(throttle_class):
    assert spend(throttle_class, "none", 50) == ([True] * 50, {})


def test_several_limits_are_told_together():
    throttles = [AddressThrottle("write"), AddressThrottle("hourly")]
    for each in throttles:
        each.timer = lambda: 0.0
        each.allow_request(asked(), None)

    assert limit_headers(throttles) == {
        "RateLimit-Policy": '"write";q=2;w=60, "hourly";q=3;w=3600',
        "RateLimit": '"write";r=1;t=60, "hourly";r=2;t=3600',
    }


def test_no_flood_of_addresses_fills_the_memory(monkeypatch):
    monkeypatch.setattr(FloodThrottle, "most_callers", 100)

    for number in range(300):
        spend(FloodThrottle, "write", 1, address=f"10.0.{number // 250}.{number % 250}")

    assert len(FloodThrottle.counts) == 100


@pytest.mark.urls("commerce.core.tests.urls")
def test_answers_and_refusals_carry_the_headers(settings):
    settings.MIDDLEWARE = []

    answers = [Client().get("/api/limited/") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer["RateLimit"].partition(";t=")[0] for answer in answers] == [
        '"write";r=1',
        '"write";r=0',
        '"write";r=0',
    ]
    assert {answer["RateLimit-Policy"] for answer in answers} == {'"write";q=2;w=60'}
    assert 1 <= int(answers[2]["Retry-After"]) <= 60
