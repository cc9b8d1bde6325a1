"""The own profile over HTTP."""

import pytest

ME = "/api/v1/auth/me/"


@pytest.fixture
def signed_in(api, tokens):
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens['access']}")
    return api


def test_names_and_wishes_can_be_changed(signed_in, user):
    answer = signed_in.patch(ME, {"first_name": " Adele ", "accepts_marketing": True})

    assert answer.status_code == 200
    assert answer.json()["first_name"] == "Adele"
    user.refresh_from_db()
    assert (user.first_name, user.last_name, user.accepts_marketing) == ("Adele", "", True)


def test_an_empty_change_changes_nothing(signed_in, user):
    assert signed_in.patch(ME, {}).json()["email"] == user.email


@pytest.mark.parametrize("name", ["email", "is_staff", "password", "id"])
def test_what_is_not_part_of_the_profile_is_refused(signed_in, user, name):
    before = (user.email, user.password, user.is_staff)

    answer = signed_in.patch(ME, {name: "other@example.com", "first_name": "Eve"})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == f"/{name}"
    user.refresh_from_db()
    assert (user.email, user.password, user.is_staff) == before
    assert user.first_name == ""


def test_a_name_stays_on_one_line(signed_in):
    answer = signed_in.patch(ME, {"last_name": "Moss\nX-Injected: 1"})

    assert answer.json()["errors"][0]["code"] == "control_character"


@pytest.mark.parametrize("method", ["get", "patch"])
def test_strangers_have_no_profile(api, channel, method):
    assert getattr(api, method)(ME).status_code == 401


def test_the_method_is_checked(signed_in):
    answer = signed_in.post(ME, {})

    assert answer.status_code == 405
    assert answer.json()["code"] == "method_not_allowed"
