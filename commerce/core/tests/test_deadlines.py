"""Requests with a deadline go where they were allowed to, and end in time."""

from __future__ import annotations

import socket

import pytest

from commerce.core import http
from commerce.core.deadlines import post_within
from infra.fakes.webhook_receiver import receiving


def post(url, seconds=0.4, **options):
    options = {"content": b"{}", "headers": {}, "most_bytes": 100, **options}
    return post_within(seconds, url, **options)


@pytest.fixture
def receiver():
    with receiving() as receiver:
        yield receiver


def test_the_connection_goes_to_the_address_that_was_checked(receiver, monkeypatch):
    """A name that says something else the next time is not asked a next time."""
    answers = iter(["127.0.0.1", "10.0.0.1"])
    found = (socket.AF_INET, 0, 0, "")
    monkeypatch.setattr(
        http.socket,
        "getaddrinfo",
        lambda host, port, **options: [(*found, (next(answers), port))],
    )
    url = receiver.url().replace("127.0.0.1", "partner.example")

    answer = post(url, private_hosts=["partner.example"], headers={"webhook-id": "1"})

    assert answer.status == 204
    assert receiver.received[0].headers["host"] == url.split("/")[2]
    assert next(answers) == "10.0.0.1"


@pytest.mark.parametrize("word", ["hang", "drip"])
def test_whoever_is_slow_is_cut_off(receiver, word):
    with pytest.raises(http.TimedOutError):
        post(receiver.url(word), private_hosts=["127.0.0.1"], headers={"webhook-id": "1"})


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:10.0.0.1]"]
)
def test_private_addresses_are_refused(host, monkeypatch):
    plain = host.strip("[]")
    monkeypatch.setattr(
        http.socket, "getaddrinfo", lambda *_, **options: [(0, 0, 0, "", (plain, 443))]
    )
    with pytest.raises(http.AddressRefusedError):
        post(f"https://{host}/")


def test_large_answers_are_cut(receiver):
    answer = post(receiver.url("huge"), 5, private_hosts=["127.0.0.1"], headers={"webhook-id": "1"})

    assert answer.body == b"x" * 100


def test_nobody_there_is_unreachable():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
        with pytest.raises(http.UnreachableError):
            post(url, private_hosts=["127.0.0.1"])
