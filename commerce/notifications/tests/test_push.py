"""Browsers that want to be told."""

import pytest

from commerce.integrations.enums import Mode
from commerce.integrations.services import activate, save_configuration
from commerce.notifications.models import PushAddress
from commerce.notifications.services.push import MOST_BROWSERS, send_push
from infra.fakes.push_services import PushServices

from .people import make_customer, sign_in

pytestmark = pytest.mark.django_db
PUSH = "/api/v1/notifications/push/"
KEYS = {"p256dh": "B" + "A" * 86, "auth": "c2VjcmV0c2VjcmV0c2VjcmU"[:22]}
BROWSER = {"endpoint": "https://push.example.net/send/1", "keys": KEYS}


@pytest.fixture
def offered(channel):
    saved = save_configuration(
        provider="web_push",
        tenant_id=channel.tenant_id,
        values={"contact": "a@shop.example"},
        mode=Mode.TEST,
    )
    return activate(configuration=saved, reason="For a test.")


@pytest.fixture
def browser(start_fake):
    service = PushServices()
    service.address = start_fake(service)
    return service


def test_the_key_is_told_when_the_shop_sends_push_messages(api, headers, offered):
    answer = api.get(PUSH, headers=headers)

    assert answer.status_code == 200
    assert len(answer.json()["public_key"]) == 87


def test_a_shop_that_sends_none_says_so(api, headers):
    answer = api.get(PUSH, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (404, "push_not_offered")


def test_a_browser_is_added_once_and_removed(api, headers):
    first, second = (api.post(PUSH, BROWSER, headers=headers) for _time in range(2))

    assert (first.status_code, first.json()) == (201, second.json())
    assert PushAddress.objects.count() == 1
    assert api.delete(f"{PUSH}{first.json()['id']}/", headers=headers).status_code == 204
    assert PushAddress.objects.count() == 0


def test_who_signs_in_at_a_browser_takes_it_over(api, headers, channel):
    api.post(PUSH, BROWSER, headers=headers)
    mara = make_customer(channel, "mara@example.com")

    added = api.post(PUSH, BROWSER, headers=sign_in(api, mara.email))

    assert PushAddress.objects.get().user == mara
    answer = api.delete(f"{PUSH}{added.json()['id']}/", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (404, "push_address_not_found")
    assert PushAddress.objects.count() == 1


def test_of_too_many_browsers_the_oldest_leaves(api, headers):
    for number in range(MOST_BROWSERS + 1):
        api.post(PUSH, {**BROWSER, "endpoint": f"https://p.example/{number}"}, headers=headers)

    kept = PushAddress.objects.order_by("pk").values_list("endpoint", flat=True)
    assert len(kept) == MOST_BROWSERS
    assert kept[0] == "https://p.example/1"


@pytest.mark.parametrize(
    "changes",
    [
        {"endpoint": "http://push.example.net/1"},
        {"endpoint": "https://user@push.example.net/1"},
        {"endpoint": "https://push.example.net:8080/1"},
        {"endpoint": "https://[::1/1"},
        {"endpoint": "javascript:alert(1)"},
        {"keys": {**KEYS, "auth": "AAAA"}},
        {"keys": {**KEYS, "p256dh": "short"}},
    ],
)
def test_what_is_no_browser_is_refused(api, headers, changes):
    answer = api.post(PUSH, {**BROWSER, **changes}, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_push_address")
    assert PushAddress.objects.count() == 0


@pytest.fixture
def add(browser, ines, channel):
    """Add a browser of Ines's that behaves as the word says."""

    def run(word):
        said = browser.subscription(browser.address, word)
        return PushAddress.objects.create(user=ines, channel=channel, endpoint_digest=word, **said)

    return run


def test_each_browser_is_told_and_one_that_is_gone_is_forgotten(
    add, browser, offered, ines, channel
):
    here, gone = add("browser"), add("gone")

    sent = send_push(
        key="m1",
        user_id=ines.pk,
        channel_id=channel.pk,
        title="On its way",
        body="Parcel 1",
        url="/en/orders/1",
    )

    assert len(sent) == 1
    assert [each["message"]["title"] for each in browser.received] == ["On its way"]
    assert list(PushAddress.objects.all()) == [here]
    assert gone.pk != here.pk
