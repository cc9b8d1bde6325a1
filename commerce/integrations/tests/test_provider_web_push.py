"""Messages to a browser that checks who writes and reads what it got."""

import pytest

from commerce.integrations.errors import (
    CredentialsRefusedError,
    GoneError,
    ProviderRefusedError,
    ProviderUnavailableError,
)
from commerce.integrations.providers.answers import BROKEN, LIMITED
from commerce.integrations.providers.web_push import (
    CONNECTED,
    WebPush,
    WebPushSettings,
    client,
    keys,
)
from commerce.integrations.shapes import PushMessage, PushSubscription
from infra.fakes.push_services import PushServices

from .providing import provide, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channel_of_module", "waits")]


@pytest.fixture
def browser(start_fake):
    service = PushServices()
    service.address = start_fake(service)
    return service


def web_push(**changes):
    return provide(
        WebPush, **{"contact": "shop@shop.example", "private_key": keys.make(), **changes}
    )


def message(browser, word="browser", **changes):
    subscription = PushSubscription(**browser.subscription(browser.address, word))
    usual = {"key": "order-1", "title": "Grüße", "body": "Your parcel is here.", "url": "/orders/1"}
    return PushMessage(subscription=subscription, **{**usual, **changes})


def test_the_browser_reads_what_was_sent(browser):
    web_push().send_push(message(browser, seconds_to_live=60))

    [got] = browser.received
    assert got["message"] == {
        "title": "Grüße",
        "body": "Your parcel is here.",
        "url": "/orders/1",
        "tag": "order-1",
    }
    assert got["ttl"] == "60"
    assert len(got["topic"]) == 32


def test_a_message_that_was_taken_without_an_answer_takes_its_own_place(browser, impatient):
    provider = web_push()
    again = message(browser, "silent-once")

    refusal(ProviderUnavailableError, lambda: provider.send_push(again))
    provider.send_push(again)

    assert len(browser.received) == 2
    assert len({(got["topic"], got["message"]["tag"]) for got in browser.received}) == 1


@pytest.mark.parametrize(
    ("word", "kind", "sentence"),
    [
        ("gone", GoneError, GoneError.sentence),
        ("wrong", CredentialsRefusedError, client.WRONG_KEY),
        ("forbidden", CredentialsRefusedError, client.WRONG_KEY),
        ("limited", ProviderUnavailableError, LIMITED),
        ("broken", ProviderUnavailableError, BROKEN),
    ],
)
def test_each_refusal_has_its_sentence(browser, word, kind, sentence):
    error = refusal(kind, lambda: web_push().send_push(message(browser, word)))

    assert error.sentence == sentence
    assert browser.received == []


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://10.0.0.1/push/1",
        "https://shop.example/push/1",
        "http://fcm.googleapis.com/push/1",
        "https://fcm.googleapis.com.attacker.example/1",
        "https://attackerfcm.googleapis.com/1",
        "https://fcm.googleapis.com@attacker.example/1",
        "file:///etc/passwd",
        "",
    ],
)
def test_only_push_services_of_browsers_are_called(endpoint, settings):
    settings.OUTGOING_PRIVATE_HOSTS = []
    assert not client.is_push_service(endpoint)

    stranger = PushMessage("k", PushSubscription(endpoint, "", ""), "a", "b")
    error = refusal(ProviderRefusedError, lambda: web_push().send_push(stranger))
    assert error.sentence == client.STRANGER


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/1",
        "https://updates.push.services.mozilla.com/wpush/v2/1",
        "https://web.push.apple.com/1",
        "https://wns2-par02p.notify.windows.com/w/?token=1",
    ],
)
def test_browsers_of_the_world_are_known(endpoint):
    assert client.is_push_service(endpoint)


@pytest.mark.parametrize("p256dh", ["", "AAAA", "not base64 !", "A" * 87])
def test_keys_that_are_none_are_refused(browser, p256dh):
    subscription = PushSubscription(f"{browser.address}/push/browser", p256dh, "AAAA")
    bad = PushMessage("k", subscription, "a", "b")

    error = refusal(ProviderRefusedError, lambda: web_push().send_push(bad))

    assert error.sentence == client.BAD_KEYS
    assert browser.received == []


def test_what_browsers_would_not_take_never_leaves(browser):
    long = message(browser, body="x" * 4_000)

    assert (
        refusal(ProviderRefusedError, lambda: web_push().send_push(long)).sentence
        == client.TOO_LONG
    )
    assert browser.requests == []


def test_a_key_is_made_where_none_was_given_and_kept_where_one_was():
    made = WebPush.complete(WebPushSettings(contact="shop@shop.example"))

    assert len(made.private_key) == 43
    assert WebPush.complete(made) == made
    assert provide(WebPush, contact=made.contact, private_key=made.private_key).public_key
    assert made.private_key not in repr(made)


def test_the_public_key_is_a_point_that_browsers_take():
    assert len(web_push().public_key) == 87


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"private_key": "x"}, keys.NO_KEY),
        ({"private_key": ""}, keys.NO_KEY),
        ({"private_key": "ä" * 43}, keys.NO_KEY),
        ({"private_key": "A" * 43}, keys.NO_KEY),
    ],
)
def test_settings_that_push_services_would_refuse_are_found(changes, sentence):
    error = refusal(ProviderRefusedError, web_push(**changes).test_connection)

    assert error.sentence == sentence


def test_keys_that_belong_together_are_in_order():
    assert web_push().test_connection() == CONNECTED
