"""Slow clients are felt by nobody else; what arrives reaches Django whole and unambiguous."""

import hashlib
import json
import os
from contextlib import ExitStack
from threading import Thread

import pytest

GET = b"GET /anything HTTP/1.1\r\nHost: shop.test\r\n\r\n"
LIVE = b"GET /api/v1/health/live HTTP/1.1\r\nHost: shop.test\r\n\r\n"
POST = b"POST /api/v1/carts HTTP/1.1\r\nHost: shop.test\r\n"
HALF_SENT = [
    POST + b"Content-Length: 100\r\n\r\n{",
    POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{",
    POST + b"Content-Le",
    b"",
]


def chunked(*pieces):
    lines = [b"%x\r\n%s\r\n" % (len(piece), piece) for piece in (*pieces, b"")]
    return b"Transfer-Encoding: chunked\r\n\r\n" + b"".join(lines)


@pytest.mark.parametrize("beginning", HALF_SENT)
def test_two_hundred_half_sent_requests_hold_nobody_up(server, beginning):
    with ExitStack() as stack:
        for _ in range(200):
            stack.enter_context(server.connect()).send(beginning)

        assert server.ask(LIVE) == (200, b'{"status":"ok"}')
        assert server.tell(GET)["path"] == "/anything"


@pytest.mark.parametrize("beginning", HALF_SENT[:2])
def test_a_body_that_stops_is_refused_and_the_connection_closed(impatient_server, beginning):
    with impatient_server.connect() as connection:
        head, _, body = connection.send(beginning).read().partition(b"\r\n\r\n")

        assert head.startswith(b"HTTP/1.1 408 ")
        assert b"content-type: application/problem+json" in head
        assert json.loads(body)["code"] == "request_timeout"
        assert connection.is_closed()


@pytest.mark.parametrize("beginning", HALF_SENT[2:])
def test_a_head_that_stops_closes_the_connection(server, beginning):
    with server.connect() as connection:
        assert connection.send(beginning).is_closed()


def test_a_body_that_trickles_is_refused_as_well(impatient_server):
    with impatient_server.connect() as connection:
        connection.send(POST + b"Content-Length: 1000000\r\n\r\n")
        answers = []
        reader = Thread(target=lambda: answers.append(connection.read()))
        reader.start()
        while reader.is_alive():
            try:
                connection.send(b"x")
            except OSError:
                break
            reader.join(0.1)
        reader.join()

    assert answers[0].startswith(b"HTTP/1.1 408 ")


def test_a_chunked_body_arrives_whole(server):
    pieces = [b"a" * 70_000, b"b", b"c" * 70_000]

    told = server.tell(POST + chunked(*pieces))

    assert told["size"] == 140_001
    assert told["digest"] == hashlib.sha256(b"".join(pieces)).hexdigest()
    assert told["headers"]["Content-Length"] == "140001"
    assert "Transfer-Encoding" not in told["headers"]


def test_a_large_body_arrives_whole(server):
    body = os.urandom(2 * 1024 * 1024)
    head = b"POST /cms/images HTTP/1.1\r\nHost: shop.test\r\nContent-Length: %d\r\n\r\n" % len(body)

    told = server.tell(head + body)

    assert (told["size"], told["digest"]) == (len(body), hashlib.sha256(body).hexdigest())


@pytest.mark.parametrize("path", [b"/api/v1/carts", b"/cms/images"])
@pytest.mark.parametrize("is_announced", [True, False])
def test_a_body_over_the_limit_is_refused(server, path, is_announced):
    head = b"POST %s HTTP/1.1\r\nHost: shop.test\r\n" % path
    # As much as is needed to be over the limit, so that nothing unread is left in the connection.
    pieces = [b"x" * 1024 * 1024] * (1 if b"api" in path else 3)
    rest = b"Content-Length: 9999999\r\n\r\n" if is_announced else chunked(*pieces, b"x")

    status, body = server.ask(head + rest)

    assert status == 413
    assert b"too large" in body


def test_names_of_headers_with_underscores_are_not_heard(server):
    told = server.tell(
        b"GET /x HTTP/1.1\r\nHost: shop.test\r\nX_Cart_Token: forged\r\nx_forwarded_for: 1.2.3.4\r\n"
        b"Content_Type: text/plain\r\nX-Channel: main\r\n\r\n"
    )

    assert told["headers"] == {"Content-Length": "0", "Host": "shop.test", "X-Channel": "main"}


def test_a_header_given_twice_is_one_list_and_cookies_are_one_jar(server):
    told = server.tell(
        b"GET /x HTTP/1.1\r\nHost: shop.test\r\nX-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 2.2.2.2\r\n"
        b"Cookie: a=1\r\nCookie: b=2\r\n\r\n"
    )

    assert told["headers"]["X-Forwarded-For"] == "1.1.1.1,2.2.2.2"
    assert told["headers"]["Cookie"] == "a=1; b=2"
    assert told["address"] == "127.0.0.1"


def test_path_and_query_are_those_that_were_asked_for(server):
    told = server.tell(b"GET /a%2Fb/%C3%BC%20/?q=%C3%BC&n=1 HTTP/1.1\r\nHost: shop.test\r\n\r\n")

    assert (told["path"], told["query"]) == ("/a/b/ü /", "q=%C3%BC&n=1")


def test_a_path_that_is_no_text_is_answered(server):
    assert server.ask(b"GET /%E0%A4%A/%ff/%00/% HTTP/1.1\r\nHost: shop.test\r\n\r\n")[0] == 200


def test_a_large_answer_arrives_whole_though_its_reader_stops(server):
    """Two readers who do not read would hold both threads if a thread waited for them."""
    with ExitStack() as stack:
        ask = b"GET /pour?pieces=64 HTTP/1.1\r\nHost: shop.test\r\nConnection: close\r\n\r\n"
        stopped = [stack.enter_context(server.connect()).send(ask) for _ in range(3)]

        assert server.tell(GET)["size"] == 0
        assert len(stopped[0].read()) > 64 * 65536


def test_alive_is_answered_while_every_thread_is_stuck(server, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    hang = f"GET /hang?pipe={pipe} HTTP/1.1\r\nHost: shop.test\r\n\r\n".encode()
    with ExitStack() as stack:
        stuck = [stack.enter_context(server.connect()).send(hang) for _ in range(2)]

        status, body = server.ask(GET.replace(b"/anything", b"/api/v1/products"))

        assert (status, json.loads(body)["code"]) == (503, "temporarily_unavailable")
        assert server.ask(LIVE) == (200, b'{"status":"ok"}')
        pipe.write_bytes(b"")
        assert [connection.read()[9:12] for connection in stuck] == [b"200", b"200"]
        assert server.tell(GET)["path"] == "/anything"


def test_what_cannot_be_parsed_is_refused_by_the_server(server):
    assert server.ask(b"GET /x HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n")[0] == 400
    assert server.ask(b"NONSENSE\r\n\r\n")[0] == 400
