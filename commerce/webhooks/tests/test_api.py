"""Endpoints through the API: every answer is held to the contract by the tests' client."""

from __future__ import annotations

from datetime import timedelta

import jsonschema_rs
import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from rest_framework.test import APIClient

from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.webhooks.enums import EndpointState
from commerce.webhooks.models import Delivery, Endpoint

pytestmark = pytest.mark.django_db
ENDPOINTS = "/api/v1/webhooks/endpoints/"


def staff_of(channel, *, rights=("view", "add", "change", "delete")):
    user = make_user(f"staff-of-{channel.code}@example.com", is_staff=True)
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    names = [f"{right}_endpoint" for right in rights]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client = APIClient(SERVER_NAME=channel.site.hostname)
    client.force_authenticate(user)
    return client


@pytest.fixture
def staff(channel):
    return staff_of(channel)


@pytest.fixture
def body(receiver):
    return {
        "url": receiver.url(),
        "events": ["thing.made", "order.placed"],
        "owner_email": "owner@example.com",
    }


def test_an_endpoint_is_made_and_its_secret_shown_once(staff, body, receiver, make_thing, send):
    made = staff.post(ENDPOINTS, body)

    assert made.status_code == 201
    receiver.secrets.append(made.json()["secret"])
    read = staff.get(f"{ENDPOINTS}{made.json()['id']}/")
    assert "secret" not in read.json()
    assert read.json()["events"] == ["order.placed", "thing.made"]
    assert staff.get(ENDPOINTS).json()["results"] == [read.json()]
    make_thing()
    send()
    assert receiver.taken[0].is_genuine


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/hook",
        "https://127.0.0.1/hook",
        "https://10.0.0.7/hook",
        "https://[::1]/hook",
        "https://user:pass@example.com/hook",
        "ftp://example.com/",
        "https://",
        "javascript:alert(1)",
        "https://2130706433/",
        "not an address",
        "https://exa mple.com/",
    ],
)
def test_addresses_that_are_not_public_are_refused(staff, body, url, private_names):
    answer = staff.post(ENDPOINTS, {**body, "url": url})

    assert answer.status_code == 400
    assert answer.json()["code"] == "webhook_address_not_allowed"
    assert answer.json()["errors"][0]["pointer"] == "/url"
    assert not Endpoint.objects.exists()


def test_an_address_is_looked_at_when_it_is_changed(staff, body, settings):
    made = staff.post(ENDPOINTS, body).json()
    settings.WEBHOOK_PRIVATE_HOSTS = []

    answer = staff.patch(f"{ENDPOINTS}{made['id']}/", {"url": "https://127.0.0.1/"})

    assert answer.json()["code"] == "webhook_address_not_allowed"
    assert Endpoint.objects.get().url == body["url"]


def test_an_event_that_nobody_knows_is_refused(staff, body):
    answer = staff.post(ENDPOINTS, {**body, "events": ["order.eaten"]})

    assert answer.json()["code"] == "webhook_event_unknown"
    assert not Endpoint.objects.exists()


def test_an_endpoint_is_changed_and_deleted(staff, body):
    made = staff.post(ENDPOINTS, body).json()
    address = f"{ENDPOINTS}{made['id']}/"

    changed = staff.patch(address, {"events": ["order.paid"], "payload": "thin"})

    assert (changed.json()["events"], changed.json()["payload"]) == (["order.paid"], "thin")
    assert staff.delete(address).status_code == 204
    assert staff.get(address).json()["code"] == "webhook_endpoint_not_found"


def test_pausing_resuming_testing_and_rotating(staff, body, receiver, send):
    made = staff.post(ENDPOINTS, body).json()
    address = f"{ENDPOINTS}{made['id']}/"

    assert staff.post(f"{address}pause/").json()["state"] == "paused"
    assert staff.post(f"{address}test/").json()["code"] == "webhook_endpoint_not_active"
    assert staff.post(f"{address}resume/").json()["state"] == "active"
    rotated = staff.post(f"{address}rotate-secret/").json()
    receiver.secrets.append(rotated["secret"])
    begun = staff.post(f"{address}test/")
    assert begun.status_code == 202
    send()

    assert receiver.taken[0].body["type"] == "webhook.test"
    assert receiver.taken[0].is_genuine
    assert receiver.taken[0].id == begun.json()["message_id"]


