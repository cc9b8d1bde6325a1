"""SendGrid and Mailgun through anymail, to servers that speak their protocols."""

import time

import pytest

from commerce.integrations.errors import (
    CredentialsRefusedError,
    ProviderRefusedError,
    ProviderUnavailableError,
)
from commerce.integrations.providers.answers import BROKEN, GARBLED, LIMITED, NO_PERMISSION
from commerce.integrations.providers.letters import LINE_BREAK
from commerce.integrations.providers.mailgun import Mailgun
from commerce.integrations.providers.mailgun import client as mailgun_client
from commerce.integrations.providers.sendgrid import SendGrid
from commerce.integrations.providers.sendgrid import client as sendgrid_client
from commerce.integrations.shapes import Sent
from infra.fakes.mailgun import Mailgun as MailgunServer
from infra.fakes.sendgrid import SendGrid as SendGridServer

from .providing import letter, provide, refusal

BOTH = pytest.mark.parametrize("name", ["sendgrid", "mailgun"])

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channel_of_module", "waits")]


@pytest.fixture
def start(start_fake):
    """Start the service of that name; returns it."""

    def run(name):
        service = {"sendgrid": SendGridServer, "mailgun": MailgunServer}[name]()
        start_fake(service)
        return service

    return run


def provider_of(name, word="right", **changes):
    if name == "sendgrid":
        usual = {"api_key": f"SG.{word}", "sender": "shop@shop.example"}
        return provide(SendGrid, **{**usual, **changes})
    usual = {"api_key": f"key-{word}", "domain": "shop.example", "sender": "shop@shop.example"}
    return provide(Mailgun, **{**usual, **changes})


def test_sendgrid_gets_the_letter_with_its_key(start):
    server = start("sendgrid")

    sent = provider_of("sendgrid", sender_name="Müller, Söhne").send_letter(
        letter(subject="Grüße", unsubscribe_url="https://shop.example/u/1")
    )

    [got] = server.received
    assert sent == Sent("order-100001")
    assert got["personalizations"] == [{"to": [{"email": "anna@customers.example"}]}]
    assert got["from"] == {"email": "shop@shop.example", "name": "Müller, Söhne"}
    assert got["subject"] == "Grüße"
    assert got["custom_args"] == {"letter_key": "order-100001"}
    assert got["headers"]["List-Unsubscribe"] == "<https://shop.example/u/1>"
    assert [part["type"] for part in got["content"]] == ["text/plain", "text/html"]


def test_mailgun_gets_the_letter_with_its_key(start):
    server = start("mailgun")

    sent = provider_of("mailgun", sender_name="Müller, Söhne").send_letter(
        letter(subject="Grüße", unsubscribe_url="https://shop.example/u/1")
    )

    [got] = server.received
    assert sent == Sent("order-100001")
    assert got["to"] == "anna@customers.example"
    assert got["subject"] == "Grüße"
    assert got["v:letter_key"] == "order-100001"
    assert got["h:List-Unsubscribe"] == "<https://shop.example/u/1>"
    assert (got["text"], got["html"]) == ("Thank you.", "<p>Thank you.</p>")


@BOTH
@pytest.mark.parametrize(
    ("word", "kind", "sentence"),
    [
        ("wrong", CredentialsRefusedError, "WRONG_KEY"),
        ("forbidden", CredentialsRefusedError, None),
        ("limited", ProviderUnavailableError, LIMITED),
        ("broken", ProviderUnavailableError, BROKEN),
    ],
)
def test_a_refused_letter_has_its_sentence_and_was_not_taken(start, name, word, kind, sentence):
    server = start(name)
    texts = {"sendgrid": sendgrid_client, "mailgun": mailgun_client}[name]

    error = refusal(kind, lambda: provider_of(name, word).send_letter(letter()))

    forbidden = sendgrid_client.SENDER if name == "sendgrid" else NO_PERMISSION
    expected = getattr(texts, sentence) if sentence == "WRONG_KEY" else sentence or forbidden
    assert error.sentence == expected
    assert getattr(error, "retry_after", None) == (7.0 if word == "limited" else None)
    assert getattr(error, "is_untouched", True) is (word != "broken")
    assert server.received == []


