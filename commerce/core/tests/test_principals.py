"""Whose request it is, and which claims about it are believed."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.test import RequestFactory
from rest_framework.request import Request

from commerce.core.api.principals import client_address, client_network, principal_of
from commerce.core.api.throttling import AddressThrottle, PrincipalThrottle

KEY = "testing-channel-key"
PEER = "192.0.2.1"


def request(user: object = None, **headers: str) -> Request:
    plain = RequestFactory().get("/api/x/", headers=headers, REMOTE_ADDR=PEER)
    drf = Request(plain)
    drf.user = user or AnonymousUser()
    return drf


class User:
    is_authenticated = True

    def __init__(self, pk: int) -> None:
        self.pk = pk


@pytest.mark.parametrize(
    ("proxies", "headers", "address"),
    [
        (0, {}, PEER),
        (0, {"X-Forwarded-For": "198.51.100.9"}, PEER),
        (0, {"X-Forwarded-For": "198.51.100.9", "X-Channel-Key": "wrong"}, PEER),
        (0, {"X-Forwarded-For": "198.51.100.9", "X-Channel-Key": KEY}, "198.51.100.9"),
        (0, {"X-Forwarded-For": "forged, 198.51.100.9", "X-Channel-Key": KEY}, "198.51.100.9"),
        (0, {"X-Channel-Key": KEY}, PEER),
        (1, {"X-Forwarded-For": "forged, 198.51.100.9"}, "198.51.100.9"),
        (1, {"X-Forwarded-For": "198.51.100.9, 10.0.0.2", "X-Channel-Key": KEY}, "198.51.100.9"),
        (2, {"X-Forwarded-For": "198.51.100.9"}, PEER),
        (1, {"X-Forwarded-For": "198.51.100.9", "X-Channel-Key": KEY}, "198.51.100.9"),
        (1, {"X-Forwarded-For": "not an address"}, PEER),
        (1, {"X-Forwarded-For": ""}, PEER),
        (1, {"X-Forwarded-For": "198.51.100.9:4711"}, "198.51.100.9"),
        (1, {"X-Forwarded-For": "[2001:DB8::1]:4711"}, "2001:db8::1"),
        (1, {"X-Forwarded-For": "::ffff:198.51.100.9"}, "198.51.100.9"),
        (1, {"X-Forwarded-For": "fe80::1%eth0"}, "fe80::1"),
    ],
)
def test_only_our_own_proxies_are_believed(settings, proxies, headers, address):
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": proxies}
    settings.CHANNEL_HEADER_KEY = KEY

    assert client_address(request(**headers)) == address


@pytest.mark.parametrize(
    ("address", "network"),
    [("198.51.100.9", "198.51.100.9"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")],
)
def test_limits_count_a_whole_ipv6_line_as_one(settings, address, network):
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": 1}

    assert client_network(request(**{"X-Forwarded-For": address})) == network


def test_without_a_channel_key_nobody_is_the_front_end(settings):
    settings.CHANNEL_HEADER_KEY = ""
    headers = {"X-Forwarded-For": "198.51.100.9", "X-Channel-Key": ""}

    assert client_address(request(**headers)) == PEER


def test_a_user_goes_before_a_cart_and_who_has_neither_is_nobody():
    token = {"X-Cart-Token": "secret-token"}

    assert principal_of(request(User(7), **token)) == "user:7"
    assert principal_of(request(**token)).startswith("cart:")
    assert principal_of(request()) is None


def test_tokens_are_not_kept_in_clear():
    assert "secret-token" not in principal_of(request(**{"X-Cart-Token": "secret-token"}))


@pytest.mark.parametrize(
    ("throttle", "second_user_is_served"), [(AddressThrottle, False), (PrincipalThrottle, True)]
)
def test_limits_count_per_address_or_per_user(settings, throttle, second_user_is_served):
    cache.clear()
    settings.REST_FRAMEWORK = {
        **settings.REST_FRAMEWORK,
        "DEFAULT_THROTTLE_RATES": {"write": "1/min"},
    }
    view = type("View", (), {"throttle_scope": "write"})()

    assert throttle().allow_request(request(User(1)), view)
    assert not throttle().allow_request(request(User(1)), view)
    assert throttle().allow_request(request(User(2)), view) is second_user_is_served
