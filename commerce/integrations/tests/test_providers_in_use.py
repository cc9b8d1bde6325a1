"""From the settings somebody enters to the letter that leaves: through configurations, log and breaker."""

import base64
import logging
import subprocess
import sys
import traceback

import pytest
from django.core import serializers

from commerce.core.errors import InvalidInputError
from commerce.integrations.enums import Mode
from commerce.integrations.errors import ProviderError, ProviderUnavailableError
from commerce.integrations.models import ProviderCall, ProviderConfiguration, ProviderHealth
from commerce.integrations.registry import (
    EmailProvider,
    PushProvider,
    SmsProvider,
    list_providers,
)
from commerce.integrations.services import activate, ask, save_configuration, test_connection
from commerce.integrations.shapes import Sent, TextMessage
from infra.fakes.catalogue import SERVICES

from .providing import letter, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("waits")]

SECRETS = {
    "smtp": {"password": "right-7xKq93ZmVb"},
    "sendgrid": {"api_key": "SG.right-4kPq81Ztrs.Wn"},
    "mailgun": {"api_key": "key-right-93xKq17Zz", "signing_key": "signing-5Tq81ZmX"},
    "twilio": {"auth_token": "token-right-6vKp21Za"},
    "web_push": {},
    "stripe": {
        "secret_key": "sk_test_right8xKq31Zm",
        "webhook_secret": "whsec_right4Zq81TmXb",
    },
    "paypal": {"secret": "secret-right-7Kq52ZmVb"},
    "ups": {"client_secret": "secret-right-4Kp82ZmVb", "news_secret": "news-right-9Kq52ZmVb"},
    "dhl": {
        "api_key": "key-right-6Kq41ZmVb",
        "api_secret": "secret-right-2Kp93ZmVb",
        "password": "password-right-8Tq31ZmX",
    },
    "fedex": {"client_secret": "secret-right-9Kp17ZmVb", "news_secret": "token-right-3Kq88ZmVb"},
    "razorpay": {"key_secret": "secretright7Kq52ZmVb", "webhook_secret": "hooks-right-5Tq81ZmX"},
}
SENDER = {
    "sender_name": "Reed & Rook",
    "sender_street": "Lindenstraße 1",
    "sender_postcode": "10969",
    "sender_city": "Berlin",
}
PLAIN = {
    "smtp": {"host": "localhost", "user": "shop", "security": "none", "sender": "a@shop.example"},
    "sendgrid": {"sender": "a@shop.example"},
    "mailgun": {"sender": "a@shop.example", "domain": "shop.example"},
    "twilio": {"account_sid": "AC1", "sender": "+4930123456"},
    "web_push": {"contact": "a@shop.example"},
    "stripe": {"publishable_key": "pk_test_right"},
    "paypal": {"client_id": "client-of-the-shop"},
    "ups": {
        "client_id": "client-of-the-shop",
        "account": "A1B2C3",
        **SENDER,
        "sender_phone": "+4930123456",
        "sender_country": "DE",
    },
    "dhl": {"user": "user-of-the-shop", "account": "3333333333", **SENDER},
    "fedex": {
        "client_id": "client-of-the-shop",
        "account": "740561073",
        **SENDER,
        "sender_phone": "+4930123456",
        "sender_country": "DE",
    },
    "razorpay": {"key_id": "rzp_test_right"},
}

WRITES = {
    "smtp": (EmailProvider, lambda provider: provider.send_letter(letter())),
    "sendgrid": (EmailProvider, lambda provider: provider.send_letter(letter())),
    "mailgun": (EmailProvider, lambda provider: provider.send_letter(letter())),
    "twilio": (SmsProvider, lambda each: each.send_text(TextMessage("k", "+4915112345678", "Hi"))),
}


@pytest.fixture
def set_up_provider(channel, start_fake, start_mail):
    """Start what stands for the provider, enter its settings, test and activate it."""

    def run(code, **changes):
        values = {**PLAIN[code], **SECRETS[code], **changes}
        server = start_mail() if code == "smtp" else SERVICES[code]()
        if code == "smtp":
            values.setdefault("port", server.port)
        else:
            start_fake(server)
        saved = save_configuration(
            provider=code, tenant_id=channel.tenant_id, values=values, mode=Mode.TEST
        )
        return saved, server

    return run


def use(configuration):
    answer = test_connection(configuration=configuration)
    assert answer.is_ok, answer.sentence
    return activate(configuration=configuration)


def test_these_providers_are_offered():
    assert set(SECRETS) <= {provider.code for provider in list_providers()}


@pytest.mark.parametrize("code", SECRETS)
def test_each_is_set_up_tested_and_activated_without_leaving_a_secret(
    set_up_provider, channel, code, caplog, capfd
):
    caplog.set_level(logging.DEBUG)
    configuration, _server = set_up_provider(code)

    assert use(configuration).is_active
    if code in WRITES:
        ask(WRITES[code][0], channel_id=channel.pk, call=WRITES[code][1])

    assert_nothing_secret(SECRETS[code].values(), caplog, capfd)
    assert configuration.hints.keys() == (SECRETS[code] or {"private_key": ""}).keys()


