"""An address is confirmed with the link of a letter; another one has to be confirmed anew."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail, signing
from django.utils import timezone

from commerce.accounts.models import User
from commerce.accounts.tests.factories import PASSWORD, make_user
from commerce.core.services.outbox import relay
from commerce.notifications.models import Message

pytestmark = pytest.mark.django_db

ME = "/api/v1/auth/me/"
CHANGE = "/api/v1/auth/email/"
LETTER = "/api/v1/auth/email/letter/"
VERIFY = "/api/v1/auth/email/verify/"
REGISTER = "/api/v1/auth/register/"
EMAIL = "ada@example.com"


@pytest.fixture
def ada(api, channel):
    """The headers of somebody who has just opened an account."""
    body = {"email": EMAIL, "password": PASSWORD}
    session = api.post(f"{REGISTER}?locale=de", body).json()
    return {"Authorization": f"Bearer {session['access']}"}


def last_token():
    """Deliver what waits, and return the token of the newest letter."""
    relay()
    return re.findall(r"/confirm-email#token=(\S+)", mail.outbox[-1].body)[-1]


def is_confirmed(api, headers):
    return api.get(ME, headers=headers).json()["is_email_confirmed"]


def code_of(answer):
    return answer.status_code, answer.json()["code"]


def test_the_link_of_the_first_letter_confirms_the_address_once(api, ada):
    token = last_token()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([EMAIL], "Ihre E-Mail-Adresse bei Reed & Rook")
    assert "/de/confirm-email" in letter.body
    assert "3 Tage" in letter.body
    assert not is_confirmed(api, ada)

    assert api.post(VERIFY, {"token": token}).status_code == 204

    assert is_confirmed(api, ada)
    assert code_of(api.post(VERIFY, {"token": token})) == (400, "email_token_invalid")


def test_nothing_else_waits_for_it(api, ada):
    assert api.patch(ME, {"first_name": "Ada"}, headers=ada).status_code == 200
    assert (
        api.post("/api/v1/auth/login/", {"email": EMAIL, "password": PASSWORD}).status_code == 200
    )


def test_a_link_is_too_old_after_three_days(api, ada, monkeypatch):
    token, now = last_token(), timezone.now().timestamp()
    monkeypatch.setattr(
        signing.time, "time", lambda: now + timedelta(days=3, minutes=1).total_seconds()
    )

    assert code_of(api.post(VERIFY, {"token": token})) == (400, "email_token_invalid")


@pytest.mark.parametrize("token", ["x", "a:b:c", "WyJ4IiwieSJd:1abcde:sig"])
def test_a_forged_link_confirms_nobody(api, ada, token):
    assert code_of(api.post(VERIFY, {"token": token})) == (400, "email_token_invalid")


def test_a_link_is_for_one_account_only(api, ada):
    token = last_token()
    mara = make_user("mara@example.com")

    api.post(VERIFY, {"token": token})

    mara.refresh_from_db()
    assert not mara.is_email_confirmed
    assert User.objects.get(email=EMAIL).is_email_confirmed


def test_another_address_is_confirmed_anew_and_the_old_link_is_worth_nothing(api, ada):
    old = last_token()
    body = {"email": "Adele@Example.com", "current_password": PASSWORD}

    answer = api.post(f"{CHANGE}?locale=fr", body, headers=ada)

    assert answer.json()["email"] == "adele@example.com"
    assert answer.json()["is_email_confirmed"] is False
    new = last_token()
    assert mail.outbox[-1].to == ["adele@example.com"]
    assert code_of(api.post(VERIFY, {"token": old})) == (400, "email_token_invalid")
    assert api.post(VERIFY, {"token": new}).status_code == 204
    assert is_confirmed(api, ada)


def test_an_address_that_staff_change_is_not_confirmed(api, ada):
    api.post(VERIFY, {"token": last_token()})
    user = User.objects.get(email=EMAIL)
    user.email = "adele@example.com"
    user.save()

    assert not is_confirmed(api, ada)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"current_password": "not mine"}, (400, "wrong_password")),
        ({"email": "mara@example.com"}, (409, "email_taken")),
        ({"email": "no address"}, (400, "validation_failed")),
    ],
)
def test_what_is_refused_changes_nothing(api, ada, change, expected):
    make_user("mara@example.com")
    body = {"email": "adele@example.com", "current_password": PASSWORD, **change}

    assert code_of(api.post(CHANGE, body, headers=ada)) == expected
    assert api.get(ME, headers=ada).json()["email"] == EMAIL


def test_the_letter_comes_anew_until_the_address_is_confirmed(api, ada):
    last_token()
    assert api.post(LETTER, headers=ada).status_code == 202
    api.post(VERIFY, {"token": last_token()})
    assert len(mail.outbox) == 2

    assert api.post(LETTER, headers=ada).status_code == 202

    relay()
    assert len(mail.outbox) == 2


def test_the_link_is_in_the_letter_and_nowhere_else(api, ada):
    token = last_token()

    assert token not in str(list(Message.objects.values()))