@BOTH
@pytest.mark.parametrize("word", ["silent", "slow", "huge"])
def test_an_answer_that_does_not_come_as_it_should_leaves_the_effect_open(
    start, impatient, name, word
):
    server = start(name)
    began = time.monotonic()

    error = refusal(ProviderUnavailableError, lambda: provider_of(name, word).send_letter(letter()))

    assert not error.is_untouched
    assert time.monotonic() - began < 5
    assert len(server.received) == 1


@BOTH
def test_a_letter_that_was_taken_without_an_answer_is_doubled_under_one_key(start, impatient, name):
    server = start(name)
    provider = provider_of(name, "silent-once")

    refusal(ProviderUnavailableError, lambda: provider.send_letter(letter()))
    assert provider.send_letter(letter()) == Sent("order-100001")

    keys = [
        got["custom_args"]["letter_key"] if name == "sendgrid" else got["v:letter_key"]
        for got in server.received
    ]
    assert keys == ["order-100001"] * 2


def test_half_an_answer_leaves_the_effect_open(start):
    server = start("mailgun")

    error = refusal(
        ProviderUnavailableError, lambda: provider_of("mailgun", "garbled").send_letter(letter())
    )

    assert error.sentence == GARBLED
    assert not error.is_untouched
    assert len(server.received) == 1


@BOTH
def test_an_address_that_is_none_is_refused(start, name):
    texts = {"sendgrid": sendgrid_client, "mailgun": mailgun_client}[name]
    start(name)

    error = refusal(
        ProviderRefusedError,
        lambda: provider_of(name).send_letter(letter(recipient="declined@customers.example")),
    )

    assert error.sentence == texts.REFUSED


@BOTH
@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "a\r\nBcc: b@c.example"},
        {"sender_name": "a\nb"},
        {"recipient": "a@b.example\nc"},
    ],
)
def test_what_would_end_a_header_never_leaves(start, name, changes):
    server = start(name)

    error = refusal(ProviderRefusedError, lambda: provider_of(name).send_letter(letter(**changes)))

    assert error.sentence == LINE_BREAK
    assert server.requests == []


@BOTH
def test_the_connection_is_tried_without_sending(start, name):
    server = start(name)
    texts = {"sendgrid": sendgrid_client, "mailgun": mailgun_client}[name]

    assert provider_of(name).test_connection() == texts.CONNECTED
    assert server.received == []


@pytest.mark.parametrize(
    ("name", "word", "changes", "sentence"),
    [
        ("sendgrid", "wrong", {}, sendgrid_client.WRONG_KEY),
        ("sendgrid", "forbidden", {}, sendgrid_client.NO_SENDING),
        ("sendgrid", "no-sending", {}, sendgrid_client.NO_SENDING),
        ("sendgrid", "", {"api_key": "key-of-somebody-else"}, sendgrid_client.NOT_A_KEY),
        ("sendgrid", "limited", {}, LIMITED),
        ("sendgrid", "broken", {}, BROKEN),
        ("sendgrid", "garbled", {}, GARBLED),
        ("mailgun", "wrong", {}, mailgun_client.WRONG_KEY),
        ("mailgun", "forbidden", {}, NO_PERMISSION),
        ("mailgun", "right", {"domain": "unknown.example"}, mailgun_client.NO_DOMAIN),
        ("mailgun", "right", {"domain": "elsewhere.example"}, mailgun_client.NO_DOMAIN),
        ("mailgun", "right", {"domain": "unverified.example"}, mailgun_client.UNVERIFIED),
        ("mailgun", "limited", {}, LIMITED),
        ("mailgun", "broken", {}, BROKEN),
        ("mailgun", "garbled", {}, GARBLED),
    ],
)
def test_a_connection_that_fails_says_what_to_do(start, name, word, changes, sentence):
    start(name)

    with pytest.raises((ProviderRefusedError, ProviderUnavailableError)) as caught:
        provider_of(name, word, **changes).test_connection()

    assert caught.value.sentence == sentence


def test_a_sender_that_was_not_verified_is_told_to_be(start):
    start("sendgrid")
    provider = provider_of("sendgrid", sender="shop@unverified.example")

    error = refusal(CredentialsRefusedError, lambda: provider.send_letter(letter()))

    assert error.sentence == sendgrid_client.SENDER
