"""Signing in over HTTP."""

import hashlib
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import get_hasher
from django.utils import timezone

from commerce.accounts import services
from commerce.accounts.models import LoginSession, Membership
from commerce.accounts.tests.factories import PASSWORD, make_user
from commerce.core.models import OutboxEvent

URL = "/api/v1/auth/login/"


def log_in(api, email="ada@example.com", password=PASSWORD, **headers):
    return api.post(URL, {"email": email, "password": password}, **headers)


@pytest.mark.parametrize("email", ["ada@example.com", " ADA@Example.com "])
def test_the_password_opens_a_session(api, user, channel, email):
    answer = log_in(api, email)

    assert answer.status_code == 200
    assert set(answer.json()) == {"user", "access", "refresh", "access_expires_in"}
    assert answer.json()["user"]["id"] == user.public_id
    user.refresh_from_db()
    assert user.last_login is not None
    assert Membership.objects.get(user=user).tenant == channel.tenant


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ada@example.com", "wrong"),
        ("nobody@example.com", PASSWORD),
        ("' OR 1=1 --", PASSWORD),
        ("ada@example.com", "' OR ''='"),
        ("*", "*"),
    ],
)
def test_wrong_and_unknown_get_the_same_answer(api, user, email, password):
    answer = log_in(api, email, password)

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Bearer realm="api"'
    assert answer.json()["code"] == "invalid_credentials"
    assert answer.json()["detail"] == "E-mail address or password is wrong."
    assert not LoginSession.objects.exists()


def test_a_locked_account_gets_the_same_answer(api, channel):
    make_user(is_active=False)

    answer = log_in(api)

    assert answer.status_code == 401
    assert answer.json()["code"] == "invalid_credentials"


def test_an_unknown_address_costs_as_much_hashing_as_a_known_one(api, user, monkeypatch):
    hashed = []
    hasher = type(get_hasher())
    encode = hasher.encode
    monkeypatch.setattr(
        hasher, "encode", lambda self, *given: hashed.append(given[0]) or encode(self, *given)
    )

    log_in(api, password="wrong")
    after_known = len(hashed)
    log_in(api, "nobody@example.com", "wrong")

    assert after_known == 1
    assert len(hashed) == 2


def test_the_guests_cart_is_named_by_its_hash_only(api, user):
    log_in(api, HTTP_X_CART_TOKEN="opaque-cart-token")

    event = OutboxEvent.objects.get(topic="accounts.user_logged_in")
    assert event.payload["user_id"] == user.pk
    assert event.payload["cart_token_hash"] == hashlib.sha256(b"opaque-cart-token").hexdigest()


def test_an_old_authorization_header_does_not_hinder(api, user):
    assert log_in(api, HTTP_AUTHORIZATION="Bearer expired.or.forged").status_code == 200


def test_expired_sessions_are_cleared_away_by_the_next_sign_in(api, user, channel):
    past = timezone.now() - timedelta(days=8)
    services.start_session(user=user, channel=channel, now=past)

    log_in(api)

    assert LoginSession.objects.count() == 1


def test_neither_password_nor_token_is_logged(api, user, caplog):
    with caplog.at_level("DEBUG"):
        tokens = log_in(api).json()
        log_in(api, password="wrong but secret")
        api.post("/api/v1/auth/refresh/", {"refresh": tokens["refresh"]})
        api.get("/api/v1/auth/me/", HTTP_AUTHORIZATION=f"Bearer {tokens['access']}x")

    for secret in (PASSWORD, "wrong but secret", tokens["refresh"], tokens["access"]):
        assert secret not in caplog.text
