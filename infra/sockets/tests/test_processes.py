"""Several processes, and ones that are killed: everybody hears everything, and once."""

import pytest

from .conftest import sockets_of_a_process

pytestmark = pytest.mark.django_db(transaction=True)
LAMP = "product:lamp"


def test_each_process_hears_what_another_one_told(ticket, say):
    with sockets_of_a_process() as one, sockets_of_a_process() as other:
        clients = [server.listen(ticket(LAMP))[0] for server in (one, other, other)]
        for n in range(1, 4):
            say(n, kind=f"kind {n}")

        assert [client.hear_messages(3) for client in clients] == [[(1, 1), (2, 2), (3, 3)]] * 3

        raw = ticket(LAMP)
        one.listen(raw)
        assert other.client().greet(raw).closing() == (4401, "ticket_refused")


def test_nothing_is_lost_when_a_process_is_killed(ticket, say):
    with sockets_of_a_process() as first:
        client, _ = first.listen(ticket(LAMP))
        say(1)
        assert client.hear_messages(1) == [(1, 1)]
        first.process.kill()
        first.process.wait()
    for n in (2, 3):
        say(n, kind=f"kind {n}")

    with sockets_of_a_process() as second:
        back, ready = second.listen(ticket(LAMP), after=1)
        say(4)

        assert ready["gap"] is False
        assert back.hear_messages(3) == [(2, 2), (3, 3), (4, 4)]
