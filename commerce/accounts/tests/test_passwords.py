"""A new password: chosen, or asked for by letter; and what it ends."""

from __future__ import annotations

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core.management import call_command
from django.utils import timezone

from commerce.accounts import services
from commerce.accounts.models import LoginSession, User
from commerce.accounts.tests.factories import PASSWORD, make_user
from commerce.core.models import OutboxEvent
from commerce.core.services.outbox import relay

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channel_of_module")]

NEW = "eight blue teapots"
LOGIN = "/api/v1/auth/login/"
ME = "/api/v1/auth/me/"
CHANGE = "/api/v1/auth/password/"
ASK = "/api/v1/auth/password-reset/"
CONFIRM = "/api/v1/auth/password-reset/confirm/"


def bearer(session):
    return {"HTTP_AUTHORIZATION": f"Bearer {session['access']}"}


def log_in(api, password=PASSWORD):
    return api.post(LOGIN, {"email": "ada@example.com", "password": password})


def codes(answer):
    return [(error["pointer"], error["code"]) for error in answer.json()["errors"]]


@pytest.fixture
def boss(channel):
    return User.objects.create_superuser("boss@example.com", PASSWORD)


def change(api, session, current=PASSWORD, new=NEW):
    body = {"current_password": current, "new_password": new}
    return api.post(CHANGE, body, **bearer(session))


def test_a_changed_password_ends_all_other_sessions_at_once(api, tokens, user):
    other = log_in(api).json()

    assert change(api, tokens).status_code == 204

    assert api.get(ME, **bearer(tokens)).status_code == 200
    assert api.post("/api/v1/auth/refresh/", {"refresh": tokens["refresh"]}).status_code == 200
    assert api.get(ME, **bearer(other)).json()["code"] == "session_ended"
    again = api.post("/api/v1/auth/refresh/", {"refresh": other["refresh"]})
    assert again.json()["code"] == "session_ended"
    assert log_in(api, PASSWORD).status_code == 401
    assert log_in(api, NEW).status_code == 200
    assert OutboxEvent.objects.filter(topic="accounts.password_changed").count() == 1


def test_a_changed_password_ends_sessions_in_the_back_office(api, client, boss):
    session = api.post(LOGIN, {"email": boss.email, "password": PASSWORD}).json()
    client.force_login(boss)
    assert client.get("/dashboard/").status_code == 200

    assert change(api, session).status_code == 204

    assert client.get("/dashboard/").status_code == 302


@pytest.mark.parametrize(
    ("current", "new", "expected"),
    [
        ("wrong", NEW, [("/current_password", "wrong_password")]),
        (PASSWORD, "short7", [("/new_password", "password_too_short")]),
        (PASSWORD, "ada@example.com", [("/new_password", "password_too_similar")]),
    ],
)
def test_a_change_that_is_refused_changes_nothing(api, tokens, user, current, new, expected):
    answer = change(api, tokens, current, new)

    assert answer.status_code == 400
    assert codes(answer) == expected
    assert log_in(api).status_code == 200


def test_who_took_over_a_session_cannot_guess_the_password_quickly(api, tokens):
    for _ in range(10):
        change(api, tokens, "wrong")

    assert change(api, tokens).status_code == 429


def by_wagtail(client, user):
    page = {
        "email": user.email,
        "first_name": "Ada",
        "last_name": "Moss",
        "is_active": "on",
        "password1": NEW,
        "password2": NEW,
    }
    assert client.post(f"/cms/users/edit/{user.pk}/", page).status_code == 302


def test_a_password_from_the_back_office_ends_sessions(api, client, boss, tokens, user):
    client.force_login(boss)

    by_wagtail(client, user)

    user.refresh_from_db()
    assert user.check_password(NEW)
    assert api.get(ME, **bearer(tokens)).json()["code"] == "session_ended"
    again = api.post("/api/v1/auth/refresh/", {"refresh": tokens["refresh"]})
    assert again.json()["code"] == "session_ended"
    assert client.get("/dashboard/").status_code == 200


def test_the_command_that_sets_a_password_ends_sessions(api, tokens, user, monkeypatch):
    monkeypatch.setattr("getpass.getpass", lambda **_: NEW)

    call_command("changepassword", user.email, stdout=StringIO())

    assert api.get(ME, **bearer(tokens)).json()["code"] == "session_ended"


def test_ones_own_new_password_in_wagtail_keeps_the_acting_session(client, boss):
    client.force_login(boss)
    tabs = client.get("/cms/account/").context["panels_by_tab"].values()
    fields = [field for panels in tabs for panel in panels for field in panel.get_form()]
    page = {
        **{field.html_name: field.value() or "" for field in fields},
        "name_email-first_name": "Bo",
        "name_email-last_name": "Rook",
        "password-old_password": PASSWORD,
        "password-new_password1": NEW,
        "password-new_password2": NEW,
    }

    client.post("/cms/account/", page)

    boss.refresh_from_db()
    assert boss.check_password(NEW)
    assert client.get("/cms/account/").status_code == 200


def ask(api, email="ada@example.com", **query):
    address = ASK + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")
    return api.post(address, {"email": email})


def token_in(letter):
    return re.search(r"#token=(\S+)", letter.body)[1]


def token_of(api, mailoutbox):
    ask(api)
    relay()
    return token_in(mailoutbox[-1])


