"""Text messages through Twilio's own client, to a server that speaks its protocol."""

import logging

import pytest

from commerce.integrations.errors import (
    CredentialsRefusedError,
    GoneError,
    ProviderRefusedError,
    ProviderUnavailableError,
)
from commerce.integrations.providers.addresses import callback_url
from commerce.integrations.providers.answers import BROKEN, GARBLED, LIMITED, NO_PERMISSION
from commerce.integrations.providers.twilio import Twilio, client
from commerce.integrations.shapes import Sent, TextMessage
from infra.fakes.twilio import Twilio as TwilioServer

from .providing import provide, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channel_of_module", "waits")]


@pytest.fixture
def server(start_fake):
    server = TwilioServer()
    start_fake(server)
    return server


def twilio(word="right", **changes):
    usual = {"account_sid": "AC1", "auth_token": f"token-{word}", "sender": "+4930123456"}
    return provide(Twilio, **{**usual, **changes})


def message(recipient="+49 151 12345678", text="Your parcel is on its way."):
    return TextMessage("parcel-1", recipient, text)


def test_a_message_is_taken_as_e164_has_it(server, settings):
    settings.PUBLIC_URL = "https://shop.example"
    provider = twilio()

    sent = provider.send_text(message())

    [got] = server.received
    assert sent == Sent(got["sid"])
    assert got["To"] == "+4915112345678"
    assert got["From"] == "+4930123456"
    assert got["Body"] == "Your parcel is on its way."
    assert got["StatusCallback"] == callback_url(provider.calls.configuration)


def test_a_messaging_service_takes_the_place_of_a_number(server, settings):
    settings.PUBLIC_URL = "http://localhost:8000"

    twilio(sender="MG0123").send_text(message())

    [got] = server.received
    assert got["MessagingServiceSid"] == "MG0123"
    assert "From" not in got
    assert "StatusCallback" not in got


@pytest.mark.parametrize("number", ["", "0151 12345678", "anna", "+49", "+1555\r\nTo: +4930"])
def test_what_is_no_number_never_leaves(server, number):
    error = refusal(ProviderRefusedError, lambda: twilio().send_text(message(number)))

    assert error.sentence == client.NO_NUMBER
    assert server.requests == []


def test_a_text_of_a_megabyte_never_leaves(server):
    error = refusal(ProviderRefusedError, lambda: twilio().send_text(message(text="x" * 2**20)))

    assert error.sentence == client.TOO_LONG
    assert server.requests == []


@pytest.mark.parametrize(
    ("number", "kind", "sentence"),
    [
        ("+49 151 12340001", ProviderRefusedError, client.NO_NUMBER),
        ("+49 151 12340004", GoneError, GoneError.sentence),
    ],
)
def test_a_decline_says_why(server, number, kind, sentence):
    error = refusal(kind, lambda: twilio().send_text(message(number)))

    assert error.sentence == sentence
    assert server.received == []


@pytest.mark.parametrize("call", ["send", "test"])
@pytest.mark.parametrize(
    ("word", "kind", "sentence"),
    [
        ("wrong", CredentialsRefusedError, client.WRONG_KEY),
        ("forbidden", CredentialsRefusedError, NO_PERMISSION),
        ("limited", ProviderUnavailableError, LIMITED),
        ("broken", ProviderUnavailableError, BROKEN),
    ],
)
def test_each_refusal_has_its_sentence(server, call, word, kind, sentence):
    provider = twilio(word)
    act = {"send": lambda: provider.send_text(message()), "test": provider.test_connection}[call]

    error = refusal(kind, act)

    assert error.sentence == sentence
    assert getattr(error, "retry_after", None) == (7.0 if word == "limited" else None)
    assert server.received == []


@pytest.mark.parametrize("word", ["silent", "slow", "huge", "garbled"])
def test_an_answer_that_does_not_come_as_it_should_leaves_the_effect_open(server, impatient, word):
    error = refusal(ProviderUnavailableError, lambda: twilio(word).send_text(message()))

    assert not error.is_untouched
    assert len(server.received) == 1


def test_a_message_that_was_taken_without_an_answer_is_doubled(server, impatient):
    provider = twilio("silent-once")

    refusal(ProviderUnavailableError, lambda: provider.send_text(message()))
    sent = provider.send_text(message())

    assert [got["Body"] for got in server.received] == ["Your parcel is on its way."] * 2
    assert sent == Sent(server.received[1]["sid"])


def test_the_connection_is_tried_without_sending(server):
    assert twilio().test_connection() == client.CONNECTED
    assert server.received == []


def test_an_account_that_is_closed_is_told_of(server):
    provider = twilio(account_sid="AC1closed")

    assert refusal(ProviderRefusedError, provider.test_connection).sentence == client.SUSPENDED


def test_half_an_answer_to_the_trial_is_no_success(server):
    error = refusal(ProviderUnavailableError, twilio("garbled").test_connection)

    assert error.sentence == GARBLED


def test_the_library_logs_nothing(server, caplog):
    with caplog.at_level(logging.DEBUG):
        twilio().send_text(message())

    assert [record for record in caplog.records if record.name.startswith("twilio")] == []
