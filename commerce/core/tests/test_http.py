"""Outgoing requests, against a server on this machine."""

from __future__ import annotations

import ipaddress
import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

from commerce.core import http


class Partner(BaseHTTPRequestHandler):
    """Answers by path, and notes what it was sent."""

    received: list[tuple[str, str, bytes]] = []
    release = threading.Event()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        self.received.append((self.path, self.headers["Host"], body))
        getattr(self, f"answer_{urlsplit(self.path).path.strip('/')}")()

    do_GET = do_POST

    def answer_hello(self) -> None:
        self._start(200, {"X-Kind": "greeting"}, length=5)
        self.wfile.write(b"hello")

    def answer_away(self) -> None:
        self._start(302, {"Location": "http://169.254.169.254/secret"}, length=0)

    def answer_large(self) -> None:
        self._start(200, {}, length=10 * http.MAX_BODY_BYTES)
        try:
            for _ in range(10):
                self.wfile.write(b"x" * http.MAX_BODY_BYTES)
        except OSError:
            pass  # the client hung up, as it should

    def answer_silence(self) -> None:
        self.release.wait(30)

    def answer_drip(self) -> None:
        self._start(200, {}, length=3)
        self.wfile.write(b"x")
        self.release.wait(30)

    def _start(self, status: int, headers: dict[str, str], *, length: int) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(length)}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.flush()

    def log_message(self, *args: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def partner(settings) -> Iterator[str]:
    settings.OUTGOING_PRIVATE_HOSTS = ["127.0.0.1", "localhost"]
    Partner.received.clear()
    Partner.release.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Partner)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    Partner.release.set()
    server.shutdown()
    thread.join()
    server.server_close()


def test_json_is_posted_and_the_answer_is_read(partner):
    answer = http.post_json(f"{partner}/hello", {"tags": ["products"]}, headers={"X-Secret": "s"})

    assert (answer.status, answer.body, answer.headers["x-kind"]) == (200, b"hello", "greeting")
    assert answer.is_success
    ((path, host, body),) = Partner.received
    assert (path, f"http://{host}", json.loads(body)) == ("/hello", partner, {"tags": ["products"]})


def test_an_address_that_refuses_is_followed_by_the_next(partner):
    # "localhost" is ::1 first, where nobody listens.
    answer = http.send("GET", f"{partner.replace('127.0.0.1', 'localhost')}/hello")

    assert answer.status == 200
    assert Partner.received[0][1].startswith("localhost:")


def test_redirects_are_not_followed(partner):
    answer = http.send("GET", f"{partner}/away")

    assert (answer.status, answer.is_success) == (302, False)
    assert len(Partner.received) == 1


def test_private_hosts_are_refused_before_anything_is_sent(partner, settings):
    settings.OUTGOING_PRIVATE_HOSTS = []

    with pytest.raises(http.AddressRefusedError, match=r"127\.0\.0\.1 is not a public host"):
        http.send("GET", f"{partner}/hello?key=secret")

    assert Partner.received == []


def test_a_name_with_one_private_address_is_refused(partner, monkeypatch):
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80))
        for address in ("93.184.215.14", "127.0.0.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **options: found)

    with pytest.raises(http.AddressRefusedError):
        http.send("GET", "http://partner.example/hello")

    assert Partner.received == []


@pytest.mark.parametrize("url", ["ftp://example.org/x", "file:///etc/passwd", "//x", "nowhere"])
def test_other_schemes_are_refused(url, settings):
    settings.OUTGOING_PRIVATE_HOSTS = []
    with pytest.raises(http.AddressRefusedError):
        http.send("GET", url)


def test_a_large_answer_is_cut_off(partner):
    with pytest.raises(http.BodyTooLargeError):
        http.send("GET", f"{partner}/large")


def test_a_silent_server_is_given_up(partner, monkeypatch):
    monkeypatch.setattr(http, "READ_TIMEOUT", 0.1)

    with pytest.raises(http.UnreachableError, match=r"127\.0\.0\.1: ReadTimeout"):
        http.send("GET", f"{partner}/silence?key=secret")


def test_a_caller_may_set_limits_of_its_own(partner):
    short = http.Limits(connect=1.0, read=0.1, body=0.1, most_bytes=4)

    with pytest.raises(http.UnreachableError, match="ReadTimeout"):
        http.send("GET", f"{partner}/silence", limits=short)
    with pytest.raises(http.BodyTooLargeError):
        http.post_json(f"{partner}/hello", {}, limits=short)


def test_a_dripping_server_is_given_up(partner, monkeypatch):
    monkeypatch.setattr(http, "BODY_TIMEOUT", 0)

    with pytest.raises(http.UnreachableError, match="too slow"):
        http.send("GET", f"{partner}/drip")


def test_a_closed_port_is_unreachable(settings):
    settings.OUTGOING_PRIVATE_HOSTS = ["127.0.0.1"]
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    with pytest.raises(http.UnreachableError, match="ConnectError"):
        http.send("GET", f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - not bound to, but refused
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.215.14", True),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
    ],
)
def test_public_addresses(address, is_public):
    assert http.is_public(ipaddress.ip_address(address)) is is_public