def confirm(api, token, password=NEW):
    return api.post(CONFIRM, {"token": token, "new_password": password})


def test_a_letter_leads_back_into_the_account_once(api, tokens, user, mailoutbox):
    token = token_of(api, mailoutbox)

    assert confirm(api, token).status_code == 204

    assert log_in(api, NEW).status_code == 200
    assert log_in(api, PASSWORD).status_code == 401
    assert api.get(ME, **bearer(tokens)).json()["code"] == "session_ended"
    second = confirm(api, token, "nine red saucepans")
    assert second.status_code == 400
    assert codes(second) == [("/token", "password_reset_token_invalid")]
    assert log_in(api, NEW).status_code == 200


@pytest.mark.parametrize(
    "email", ["ada@example.com", " ADA@Example.com ", "nobody@example.com", "?"]
)
def test_the_answer_does_not_tell_whether_there_is_an_account(api, user, mailoutbox, email):
    answer = ask(api, email)

    assert (answer.status_code, answer.content) == (202, b"")
    assert len(mailoutbox) == 0
    assert OutboxEvent.objects.filter(topic="accounts.password_reset_requested").count() == 1


def test_only_who_has_an_account_gets_a_letter(api, user, mailoutbox):
    make_user("locked@example.com", is_active=False)
    for email in ("nobody@example.com", "locked@example.com", "ada@example.com"):
        ask(api, email)
    relay()

    assert [letter.to for letter in mailoutbox] == [["ada@example.com"]]


@pytest.mark.parametrize(
    ("locale", "subject"),
    [
        ("en", "A new password at Reed & Rook"),
        ("de", "Ein neues Passwort bei Reed & Rook"),
        ("fr", "Un nouveau mot de passe chez Reed & Rook"),
        ("ar", "كلمة مرور جديدة في Reed & Rook"),
    ],
)
def test_the_letter_speaks_the_languages_of_the_shop(
    api, user, mailoutbox, settings, locale, subject
):
    settings.STOREFRONT_URL = "https://shop.example"
    user.first_name = "You won https://evil.example"
    user.save()
    ask(api, locale=locale)
    relay()

    letter = mailoutbox[0]
    assert letter.subject == subject
    assert f"https://shop.example/{locale}/reset-password#token=usr_" in letter.body
    html = letter.alternatives[0][0]
    assert f'lang="{locale}" dir="{"rtl" if locale == "ar" else "ltr"}"' in html
    assert "evil.example" not in letter.body + html


def test_a_link_is_too_old_after_an_hour(api, user, mailoutbox, monkeypatch):
    token = token_of(api, mailoutbox)
    later = timezone.localtime().replace(tzinfo=None) + timedelta(minutes=61)
    monkeypatch.setattr(default_token_generator, "_now", lambda: later)

    assert codes(confirm(api, token)) == [("/token", "password_reset_token_invalid")]


def test_a_link_is_worth_nothing_after_another_change(api, tokens, mailoutbox):
    token = token_of(api, mailoutbox)
    change(api, tokens)

    assert confirm(api, token, "nine red saucepans").status_code == 400


@pytest.mark.parametrize("token", ["x", ".", "usr_x.y-z", "é.ü", "a" * 255, "\u200b"])
def test_a_forged_token_is_refused(api, user, token):
    answer = confirm(api, token)

    assert answer.status_code == 400
    assert log_in(api).status_code == 200


def test_the_token_of_one_person_is_none_of_another(api, user, mailoutbox):
    other = make_user("eve@example.com")
    token = token_of(api, mailoutbox)
    forged = other.public_id + token[token.index(".") :]

    assert confirm(api, forged).status_code == 400


def test_a_weak_password_does_not_spend_the_link(api, user, mailoutbox):
    token = token_of(api, mailoutbox)

    assert codes(confirm(api, token, "short7")) == [("/new_password", "password_too_short")]
    assert confirm(api, token).status_code == 204


def test_the_way_back_calms_an_account_under_attack(api, user, mailoutbox):
    for number in range(40):
        log_in_from = {"REMOTE_ADDR": f"10.0.0.{number}"}
        api.post(LOGIN, {"email": user.email, "password": "wrong"}, **log_in_from)
    confirm(api, token_of(api, mailoutbox))

    statuses = [log_in(api, "wrong").status_code, log_in(api, NEW).status_code]

    assert statuses == [401, 200]


def test_letters_to_one_address_are_limited_whether_known_or_not(api, user):
    for email in ("ada@example.com", "nobody@example.com"):
        assert [ask(api, email).status_code for _ in range(6)] == [202] * 5 + [429]


def test_staff_can_have_a_letter_sent(channel, user, mailoutbox):
    services.send_password_reset(user=user, channel=channel)
    relay()

    assert mailoutbox[0].to == ["ada@example.com"]


def test_answers_about_passwords_are_not_kept(api, tokens):
    for answer in (ask(api), confirm(api, "x"), change(api, tokens, "wrong")):
        assert answer["Cache-Control"] == "no-store"


def test_all_sessions_are_over_after_a_letter(api, tokens, user, mailoutbox):
    log_in(api)
    confirm(api, token_of(api, mailoutbox))

    assert not LoginSession.objects.filter(ended_at=None).exists()
