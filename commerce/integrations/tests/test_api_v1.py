"""Setting providers up through the API."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import Permission
from rest_framework.test import APIClient

from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import PASSWORD, make_user
from commerce.integrations.models import ProviderConfiguration
from commerce.integrations.selectors import list_active

from .greeting import CODE, KEY, OTHER_KEY, Greeting

pytestmark = pytest.mark.django_db
ROOM = "/api/v1/integrations/"


def sign_in(email, host="testserver"):
    client = APIClient(SERVER_NAME=host)
    answer = client.post("/api/v1/auth/login/", {"email": email, "password": PASSWORD})
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {answer.json()['access']}")
    return client


@pytest.fixture
def staff(channel):
    make_user("staff@example.com", is_staff=True, is_superuser=True)
    return sign_in("staff@example.com")


@pytest.fixture
def body(greeting):
    return {"provider": CODE, "settings": {"url": greeting.url, "key": KEY}}


def test_the_catalogue_tells_what_each_provider_asks_for(staff, greeting):
    providers = {each["code"]: each for each in staff.get(f"{ROOM}providers/").json()["results"]}

    found = providers[CODE]
    assert (found["name"], found["kind"]) == ("Greeting", "feed")
    settings = {each["name"]: each for each in found["settings"]}
    assert settings["key"]["is_secret"]
    assert settings["key"]["link"] == "https://greeting.example/keys"
    assert (settings["words"]["type"], settings["words"]["default"]) == ("integer", 3)
    assert settings["tone"]["choices"][0] == {"value": "warm", "label": "Warm"}


def test_a_provider_is_set_up_tested_used_and_let_go(staff, channel, body, greeting, waits):
    made = staff.post(f"{ROOM}configurations/", body)
    assert made.status_code == 201
    assert made.json()["secrets"] == {"key": "••••4Tfa"}
    assert (made.json()["state"], made.json()["channel"]) == ("untested", None)
    address = f"{ROOM}configurations/{made.json()['id']}/"

    assert staff.patch(address, {"is_active": True}).json()["code"] == "not_tested"
    tested = staff.post(f"{address}test-connection/")
    assert tested.json() == {"is_ok": True, "answer": "The account is ready."}
    assert staff.patch(address, {"is_active": True}).json()["state"] == "active"
    assert [each.settings.key for each in list_active(Greeting, channel.pk)] == [KEY]

    assert staff.delete(address).json()["code"] == "still_active"
    assert staff.patch(address, {"is_active": False}).json()["state"] == "ready"
    assert staff.delete(address).status_code == 204
    assert staff.get(address).status_code == 404


def test_no_answer_tells_a_secret(staff, body, greeting, waits):
    made = staff.post(f"{ROOM}configurations/", body)
    address = f"{ROOM}configurations/{made.json()['id']}/"
    answers = [
        made,
        staff.post(f"{address}test-connection/"),
        staff.patch(address, {"is_active": True}),
        staff.patch(address, {"settings": {"key": "gr_live_wrong_wrong_wrong"}}),
        staff.patch(address, {"settings": {"key": KEY, "colour": KEY}}),
        staff.get(f"{ROOM}configurations/"),
        staff.get(f"{ROOM}logs/"),
        staff.get(f"{address}logs/"),
    ]

    assert [each.status_code for each in answers] == [201, 200, 200, 409, 400, 200, 200, 200]
    for each in answers:
        text = json.dumps(each.json(), ensure_ascii=False)
        assert KEY not in text
        assert "gr_live_wrong_wrong_wrong" not in text


def test_null_takes_an_optional_secret_away(staff, body, channel):
    body["settings"]["signing_key"] = "sign_3fK9wQz7"
    made = staff.post(f"{ROOM}configurations/", body).json()
    assert set(made["secrets"]) == {"key", "signing_key"}
    address = f"{ROOM}configurations/{made['id']}/"

    refused = staff.patch(address, {"settings": {"key": None}})
    answer = staff.patch(address, {"settings": {"signing_key": None}})

    assert refused.json()["errors"][0]["pointer"] == "/settings/key"
    assert set(answer.json()["secrets"]) == {"key"}


def test_settings_that_are_changed_keep_what_is_not_given(staff, body, channel, waits):
    made = staff.post(f"{ROOM}configurations/", {**body, "channel": channel.code, "mode": "test"})
    address = f"{ROOM}configurations/{made.json()['id']}/"

    answer = staff.patch(address, {"settings": {"words": 7, "key": OTHER_KEY}})

    assert answer.json()["settings"]["words"] == 7
    assert answer.json()["secrets"] == {"key": "••••6Uod"}
    assert (answer.json()["channel"], answer.json()["mode"]) == (channel.code, "test")
    assert ProviderConfiguration.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"provider": "nobody"}, 400, "unknown_provider"),
        ({"channel": "other"}, 404, "unknown_channel"),
        ({"channel": "nowhere"}, 404, "unknown_channel"),
        ({"mode": "real"}, 400, "validation_failed"),
        ({"settings": []}, 400, "validation_failed"),
        ({"settings": {"url": 3}}, 400, "validation_failed"),
        ({"secret": "x"}, 400, "validation_failed"),
    ],
)
def test_what_makes_no_sense_is_refused(staff, body, other_channel, change, status, code):
    answer = staff.post(f"{ROOM}configurations/", {**body, **change})

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not ProviderConfiguration.objects.exists()


def test_the_same_is_not_set_up_twice(staff, body):
    assert staff.post(f"{ROOM}configurations/", body).status_code == 201

    answer = staff.post(f"{ROOM}configurations/", body)

    assert (answer.status_code, answer.json()["code"]) == (409, "configuration_exists")


def test_they_change_places(staff, set_up):
    set_up()
    second = set_up("counter")

    staff.patch(f"{ROOM}configurations/{second.public_id}/", {"position": 0})

    rows = staff.get(f"{ROOM}configurations/").json()["results"]
    assert [(row["provider"], row["position"]) for row in rows] == [("counter", 0), (CODE, 1)]


def test_calls_are_found_by_what_they_were_about(staff, set_up, channel, greeting):
    configuration = set_up()
    (provider,) = list_active(Greeting, channel.pk)
    provider.greet("Ida", about="HRN-100001")
    provider.greet("Bo", about="HRN-100002")

    def find(**wanted):
        rows = staff.get(f"{ROOM}logs/", wanted).json()["results"]
        return [(row["operation"], row["about"]) for row in rows]

    assert find(about="HRN-100001") == [("greet", "HRN-100001")]
    assert len(find(provider=CODE)) == 3
    assert find(provider="counter") == []
    assert find(outcome="failed") == []
    assert find(until="2020-01-01T00:00:00Z") == []
    assert len(find(since="2020-01-01T00:00:00Z")) == 3
    assert staff.get(f"{ROOM}logs/", {"since": "today"}).json()["code"] == "invalid_moment"
    assert staff.get(f"{ROOM}logs/", {"outcome": "odd"}).json()["code"] == "unknown_outcome"
    address = f"{ROOM}configurations/{configuration.public_id}/logs/"
    assert staff.get(address).json()["count"] == 3


def test_lists_cost_the_same_however_long_they_are(staff, set_up, django_assert_num_queries):
    set_up()
    with django_assert_num_queries(2) as few:
        staff.get(f"{ROOM}configurations/")
    set_up("counter")

    with django_assert_num_queries(len(few)):
        assert len(staff.get(f"{ROOM}configurations/").json()["results"]) == 2


def test_rights_and_membership_both_count(channel, other_channel, body, set_up):
    configuration = set_up()
    address = f"{ROOM}configurations/{configuration.public_id}/"
    clerk = make_user("clerk@example.com")
    ensure_membership(user=clerk, tenant_id=channel.tenant_id)
    client = sign_in("clerk@example.com")
    assert client.get(address).status_code == 403

    clerk.user_permissions.add(Permission.objects.get(codename="view_providerconfiguration"))
    assert client.get(address).status_code == 200
    assert client.patch(address, {"is_active": False}).status_code == 403
    assert client.post(f"{ROOM}configurations/", body).status_code == 403
    assert client.delete(address).status_code == 403


def test_another_tenants_staff_finds_nothing(set_up, other_channel, channel):
    configuration = set_up()
    stranger = make_user("stranger@example.com", is_staff=True)
    stranger.user_permissions.set(Permission.objects.filter(content_type__app_label="integrations"))
    ensure_membership(user=stranger, tenant_id=other_channel.tenant_id)
    client = sign_in("stranger@example.com", "other.example")

    assert client.get(f"{ROOM}configurations/").json() == {"results": []}
    assert client.get(f"{ROOM}logs/").json()["results"] == []
    one = f"{ROOM}configurations/{configuration.public_id}/"
    answers = [
        client.get(one),
        client.patch(one, {"is_active": False}),
        client.delete(one),
        client.get(f"{one}logs/"),
        client.post(f"{one}test-connection/"),
    ]
    assert [each.status_code for each in answers] == [404] * 5
    configuration.refresh_from_db()
    assert configuration.is_active
