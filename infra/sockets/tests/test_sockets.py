"""Who is let in, who is shown out, and what is heard meanwhile: over real sockets."""

import json
import socket
import time

import pytest
from django.db import transaction
from websockets.exceptions import InvalidStatus

from commerce.accounts.services import end_sessions
from commerce.accounts.tests.factories import PASSWORD, make_user
from commerce.live.models import UsedTicket
from commerce.live.services.tickets import LIFETIME
from infra.launch.ports import HOST
from infra.launch.processes import wait_until
from infra.sockets import door
from infra.sockets.wire import Close, read_greeting

pytestmark = pytest.mark.django_db(transaction=True)
LAMP = "product:lamp"


def status_of(server, **options):
    with pytest.raises(InvalidStatus) as refusal:
        server.client(**options)
    return refusal.value.response.status_code


def test_what_is_told_is_heard_soon(server, ticket, say, origin):
    client, ready = server.listen(ticket(LAMP), origin=origin)
    assert ready == {"type": "ready", "last_id": 0, "gap": False}

    say(1)
    began = time.monotonic()
    assert client.hear() == {
        "type": "message",
        "id": 1,
        "topic": LAMP,
        "kind": "stock.changed",
        "body": {"n": 1},
    }
    assert time.monotonic() - began < 2  # half a second on a machine that has nothing else to do


def test_nobody_hears_other_topics_and_other_channels(server, ticket, say, other_channel):
    mine, _ = server.listen(ticket(LAMP))
    elsewhere, _ = server.listen(ticket(LAMP, channel=other_channel))

    say(1, "sofa")
    say(2, channel=other_channel)
    say(3)

    assert mine.hear_messages(1) == [(3, 3)]
    assert elsewhere.hear_messages(1) == [(2, 2)]


def test_a_ticket_opens_one_socket(server, ticket):
    raw = ticket(LAMP)
    server.listen(raw)

    assert server.client().greet(raw).closing() == (Close.REFUSED, "ticket_refused")
    assert UsedTicket.objects.count() == 1


@pytest.mark.parametrize(
    "frame", ["", "hello", "[]", "7", '{"after": 1}', '{"ticket": 1}', '{"ticket": "forged:1:x"}']
)
def test_who_has_no_ticket_is_shown_out(server, frame):
    client = server.client()
    client.raw.send(frame)

    assert client.closing() == (Close.REFUSED, "ticket_refused")


@pytest.mark.parametrize("after", [-1, 1.5, "1", True, 2**53])
def test_a_position_is_a_whole_number(after):
    assert read_greeting(json.dumps({"ticket": "t", "after": after})) is None


def test_an_old_ticket_is_refused(server, ticket, monkeypatch):
    raw = ticket(LAMP)
    now = time.time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + LIFETIME + 1)

    assert server.client().greet(raw).closing() == (Close.REFUSED, "ticket_refused")


def test_who_says_nothing_is_shown_out(server, monkeypatch):
    monkeypatch.setattr(door, "GREETING_SECONDS", 0.2)

    assert server.client().closing() == (Close.SILENT, "no_ticket")


def test_pages_of_other_sites_open_no_socket(server, ticket):
    for other in ("https://evil.example", "null", "http://localhost:3000.evil.example"):
        assert status_of(server, origin=other) == 403


def test_a_great_frame_is_refused_before_it_is_read(server, ticket):
    client, _ = server.listen(ticket(LAMP))
    client.raw.send("x" * 1_000_000)

    assert client.closing()[0] == 1009


def test_a_flood_of_frames_ends_the_socket(server, ticket):
    client, _ = server.listen(ticket(LAMP))
    for _ in range(door.MOST_FRAMES + 1):
        client.raw.send("{}")

    assert client.closing() == (Close.FLOOD, "too_many_frames")


def test_a_reader_who_is_too_slow_is_cut_off(server, ticket, say):
    """Nobody else waits, and what waits for the slow one is bounded."""
    small = socket.socket()
    small.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    small.connect((HOST, server.port))
    server.listen(ticket(LAMP), sock=small, max_queue=1)
    quick, _ = server.listen(ticket(LAMP))
    with transaction.atomic():
        for number in range(20):
            say("x" * 50_000, kind=f"kind {number}")

    assert {len(quick.hear()["body"]["n"]) for _ in range(20)} == {50_000}
    assert wait_until(lambda: server.count() == 1, seconds=10)


def test_so_many_sockets_and_no_more(server, ticket, settings):
    settings.LIVE_SOCKETS_PER_ADDRESS = 2
    first, _ = server.listen(ticket(LAMP))
    server.listen(ticket(LAMP))
    assert server.client().greet(ticket(LAMP)).closing() == (Close.BUSY, "too_many")

    first.raw.close()
    settings.LIVE_SOCKETS_PER_PERSON = 1
    user = make_user()
    server.listen(ticket(LAMP, user=user))
    settings.LIVE_SOCKETS_PER_ADDRESS = 10
    assert server.client().greet(ticket(LAMP, user=user)).closing() == (Close.BUSY, "too_many")

    settings.LIVE_SOCKETS = 2
    assert status_of(server) == 503


def test_the_end_of_a_session_ends_its_sockets(server, api):
    user = make_user()
    answer = api.post(
        "/api/v1/auth/login/", {"email": user.email, "password": PASSWORD}, format="json"
    )
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {answer.json()['access']}")
    raw = api.post("/api/v1/live/tickets/", {"topics": ["person"]}, format="json").json()["ticket"]
    client, _ = server.listen(raw)

    end_sessions(user=user)

    assert client.closing() == (Close.ENDED, "session_ended")


def test_a_socket_has_to_be_renewed(server, ticket, settings):
    settings.LIVE_SOCKET_SECONDS = 0.2
    client, _ = server.listen(ticket(LAMP))

    assert client.closing() == (Close.RENEW, "renew")


def test_who_comes_back_hears_what_was_missed(server, ticket, say):
    client, _ = server.listen(ticket(LAMP))
    say(1)
    assert client.hear_messages(1) == [(1, 1)]
    client.raw.close()
    witness, _ = server.listen(ticket(LAMP))
    for n in (2, 3):
        say(n, kind=f"kind {n}")
    witness.hear_messages(2)

    back, ready = server.listen(ticket(LAMP), after=1)

    assert ready == {"type": "ready", "last_id": 3, "gap": False}
    assert back.hear_messages(2) == [(2, 2), (3, 3)]
    assert server.listen(ticket(LAMP), after=99)[1]["gap"] is True


def test_the_end_of_the_server_is_told(server, ticket):
    client, _ = server.listen(ticket(LAMP))
    server.stop()
    server.stop = lambda: None

    assert client.closing() == (Close.RESTART, "restart")
