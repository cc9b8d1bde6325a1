"""Letters over SMTP to a server that answers as servers of the world do."""

import socket

import pytest

from commerce.core.http import NotReachedError
from commerce.integrations.errors import (
    CredentialsRefusedError,
    ProviderRefusedError,
    ProviderUnavailableError,
)
from commerce.integrations.providers.letters import LINE_BREAK, NO_ADDRESS, NO_HEADER
from commerce.integrations.providers.smtp import (
    CONNECTED,
    OPEN_CONNECTION,
    Smtp,
    faults,
)
from commerce.integrations.shapes import Sent

from .providing import letter, provide, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channel_of_module", "waits")]


def smtp(server, **changes):
    usual = {
        "host": "localhost",
        "port": server.port,
        "security": "none",
        "sender": "shop@shop.example",
        "sender_name": "The Shop",
        "user": "shop",
        "password": "right",
    }
    return provide(Smtp, **{**usual, **changes})


@pytest.fixture
def server(start_mail):
    return start_mail()


def test_a_letter_arrives_as_it_was_written(server):
    sent = smtp(server).send_letter(
        letter(
            subject="Bestellung für Müller & Söhne – مرحبا",
            reply_to="help@shop.example",
            unsubscribe_url="https://shop.example/u/1",
        )
    )

    [message] = server.received
    assert sent == Sent("<order-100001@shop.example>")
    assert message["Message-ID"] == sent.reference
    assert message["From"] == "The Shop <shop@shop.example>"
    assert message["To"] == "anna@customers.example"
    assert message["Reply-To"] == "help@shop.example"
    assert message["List-Unsubscribe"] == "<https://shop.example/u/1>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


def test_many_letters_take_one_connection_and_a_bad_one_stops_no_other(server):
    letters = [letter(key=f"letter-{number}") for number in range(20)]
    letters[3] = letter(key="letter-3", recipient="declined@customers.example")
    letters[5] = letter(key="letter-5", subject="Bcc:\r\nBcc: all@world.example")
    letters[7] = letter(key="letter-7", recipient="later@customers.example")

    outcomes = smtp(server).send_letters(letters)

    assert server.connections == 1
    assert len(server.received) == 17
    assert [type(each) for each in outcomes[3:8]] == [
        ProviderRefusedError,
        Sent,
        ProviderRefusedError,
        Sent,
        ProviderUnavailableError,
    ]
    assert outcomes[7].is_untouched
    assert sum(isinstance(each, Sent) for each in outcomes) == 17


def test_a_server_that_is_away_is_asked_once_for_all_letters(server):
    port = free_port()

    outcomes = smtp(server, port=port).send_letters([letter(), letter()])

    assert [each.sentence for each in outcomes] == [faults.REFUSED] * 2
    assert all(each.is_untouched for each in outcomes)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_letter_that_was_taken_without_an_answer_is_doubled_under_one_id(server, impatient):
    provider = smtp(server, password="silent")

    for _time in range(2):
        error = refusal(ProviderUnavailableError, lambda: provider.send_letter(letter()))
        assert error.sentence == faults.LOST
        assert not error.is_untouched

    assert [each["Message-ID"] for each in server.received] == ["<order-100001@shop.example>"] * 2


@pytest.mark.parametrize(
    ("password", "kind", "sentence", "is_untouched"),
    [
        ("wrong", CredentialsRefusedError, faults.WRONG_LOGIN, None),
        ("forbidden", ProviderRefusedError, faults.SENDER, None),
        ("limited", ProviderUnavailableError, faults.LATER, True),
        ("broken", ProviderUnavailableError, faults.LATER, True),
    ],
)
def test_each_refusal_has_its_sentence(server, password, kind, sentence, is_untouched):
    error = refusal(kind, lambda: smtp(server, password=password).send_letter(letter()))

    assert error.sentence == sentence
    assert getattr(error, "is_untouched", None) == is_untouched
    assert server.received == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"subject": "Hello\r\nBcc: all@world.example"}, LINE_BREAK),
        ({"subject": "Hello\u2028there"}, LINE_BREAK),
        ({"sender_name": "Shop\nBcc: all@world.example"}, LINE_BREAK),
        ({"recipient": "anna@customers.example\r\nBcc: all@world.example"}, LINE_BREAK),
        ({"recipient": "anna@customers.example, all@world.example"}, NO_ADDRESS),
        ({"reply_to": "nobody"}, NO_ADDRESS),
        ({"sender": "a@b.example>\r\nRCPT TO:<all@world.example"}, LINE_BREAK),
        ({"headers": {"X-Note": "a\nBcc: all@world.example"}}, LINE_BREAK),
        ({"headers": {"X-Note: a\r\nBcc": "all@world.example"}}, NO_HEADER),
        ({"headers": {"Bcc": "all@world.example"}}, NO_HEADER),
        ({"unsubscribe_url": "https://shop.example/>\r\nBcc: a@b.example"}, LINE_BREAK),
        ({"key": "a\r\nb"}, LINE_BREAK),
    ],
)
def test_nothing_leaves_that_could_be_read_as_more_than_it_says(server, changes, sentence):
    error = refusal(ProviderRefusedError, lambda: smtp(server).send_letter(letter(**changes)))

    assert error.sentence == sentence
    assert server.connections == 0


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_an_encrypted_connection_is_used_when_its_certificate_is_trusted(
    start_mail, monkeypatch, security
):
    server = start_mail(security=security)
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    provider = smtp(server, security=security)

    assert provider.test_connection() == CONNECTED
    assert provider.send_letter(letter()) == Sent("<order-100001@shop.example>")
    assert len(server.received) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("name", ["localhost", "other.example"])
def test_a_server_that_cannot_prove_its_name_gets_nothing(start_mail, monkeypatch, security, name):
    server = start_mail(security=security, certificate_for=name)
    if name != "localhost":
        monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    provider = smtp(server, security=security)

    error = refusal(ProviderUnavailableError, lambda: provider.send_letter(letter()))

    assert error.sentence == faults.UNTRUSTED
    assert error.is_untouched
    assert server.received == []


def test_the_connection_is_tried_without_sending(server):
    assert smtp(server).test_connection() == OPEN_CONNECTION
    assert server.received == []


@pytest.mark.parametrize(
    ("changes", "kind", "sentence"),
    [
        ({"password": "wrong"}, CredentialsRefusedError, faults.WRONG_LOGIN),
        ({"password": "forbidden"}, ProviderRefusedError, faults.SENDER),
        ({"security": "starttls"}, ProviderRefusedError, faults.NO_TLS),
        ({"security": "tls"}, ProviderUnavailableError, faults.NO_TLS),
        ({"host": "127.0.0.2"}, ProviderRefusedError, faults.INNER_HOST),
    ],
)
def test_a_connection_that_fails_says_what_to_do(server, changes, kind, sentence):
    error = refusal(kind, lambda: smtp(server, **changes).test_connection())

    assert error.sentence == sentence


def test_a_name_without_a_host_is_told_from_a_host_that_is_silent():
    error = faults.error_of_connecting(NotReachedError("mail.exmaple.com has no address."))

    assert error.sentence == faults.NO_HOST


def test_a_server_that_says_nothing_is_left(impatient, settings):
    settings.OUTGOING_PRIVATE_HOSTS = ["localhost"]
    with socket.create_server(("127.0.0.1", 0)) as listening:
        provider = provide(
            Smtp, host="localhost", port=listening.getsockname()[1], sender="a@shop.example"
        )
        error = refusal(ProviderUnavailableError, provider.test_connection)

    assert error.sentence == faults.NO_ANSWER
