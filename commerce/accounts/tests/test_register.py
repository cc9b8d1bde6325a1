"""Making an account over HTTP."""

import json

import pytest
from django.contrib.auth.hashers import check_password

from commerce.accounts.models import LoginSession, Membership, User
from commerce.accounts.tests.factories import PASSWORD, make_user
from commerce.core.models import OutboxEvent

pytestmark = pytest.mark.usefixtures("channel_of_module")

URL = "/api/v1/auth/register/"
INJECTIONS = [
    "'; DROP TABLE accounts_user; --",
    "{{ 7 * 7 }}{% debug %}",
    "O'Brien & Söhne",
    "Ada %(name)s %s",
]


def register(api, **body):
    return api.post(URL, {"email": "ada@example.com", "password": PASSWORD, **body})


def codes(answer):
    return [(error["pointer"], error["code"]) for error in answer.json()["errors"]]


def test_registration_makes_an_account_and_signs_in(api, channel):
    answer = register(api, email=" Ada@Example.COM ", first_name="Ada", accepts_marketing=True)

    assert answer.status_code == 201
    body = answer.json()
    user = User.objects.get()
    assert body["user"] == {
        "id": user.public_id,
        "email": "ada@example.com",
        "is_email_confirmed": False,
        "first_name": "Ada",
        "last_name": "",
        "accepts_marketing": True,
    }
    assert body["access_expires_in"] == 900
    assert check_password(PASSWORD, user.password)
    assert not user.is_staff
    assert Membership.objects.get().tenant == channel.tenant
    me = api.get("/api/v1/auth/me/", HTTP_AUTHORIZATION=f"Bearer {body['access']}")
    assert me.json() == body["user"]
    assert answer["Cache-Control"] == "no-store"


def test_registration_and_sign_in_are_published(api):
    register(api)

    topics = OutboxEvent.objects.filter(topic__startswith="accounts.").values_list(
        "topic", flat=True
    )
    assert list(topics) == [
        "accounts.user_registered",
        "accounts.email_awaits_confirmation",
        "accounts.user_logged_in",
    ]


@pytest.mark.parametrize("email", ["ada@example.com", "ADA@example.COM"])
def test_a_known_address_is_refused_whatever_its_case(api, channel, email):
    make_user("ada@example.com")

    answer = register(api, email=email)

    assert answer.status_code == 409
    assert answer.json()["code"] == "email_taken"
    assert codes(answer) == [("/email", "email_taken")]
    assert User.objects.count() == 1
    assert not LoginSession.objects.exists()


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("short7", ["password_too_short"]),
        ("password123", ["password_too_common"]),
        ("8264910573826", ["password_entirely_numeric"]),
        ("ada@example.com", ["password_too_similar"]),
        ("12345", ["password_too_short", "password_too_common", "password_entirely_numeric"]),
    ],
)
def test_a_weak_password_is_refused_with_every_reason(api, password, expected):
    answer = register(api, password=password)

    assert answer.status_code == 400
    assert codes(answer) == [("/password", code) for code in expected]
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"email": "not an address"}, ("/email", "invalid")),
        ({"email": "ada@example.com\r\nBcc: all@example.com"}, ("/email", "invalid")),
        ({"email": None}, ("/email", "null")),
        ({"email": ["ada@example.com"]}, ("/email", "invalid")),
        ({"password": "x" * 129}, ("/password", "max_length")),
        ({"password": 12345678901}, ("/password", "invalid")),
        ({"first_name": "Ada\r\nBcc: all@example.com"}, ("/first_name", "control_character")),
        ({"first_name": "You won https://evil.example"}, ("/first_name", "link")),
        ({"first_name": "evil.example"}, ("/first_name", "link")),
        ({"last_name": "<script>alert(1)</script>"}, ("/last_name", "markup")),
        ({"last_name": "${jndi:ldap://x/y}"}, ("/last_name", "link")),
        ({"email": "ada@exam\u200bple.com"}, ("/email", "invalid")),
        ({"email": "ada@exаmple.com"}, ("/email", "invalid")),
        ({"last_name": "M" * 151}, ("/last_name", "max_length")),
        ({"accepts_marketing": "perhaps"}, ("/accepts_marketing", "invalid")),
        ({"is_staff": True}, ("/is_staff", "unknown_field")),
    ],
)
def test_bad_values_are_refused_at_their_place(api, body, expected):
    answer = api.post(
        URL, {"email": "ada@example.com", "password": PASSWORD, **body}, format="json"
    )

    assert answer.status_code == 400
    assert codes(answer) == [expected]
    assert not User.objects.exists()


@pytest.mark.parametrize("text", INJECTIONS)
def test_a_strange_name_is_kept_as_it_is(api, text):
    answer = register(api, first_name=text)

    assert answer.status_code == 201
    assert User.objects.get().first_name == text


def test_characters_that_show_nothing_are_no_part_of_a_name(api):
    answer = register(api, first_name="\u200bAda\u202e", last_name="\u2060")

    assert answer.status_code == 201
    assert (User.objects.get().first_name, User.objects.get().last_name) == ("Ada", "")


@pytest.mark.parametrize("field", ["first_name", "last_name"])
def test_the_back_office_asks_the_same_of_names(client, channel, field):
    client.force_login(User.objects.create_superuser("boss@example.com", PASSWORD))
    user = make_user()
    page = {"email": user.email, "first_name": "Ada", "last_name": "Moss", "is_active": "on"}

    answer = client.post(f"/cms/users/edit/{user.pk}/", {**page, field: "https://evil.example"})

    assert answer.status_code == 200
    assert "Leave out web and e-mail addresses." in answer.content.decode()
    user.refresh_from_db()
    assert getattr(user, field) == ""


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        (b"{not json", "application/json", 400, "malformed_json"),
        (b"[1, 2]", "application/json", 400, "validation_failed"),
        (b"a=1", "text/plain", 415, "unsupported_media_type"),
        (
            json.dumps({"email": "ada@example.com", "password": "x" * 2_000_000}).encode(),
            "application/json",
            413,
            "body_too_large",
        ),
    ],
)
def test_bad_bodies_are_refused(api, body, content_type, status, code):
    answer = api.generic("POST", URL, body, content_type=content_type)

    assert answer.status_code == status
    assert answer.json()["code"] == code
    assert not User.objects.exists()


def test_registrations_from_one_address_are_limited(api):
    for number in range(20):
        assert register(api, email=f"n{number}@example.com", password="1").status_code == 400

    answer = register(api)

    assert answer.status_code == 429
    assert answer.json()["code"] == "throttled"
    assert int(answer["Retry-After"]) > 0
    assert not User.objects.exists()
