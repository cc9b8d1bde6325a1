"""Staying signed in, signing out, and who is refused."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.accounts import services
from commerce.accounts.models import LoginSession
from commerce.accounts.tests.factories import PASSWORD
from commerce.core.models import OutboxEvent
from infra.settings.api import SIMPLE_JWT

REFRESH = "/api/v1/auth/refresh/"
LOGOUT = "/api/v1/auth/logout/"
ME = "/api/v1/auth/me/"


def bearer(access):
    return {"HTTP_AUTHORIZATION": f"Bearer {access}"}


def assert_refused(answer, code):
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == 'Bearer realm="api"'
    assert answer.json()["code"] == code


def test_a_refresh_token_is_exchanged_for_a_new_pair(api, tokens):
    answer = api.post(REFRESH, {"refresh": tokens["refresh"]})

    assert answer.status_code == 200
    new = answer.json()
    assert set(new) == {"access", "refresh", "access_expires_in"}
    assert new["refresh"] != tokens["refresh"]
    assert api.get(ME, **bearer(new["access"])).status_code == 200
    assert api.post(REFRESH, {"refresh": new["refresh"]}).status_code == 200
    assert LoginSession.objects.count() == 1


def after_the_grace():
    """Let all exchanges have happened 31 seconds earlier."""
    session = LoginSession.objects.exclude(spent_ids={}).get()
    session.spent_ids = {token: at - 31 for token, at in session.spent_ids.items()}
    session.save()


def test_a_refresh_token_that_comes_again_ends_its_session(api, tokens):
    new = api.post(REFRESH, {"refresh": tokens["refresh"]}).json()
    after_the_grace()

    assert_refused(api.post(REFRESH, {"refresh": tokens["refresh"]}), "refresh_token_reused")
    assert_refused(api.post(REFRESH, {"refresh": new["refresh"]}), "session_ended")
    assert_refused(api.get(ME, **bearer(new["access"])), "session_ended")
    ended = OutboxEvent.objects.get(topic="accounts.session_ended")
    assert ended.payload["is_suspicious"] is True


def test_a_token_that_comes_twice_at_once_gets_one_and_the_same_successor(api, tokens):
    first = api.post(REFRESH, {"refresh": tokens["refresh"]}).json()
    second = api.post(REFRESH, {"refresh": tokens["refresh"]})

    assert second.status_code == 200
    assert second.json()["refresh"] == first["refresh"]
    for pair in (first, second.json()):
        assert api.get(ME, **bearer(pair["access"])).status_code == 200
    third = api.post(REFRESH, {"refresh": first["refresh"]}).json()
    late = api.post(REFRESH, {"refresh": tokens["refresh"]})
    assert late.json()["refresh"] == third["refresh"]
    assert not OutboxEvent.objects.filter(topic="accounts.session_ended").exists()


def test_a_token_of_long_ago_has_no_grace_from_newer_ones(api, tokens):
    second = api.post(REFRESH, {"refresh": tokens["refresh"]}).json()
    after_the_grace()
    third = api.post(REFRESH, {"refresh": second["refresh"]}).json()

    assert_refused(api.post(REFRESH, {"refresh": tokens["refresh"]}), "refresh_token_reused")
    assert_refused(api.post(REFRESH, {"refresh": third["refresh"]}), "session_ended")


def test_other_sessions_of_the_person_live_on(api, tokens, user):
    other = api.post("/api/v1/auth/login/", {"email": user.email, "password": PASSWORD}).json()
    api.post(REFRESH, {"refresh": tokens["refresh"]})
    after_the_grace()
    assert_refused(api.post(REFRESH, {"refresh": tokens["refresh"]}), "refresh_token_reused")

    assert api.get(ME, **bearer(other["access"])).status_code == 200


def test_signing_out_ends_the_session_at_once_and_twice_is_fine(api, tokens):
    assert api.post(LOGOUT, {"refresh": tokens["refresh"]}).status_code == 204
    assert api.post(LOGOUT, {"refresh": tokens["refresh"]}).status_code == 204

    assert_refused(api.post(REFRESH, {"refresh": tokens["refresh"]}), "session_ended")
    assert_refused(api.get(ME, **bearer(tokens["access"])), "session_ended")
    assert OutboxEvent.objects.filter(topic="accounts.session_ended").count() == 1


def test_tokens_expire(api, user, channel):
    now = timezone.now()
    access_expired = now - SIMPLE_JWT["ACCESS_TOKEN_LIFETIME"] - timedelta(seconds=1)
    refresh_expired = now - SIMPLE_JWT["REFRESH_TOKEN_LIFETIME"] - timedelta(seconds=1)
    session = services.start_session(user=user, channel=channel, now=access_expired)
    assert_refused(api.get(ME, **bearer(session.access)), "token_not_valid")
    assert api.post(REFRESH, {"refresh": session.refresh}).status_code == 200

    long_ago = services.start_session(user=user, channel=channel, now=refresh_expired)
    assert_refused(api.post(REFRESH, {"refresh": long_ago.refresh}), "token_not_valid")


@pytest.mark.parametrize("url", [REFRESH, LOGOUT])
def test_an_access_token_is_no_refresh_token(api, tokens, url):
    assert_refused(api.post(url, {"refresh": tokens["access"]}), "token_not_valid")


def test_a_refresh_token_is_no_access_token(api, tokens):
    assert_refused(api.get(ME, **bearer(tokens["refresh"])), "token_not_valid")


@pytest.mark.parametrize("raw", ["x", "a.b.c", "e30.e30.", "é", "Bearer", "x" * 2000])
def test_a_forged_token_is_refused(api, channel, raw):
    assert_refused(api.get(ME, **bearer(raw)), "token_not_valid")
    assert_refused(api.post(REFRESH, {"refresh": raw}), "token_not_valid")


def test_a_token_without_signature_is_refused(api, tokens):
    header = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0"
    _, payload, _ = tokens["access"].split(".")

    assert_refused(api.get(ME, **bearer(f"{header}.{payload}.")), "token_not_valid")


def test_tokens_are_refused_at_another_tenant(api, tokens, other_channel):
    at_other = {"SERVER_NAME": other_channel.site.hostname}

    assert_refused(api.get(ME, **bearer(tokens["access"]), **at_other), "token_for_other_tenant")
    assert_refused(
        api.post(REFRESH, {"refresh": tokens["refresh"]}, **at_other), "token_for_other_tenant"
    )
    assert_refused(
        api.post(LOGOUT, {"refresh": tokens["refresh"]}, **at_other), "token_for_other_tenant"
    )
    assert api.post(REFRESH, {"refresh": tokens["refresh"]}).status_code == 200


def test_one_person_may_sign_in_at_two_tenants(api, tokens, user, other_channel):
    answer = api.post(
        "/api/v1/auth/login/",
        {"email": user.email, "password": PASSWORD},
        SERVER_NAME=other_channel.site.hostname,
    )

    assert answer.json()["user"]["id"] == user.public_id
    assert user.memberships.count() == 2


def test_a_locked_account_is_refused_everywhere(api, tokens, user):
    user.is_active = False
    user.save()

    assert_refused(api.get(ME, **bearer(tokens["access"])), "user_inactive")
    assert_refused(api.post(REFRESH, {"refresh": tokens["refresh"]}), "user_inactive")


def test_the_tokens_of_a_deleted_account_are_refused(api, tokens, user):
    user.delete()

    assert_refused(api.get(ME, **bearer(tokens["access"])), "session_ended")
    assert_refused(api.post(REFRESH, {"refresh": tokens["refresh"]}), "session_ended")


def test_reading_the_profile_costs_one_query(api, tokens, django_assert_num_queries):
    api.get("/api/v1/auth/me/")
    with django_assert_num_queries(1):
        assert api.get(ME, **bearer(tokens["access"])).status_code == 200


def test_nobody_costs_no_query(api, channel, django_assert_num_queries):
    api.get(ME)
    with django_assert_num_queries(0):
        assert_refused(api.get(ME), "not_authenticated")


def test_no_refresh_token_is_stored(tokens):
    row = LoginSession.objects.values().get()

    assert not [value for value in row.values() if value in (tokens["refresh"], tokens["access"])]
