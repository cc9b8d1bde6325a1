"""How often passwords may be tried, over HTTP and at every door."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from commerce.accounts import services
from commerce.accounts.errors import TooManyAttemptsError
from commerce.accounts.models import LoginSession, SignInAttempts, User
from commerce.accounts.services.attempts import charge_attempt, forgive_attempt
from commerce.accounts.tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db

API = "/api/v1/auth/login/"
PAGES = ["/dashboard/login/", "/cms/login/", "/django-admin/login/"]
NOW = timezone.now()


def log_in(api, email="ada@example.com", password=PASSWORD, *, peer="192.0.2.1"):
    return api.post(API, {"email": email, "password": password}, REMOTE_ADDR=peer)


def enter(client, url, email="ada@example.com", password=PASSWORD, *, peer="192.0.2.1"):
    return client.post(url, {"username": email, "password": password}, REMOTE_ADDR=peer)


def wait_of(email="ada@example.com", network="192.0.2.1", *, now=NOW):
    """Seconds until the next try is looked at; a try that is looked at is charged."""
    try:
        charge_attempt(email=email, network=network, now=now)
    except TooManyAttemptsError as error:
        return error.retry_after
    return 0


@pytest.fixture
def staff(channel):
    return User.objects.create_superuser("boss@example.com", PASSWORD)


def test_thirty_wrong_tries_do_not_keep_the_owner_out(api, user):
    for number in range(60):
        log_in(api, password="wrong", peer=f"10.0.{number // 2}.1")

    answer = log_in(api, peer="198.51.100.7")

    assert answer.status_code == 200


def test_tries_from_one_address_wait_longer_each_time(api, user):
    for _ in range(10):
        assert log_in(api, password="wrong").status_code == 401

    answer = log_in(api)

    assert answer.status_code == 429
    assert answer.json()["code"] == "throttled"
    assert answer.json()["detail"] == "Too many attempts. Try again in 2 seconds."
    assert answer["Retry-After"] == "2"
    assert not LoginSession.objects.exists()
    assert log_in(api, peer="198.51.100.7").status_code == 200


def test_waits_double_up_to_a_quarter_of_an_hour_for_one_account():
    waits, now = [], NOW
    for _ in range(24):
        wait = wait_of(now=now)
        if wait:
            waits.append(wait)
            now += timedelta(seconds=wait)
            assert wait_of(now=now) == 0

    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900, 900]


def test_a_network_that_tries_many_accounts_waits_a_minute_at_most():
    now = NOW
    for number in range(30):
        now += timedelta(seconds=wait_of(f"n{number}@example.com", now=now))
        wait_of(f"n{number}@example.com", now=now)

    assert wait_of("another@example.com", now=now) == 60
    assert wait_of("another@example.com", "198.51.100.7", now=now) == 0


def test_an_account_under_attack_gives_networks_it_does_not_know_one_try():
    forgive_attempt(email="ada@example.com", network="10.9.9.9", now=NOW)
    for number in range(30):
        wait_of(network=f"10.0.0.{number}")

    assert [wait_of(network="10.0.1.1") for _ in range(2)] == [0, 60]
    assert [wait_of(network="10.9.9.9") for _ in range(10)] == [0] * 10


def test_strangers_behind_the_same_address_do_not_keep_out_who_was_there_before():
    forgive_attempt(email="ada@example.com", network="192.0.2.1", now=NOW)
    for number in range(12):
        wait_of(f"n{number}@example.com")

    assert wait_of("new@example.com") > 0
    assert wait_of("ada@example.com") == 0


def test_a_refused_try_prolongs_nothing():
    for _ in range(10):
        wait_of()
    assert [wait_of(now=NOW + timedelta(seconds=1)) for _ in range(5)] == [1] * 5
    assert wait_of(now=NOW + timedelta(seconds=2)) == 0


def test_a_right_password_and_an_hour_of_quiet_forget_failures():
    for _ in range(9):
        wait_of()
    forgive_attempt(email="ada@example.com", network="192.0.2.1", now=NOW)
    assert [wait_of() for _ in range(10)] == [0] * 10

    assert wait_of(now=NOW + timedelta(minutes=61)) == 0


def failures():
    return sorted(SignInAttempts.objects.values_list("failures", flat=True))


def test_a_right_password_takes_back_its_own_charge_alone():
    where = {"email": "ada@example.com", "network": "192.0.2.1"}
    for _ in range(3):
        charge_attempt(**where, now=NOW)
    assert failures() == [3, 3, 3]

    forgive_attempt(**where, now=NOW)

    assert failures() == [0, 2, 2]


def test_counters_begin_anew_after_an_hour_of_quiet():
    where = {"email": "ada@example.com", "network": "192.0.2.1"}
    for _ in range(3):
        charge_attempt(**where, now=NOW)

    charge_attempt(**where, now=NOW + timedelta(hours=1))
    assert failures() == [4, 4, 4]
    charge_attempt(**where, now=NOW + timedelta(hours=2, seconds=1))
    assert failures() == [1, 1, 1]


def test_counters_name_nobody_and_are_cleared_away(user):
    wait_of()
    for row in SignInAttempts.objects.values():
        assert "ada" not in str(row)
        assert "192.0" not in str(row)

    assert services.purge_attempts(now=NOW + timedelta(hours=2)) == 3


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ada@example.com", PASSWORD),
        ("ada@example.com", "wrong"),
        ("nobody@example.com", "wrong"),
        ("boss@example.com", "wrong"),
    ],
)
def test_no_door_tells_whose_password_was_right(client, user, staff, url, email, password):
    def shown(answer):
        return re.sub(r"\b\w{64}\b|\S+@\S+", "", answer.content.decode())

    answer = enter(client, url, email, password)
    other = enter(client, url, "unknown@example.com", "whatever")

    assert answer.status_code == other.status_code == 200
    assert shown(answer) == shown(other)
    assert "_auth_user_id" not in client.session
    user.refresh_from_db()
    assert user.last_login is None


@pytest.mark.parametrize("url", PAGES)
def test_who_works_here_comes_in(client, staff, url):
    answer = enter(client, url, "boss@example.com")

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(staff.pk)


@pytest.mark.parametrize("url", PAGES)
def test_all_doors_count_together(client, api, staff, url):
    for door in [*PAGES, *PAGES, *PAGES]:
        enter(client, door, "boss@example.com", "wrong")
    log_in(api, "boss@example.com", "wrong")

    page = enter(client, url, "boss@example.com")

    assert page.status_code == 429
    assert int(page["Retry-After"]) in (1, 2)
    assert "Too many attempts." in page.content.decode()
    assert "_auth_user_id" not in client.session
    assert log_in(api, "boss@example.com").status_code == 429
    assert enter(client, url, "boss@example.com", peer="198.51.100.7").status_code == 302


def test_a_customers_right_password_at_a_door_counts_as_a_failure(client, api, user):
    for _ in range(10):
        enter(client, "/dashboard/login/")

    assert log_in(api).status_code == 429


def test_a_cache_that_was_lost_forgets_no_guesses(api, user):
    """They are counted in the database."""
    for _ in range(10):
        log_in(api, password="wrong")
    cache.clear()

    assert log_in(api).status_code == 429


def test_a_locked_account_is_refused_at_every_door(client, channel):
    make_user(is_active=False, is_staff=True)

    assert [enter(client, url).status_code for url in PAGES] == [200, 200, 200]


def test_wagtails_own_way_back_is_closed(client, channel):
    assert client.get("/cms/password_reset/").status_code == 404