def test_the_log_is_read_and_a_message_sent_again(staff, listen, make_thing, send, receiver):
    endpoint = listen()
    make_thing()
    send()
    address = f"{ENDPOINTS}{endpoint.public_id}/deliveries/"

    (row,) = staff.get(address).json()["results"]
    detail = staff.get(f"{address}{row['message_id']}/").json()
    again = staff.post(f"{address}{row['message_id']}/replay/")
    send()

    assert (row["state"], row["attempts"], row["event"]) == ("delivered", 1, "thing.made")
    assert detail["body"] == receiver.taken[0].body
    assert [each["status"] for each in detail["log"]] == [204]
    assert (again.status_code, again.json()["state"]) == (202, "pending")
    assert [came.id for came in receiver.taken] == [row["message_id"]] * 2
    assert staff.get(f"{address}?state=failed").json()["count"] == 0
    assert staff.get(f"{address}?event=thing.made").json()["count"] == 1
    assert staff.get(f"{address}msg_none/").json()["code"] == "webhook_delivery_not_found"


def test_a_time_is_counted_first_and_then_sent_again(staff, listen, make_thing, send, receiver):
    endpoint = listen()
    for number in range(3):
        make_thing(number)
    send()
    Delivery.objects.filter(message__subject="thing_0").update(state="failed")
    address = f"{ENDPOINTS}{endpoint.public_id}/replay/"
    now = timezone.now()
    asked = {"since": now - timedelta(hours=1), "until": now + timedelta(hours=1)}

    assert staff.post(address, {**asked, "only_failed": True}).json() == {
        "count": 1,
        "is_begun": False,
    }
    assert staff.post(address, asked).json()["count"] == 3
    wrong = staff.post(address, {**asked, "expected": 2})
    assert (wrong.status_code, wrong.json()["code"]) == (409, "webhook_count_changed")
    assert send() == 0
    assert staff.post(address, {**asked, "expected": 3}).json() == {"count": 3, "is_begun": True}
    assert send() == 3
    assert len({came.id for came in receiver.taken}) == 3


def test_rights_are_asked_for_one_by_one(channel, listen):
    endpoint = listen()
    reader = staff_of(channel, rights=["view"])
    address = f"{ENDPOINTS}{endpoint.public_id}/"

    assert reader.get(address).status_code == 200
    for refused in (
        reader.patch(address, {"description": "mine"}),
        reader.delete(address),
        reader.post(f"{address}rotate-secret/"),
        reader.post(ENDPOINTS, {}),
    ):
        assert refused.status_code == 403
        assert refused.json()["code"] == "permission_denied"
    assert Endpoint.objects.get().state == EndpointState.ACTIVE


def test_another_tenants_endpoints_are_not_there(channel, other_channel, listen, make_thing, send):
    endpoint = listen()
    make_thing()
    send()
    message = Delivery.objects.select_related("message").get().message.public_id
    stranger = staff_of(other_channel)
    address = f"{ENDPOINTS}{endpoint.public_id}/"

    assert stranger.get(ENDPOINTS).json() == {"results": []}
    answers = [
        stranger.get(address),
        stranger.patch(address, {"description": "mine"}),
        stranger.delete(address),
        *(
            stranger.post(f"{address}{act}/")
            for act in ("rotate-secret", "pause", "resume", "test")
        ),
        stranger.get(f"{address}deliveries/"),
        stranger.get(f"{address}deliveries/{message}/"),
        stranger.post(f"{address}deliveries/{message}/replay/"),
    ]
    assert {answer.status_code for answer in answers} == {404}


def test_staff_of_another_tenant_are_refused_here(channel, other_channel, listen):
    listen()
    stranger = staff_of(other_channel)
    stranger.defaults["SERVER_NAME"] = channel.site.hostname

    assert stranger.get(ENDPOINTS).status_code == 403


def test_the_log_costs_the_same_for_any_number_of_rows(
    staff, listen, make_thing, send, django_assert_num_queries
):
    endpoint = listen()
    for number in range(8):
        make_thing(number)
    send()
    staff.get(ENDPOINTS)

    with django_assert_num_queries(5):
        staff.get(f"{ENDPOINTS}{endpoint.public_id}/deliveries/")


def test_event_types_come_with_a_schema_that_their_example_keeps_to(staff, monkeypatch):
    from commerce.webhooks import registry

    monkeypatch.delitem(registry._events, "thing.made")
    found = {
        each["name"]: each for each in staff.get("/api/v1/webhooks/event-types/").json()["results"]
    }

    assert {"order.placed", "product.created", "customer.registered"} <= found.keys()
    for each in found.values():
        jsonschema_rs.Draft202012Validator(each["schema"]).validate(each["example"])