@pytest.mark.parametrize("code", sorted(set(SECRETS) - {"web_push"}))
def test_a_test_that_fails_leaves_no_secret_either(set_up_provider, code, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    word = {name: value.replace("right", "wrong") for name, value in SECRETS[code].items()}
    configuration, _server = set_up_provider(code, **word)

    answer = test_connection(configuration=configuration)

    assert not answer.is_ok
    row = ProviderCall.objects.get()
    assert row.outcome == "refused"
    assert_nothing_secret(word.values(), caplog, capfd, answer.sentence)


@pytest.mark.parametrize("word", ["wrong", "forbidden", "limited", "broken", "silent", "garbled"])
@pytest.mark.parametrize("code", sorted(WRITES))
def test_no_error_has_a_secret_in_it(
    set_up_provider, channel, impatient, code, word, caplog, capfd
):
    caplog.set_level(logging.DEBUG)
    secrets = {name: value.replace("right", word) for name, value in SECRETS[code].items()}
    configuration, _server = set_up_provider(code, **secrets)
    activate(configuration=configuration, reason="To see it fail.")
    kind, write = WRITES[code]

    try:
        ask(kind, channel_id=channel.pk, call=write)
    except ProviderError as error:
        told = "".join(traceback.format_exception(error, chain=True)) + repr(error)
    else:
        told = ""

    assert bool(told) or (code, word) in {("smtp", "garbled"), ("sendgrid", "garbled")}
    assert_nothing_secret(secrets.values(), caplog, capfd, told)


def assert_nothing_secret(secrets, caplog, capfd, told=""):
    """Look for each secret, and for how it is written for HTTP and SMTP, wherever something is kept."""
    rows = [*ProviderCall.objects.all(), *ProviderConfiguration.objects.all()]
    kept = serializers.serialize("json", rows) + caplog.text + told + "".join(capfd.readouterr())
    for secret in secrets:
        for user in ("api", "AC1", "\0shop", ""):
            written = base64.b64encode(f"{user}:{secret}".encode()).decode()
            assert written not in kept
        assert base64.b64encode(f"\0shop\0{secret}".encode()).decode() not in kept
        assert secret not in kept


def test_the_next_provider_takes_the_letter_when_the_first_is_away(set_up_provider, channel):
    first, _mail = set_up_provider("smtp")
    use(first)
    second, sendgrid = set_up_provider("sendgrid")
    use(second)
    ProviderConfiguration.objects.filter(pk=first.pk).update(settings={**first.settings, "port": 9})

    sent = ask(
        EmailProvider, channel_id=channel.pk, call=lambda provider: provider.send_letter(letter())
    )

    assert sent == Sent("order-100001")
    assert len(sendgrid.received) == 1
    calls = ProviderCall.objects.filter(operation="send letter").order_by("pk")
    assert [(call.provider, call.outcome) for call in calls] == [
        ("smtp", "failed"),
        ("sendgrid", "succeeded"),
    ]


def test_a_letter_that_may_have_been_taken_goes_to_no_other_provider(
    set_up_provider, channel, impatient
):
    first, mailgun = set_up_provider("mailgun")
    use(first)
    second, sendgrid = set_up_provider("sendgrid")
    use(second)
    mailgun.behaves = "silent"

    refusal(
        ProviderUnavailableError,
        lambda: ask(
            EmailProvider, channel_id=channel.pk, call=lambda each: each.send_letter(letter())
        ),
    )

    assert (len(mailgun.received), len(sendgrid.received)) == (1, 0)


def test_a_provider_that_asks_to_wait_is_left_alone_as_long(set_up_provider, channel):
    configuration, server = set_up_provider("sendgrid")
    use(configuration)
    server.behaves = "limited"

    for _time in range(2):
        error = refusal(
            ProviderUnavailableError,
            lambda: ask(
                EmailProvider, channel_id=channel.pk, call=lambda each: each.send_letter(letter())
            ),
        )
        assert error.retry_after <= 7

    assert len(server.requests) == 2  # the test of the connection, and one letter
    assert ProviderHealth.objects.get().paused_until is not None


def test_keys_for_browsers_are_made_once(set_up_provider, channel):
    configuration, _server = set_up_provider("web_push")
    use(configuration)
    [provider] = [ask(PushProvider, channel_id=channel.pk, call=lambda each: each)]
    first = provider.public_key

    set_up_provider("web_push", contact="b@shop.example")

    again = ask(PushProvider, channel_id=channel.pk, call=lambda each: each)
    assert (len(first), again.public_key) == (87, first)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("smtp", {"sender": "nobody"}),
        ("smtp", {"security": "some"}),
        ("sendgrid", {"sender": "a@b.example\nBcc: c@d.example"}),
        ("mailgun", {"region": "moon"}),
        ("web_push", {"contact": ""}),
        ("stripe", {"secret_key": ""}),
    ],
)
def test_settings_that_cannot_be_right_are_not_kept(set_up_provider, code, changes):
    refusal(InvalidInputError, lambda: set_up_provider(code, **changes))

    assert not ProviderConfiguration.objects.exists()


def test_no_client_library_is_loaded_before_it_is_used():
    heavy = ("anymail", "aiohttp", "pywebpush", "stripe", "twilio")
    program = (
        "import django, sys; django.setup();"
        "from commerce.integrations.registry import list_providers;"
        "assert len(list_providers()) > 5;"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert found.stdout.splitlines()[-1] == "[]"
