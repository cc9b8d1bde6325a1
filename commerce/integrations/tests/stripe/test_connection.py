"""Whether a key of Stripe is right, asked through Stripe's own client."""

import socket

import pytest

from commerce.core import http
from commerce.integrations.enums import Mode
from commerce.integrations.errors import (
    CredentialsRefusedError,
    ProviderRefusedError,
    ProviderUnavailableError,
)
from commerce.integrations.providers.answers import BROKEN, GARBLED, LIMITED, NOT_REACHED
from commerce.integrations.providers.stripe import Stripe, client
from commerce.integrations.tests.providing import provide, refusal
from infra.fakes.certificates import write_certificate
from infra.fakes.stripe import Stripe as StripeServer
from infra.services.addresses import ADDRESSES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channel_of_module", "waits")]


@pytest.fixture
def server(start_fake):
    server = StripeServer()
    start_fake(server)
    return server


def stripe(key="sk_test_right", mode=Mode.TEST, **settings):
    values = {"secret_key": key, "publishable_key": f"pk_{mode}_right", **settings}
    return provide(Stripe, mode, **values)


@pytest.mark.parametrize(
    ("key", "mode", "sentence"),
    [
        ("sk_test_right", Mode.TEST, client.CONNECTED),
        ("sk_live_right", Mode.LIVE, client.CONNECTED),
        ("rk_test_right", Mode.TEST, client.CONNECTED),
        ("rk_live_no_account", Mode.LIVE, client.CONNECTED_RESTRICTED),
        ("sk_live_closed", Mode.LIVE, client.CANNOT_CHARGE),
    ],
)
def test_a_good_key_is_told_so(server, key, mode, sentence):
    assert stripe(key, mode).test_connection() == sentence
    assert {request.method for request in server.requests} == {"GET"}


@pytest.mark.parametrize(
    ("key", "mode", "sentence"),
    [
        ("sk_live_right", Mode.TEST, client.LIVE_IN_TEST),
        ("rk_live_right", Mode.TEST, client.LIVE_IN_TEST),
        ("sk_test_right", Mode.LIVE, client.TEST_IN_LIVE),
        ("pk_test_right", Mode.TEST, client.PUBLISHABLE),
        ("whsec_right", Mode.TEST, client.NOT_A_KEY),
        ("sk_test_right\r\nX: y", Mode.TEST, client.NOT_A_KEY),
        ("", Mode.TEST, client.NOT_A_KEY),
    ],
)
def test_a_key_of_the_wrong_kind_is_not_even_sent(server, key, mode, sentence):
    error = refusal(CredentialsRefusedError, stripe(key, mode).test_connection)

    assert error.sentence == sentence
    assert server.requests == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"publishable_key": ""}, client.NOT_PUBLISHABLE),
        ({"publishable_key": "sk_test_right"}, client.NOT_PUBLISHABLE),
        ({"publishable_key": "pk_live_right"}, client.LIVE_IN_TEST),
        ({"webhook_secret": "right"}, client.NOT_A_SIGNING_SECRET),
    ],
)
def test_what_else_is_wrong_is_told_before_anything_is_sent(server, changes, sentence):
    error = refusal(CredentialsRefusedError, stripe(**changes).test_connection)

    assert error.sentence == sentence
    assert server.requests == []


@pytest.mark.parametrize(
    ("word", "kind", "sentence"),
    [
        ("wrong", CredentialsRefusedError, client.WRONG_KEY),
        ("forbidden", CredentialsRefusedError, client.NO_PERMISSION),
        ("limited", ProviderUnavailableError, LIMITED),
        ("broken", ProviderUnavailableError, BROKEN),
        ("garbled", ProviderUnavailableError, GARBLED),
    ],
)
def test_each_refusal_has_its_sentence(server, word, kind, sentence):
    error = refusal(kind, stripe(f"sk_test_{word}").test_connection)

    assert error.sentence == sentence


@pytest.mark.parametrize("word", ["silent", "slow", "huge"])
def test_a_server_that_does_not_answer_as_it_should_is_left(server, impatient, word):
    refusal(ProviderUnavailableError, stripe(f"sk_test_{word}").test_connection)


def test_a_server_that_is_away_is_told_so(settings):
    settings.PROVIDER_ADDRESSES = {"stripe": "http://127.0.0.1:9"}
    settings.OUTGOING_PRIVATE_HOSTS = ["127.0.0.1"]

    error = refusal(ProviderUnavailableError, stripe().test_connection)

    assert error.sentence == NOT_REACHED[http.NotReachedError]
    assert error.is_untouched


def test_a_name_that_nobody_knows_is_told_so(monkeypatch):
    def look_up(*_arguments, **_options):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", look_up)

    error = refusal(ProviderUnavailableError, stripe().test_connection)

    assert error.sentence == NOT_REACHED[http.NoAddressError]
    assert error.is_untouched


def test_a_server_that_cannot_prove_its_name_gets_no_key(start_fake, tmp_path):
    server = StripeServer()
    start_fake(server, certificate=write_certificate(tmp_path, "localhost"))

    error = refusal(ProviderUnavailableError, stripe().test_connection)

    assert error.sentence == NOT_REACHED[http.UntrustedError]
    assert error.is_untouched
    assert server.requests == []


@pytest.mark.stripe_mock
def test_stripes_own_mock_accepts_the_key(settings):
    settings.PROVIDER_ADDRESSES = {"stripe": ADDRESSES["stripe-mock"].url}
    settings.OUTGOING_PRIVATE_HOSTS = ["127.0.0.1"]

    assert stripe("sk_test_123").test_connection() in (client.CONNECTED, client.CANNOT_CHARGE)


def test_an_inner_address_is_not_called(server, settings):
    settings.OUTGOING_PRIVATE_HOSTS = []

    refusal(ProviderRefusedError, stripe().test_connection)

    assert server.requests == []
