"""Answers that are sent while they are being made hold up nobody, and are made to their end."""

import os
from contextlib import ExitStack

from infra.launch.processes import wait_until

GET = b"GET /anything HTTP/1.1\r\nHost: shop.test\r\n\r\n"


def follow(path):
    return (
        f"GET /flow?pipe={path} HTTP/1.1\r\nHost: shop.test\r\nAccept: text/event-stream\r\n\r\n"
    ).encode()


def read_until(connection, words):
    received = b""
    while words not in received:
        piece = connection._socket.recv(65536)
        assert piece, received
        received += piece
    return received


def pipes(tmp_path, count):
    made = [tmp_path / f"pipe{number}" for number in range(count)]
    for each in made:
        os.mkfifo(each)
    return made


def test_each_event_is_sent_when_it_is_there_and_nobody_else_waits(server, tmp_path):
    made = pipes(tmp_path, 3)
    with ExitStack() as stack:
        connections = [stack.enter_context(server.connect()) for _ in made]
        for connection, path in zip(connections, made, strict=True):
            head = read_until(connection.send(follow(path)), b'id: 1\ndata: {"seq":1}\n\n')
            assert b"content-type: text/event-stream" in head

        assert server.tell(GET)["path"] == "/anything"
        status, body = server.ask(follow(made[0]))
        assert (status, b"temporarily_unavailable" in body or b"busy" in body) == (503, True)

        for connection, path in zip(connections, made, strict=True):
            path.write_text("now")
            read_until(connection, b'id: 2\ndata: {"seq":2,"text":"now"}\n\n')


def test_an_answer_is_made_to_its_end_when_nobody_listens_any_more(server, tmp_path):
    (path,) = pipes(tmp_path, 1)
    with server.connect() as connection:
        read_until(connection.send(follow(path)), b"id: 1\n")

    path.write_text("now")

    assert wait_until(path.with_suffix(".made").exists, seconds=10)
    assert server.tell(GET)["path"] == "/anything"
