"""The table of preferences, over HTTP."""

import pytest

from commerce.notifications.enums import ConsentSource
from commerce.notifications.models import Consent, Preference, Wishes
from commerce.notifications.models.wishes import AlreadyWrittenError

from .people import make_customer, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]
PREFERENCES = "/api/v1/notifications/preferences/"
NEWS_BY_LETTER = {"kind": "test_news", "medium": "email"}


@pytest.fixture
def change(api, headers):
    """Change something of Ines's; return the answer."""

    def run(locale="en", **changes):
        return api.patch(f"{PREFERENCES}?locale={locale}", changes, headers=headers)

    return run


def switches(answer):
    return {
        (kind["code"], each["medium"]): each["is_on"]
        for kind in answer.json()["kinds"]
        for each in kind["media"]
    }


def test_the_table_shows_what_may_be_told(api, headers, django_assert_num_queries):
    with django_assert_num_queries(6):  # who it is, two of rights, wishes, choices, consents
        answer = api.get(PREFERENCES, headers=headers)

    assert switches(answer) == {
        ("test_arrivals", "email"): True,
        ("test_arrivals", "sms"): True,
        ("test_arrivals", "in_app"): True,
        ("test_news", "email"): False,
        ("test_order", "email"): True,
        ("test_order", "push"): True,
        ("test_order", "in_app"): True,
    }
    news = answer.json()["kinds"][1]["media"][0]
    assert "News and offers" in news["consent_text"]
    assert answer.json()["time_zone"] == "UTC"
    assert answer["Cache-Control"] == "private, no-store"


def test_staff_are_told_more(api, channel):
    make_customer(channel, "staff@example.com", is_staff=True)

    answer = api.get(PREFERENCES, headers=sign_in(api, "staff@example.com"))

    assert ("test_stock", "email") in switches(answer)


def test_a_kind_is_switched_off_and_on_again(change):
    off = change(choices=[{"kind": "test_arrivals", "medium": "email", "is_wanted": False}])
    on = change(choices=[{"kind": "test_arrivals", "medium": "email", "is_wanted": True}])

    assert switches(off)["test_arrivals", "email"] is False
    assert switches(off)["test_arrivals", "in_app"] is True
    assert switches(on)["test_arrivals", "email"] is True
    assert (Preference.objects.count(), Consent.objects.count()) == (1, 0)


def test_agreeing_is_written_down_with_the_words_that_were_read(change, ines):
    shown = change(locale="de")
    change(locale="de", choices=[{**NEWS_BY_LETTER, "is_wanted": True}])
    change(choices=[{**NEWS_BY_LETTER, "is_wanted": True}])
    change(choices=[{**NEWS_BY_LETTER, "is_wanted": False}])

    withdrawn, given = Consent.objects.all()
    assert given.wording == shown.json()["kinds"][1]["media"][0]["consent_text"]
    assert (given.is_given, given.locale, given.source) == (True, "de", ConsentSource.PREFERENCES)
    assert (given.user, given.address, given.network_address) == (ines, ines.email, "127.0.0.1")
    assert (withdrawn.is_given, withdrawn.locale) == (False, "en")


def test_what_was_agreed_to_is_never_changed(change):
    change(choices=[{**NEWS_BY_LETTER, "is_wanted": True}])
    consent = Consent.objects.get()

    consent.is_given = False
    with pytest.raises(AlreadyWrittenError):
        consent.save()

    assert Consent.objects.get().is_given is True


@pytest.mark.parametrize(
    ("choice", "status", "code"),
    [
        (("test_order", "email"), 409, "kind_is_mandatory"),
        (("test_order", "sms"), 400, "unknown_preference"),
        (("test_stock", "email"), 400, "unknown_preference"),
        (("nonsense", "email"), 400, "unknown_preference"),
    ],
)
def test_what_cannot_be_chosen_changes_nothing(change, choice, status, code):
    kind, medium = choice
    answer = change(
        choices=[
            {"kind": "test_arrivals", "medium": "email", "is_wanted": False},
            {"kind": kind, "medium": medium, "is_wanted": False},
        ],
        digest="daily",
    )

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert (Preference.objects.count(), Wishes.objects.count()) == (0, 0)


def test_quiet_hours_time_zone_digest_and_language_are_kept(change):
    answer = change(
        quiet_from="22:00",
        quiet_until="07:30",
        time_zone="Europe/Berlin",
        digest="weekly",
        locale="de",
    )
    assert answer.status_code == 200
    kept = change(quiet_from=None, quiet_until=None).json()

    assert answer.json()["quiet_until"] == "07:30"
    assert (kept["quiet_from"], kept["quiet_until"]) == (None, None)
    assert (kept["time_zone"], kept["digest"]) == ("Europe/Berlin", "weekly")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"time_zone": "Mars/Olympus"}, "unknown_time_zone"),
        ({"time_zone": "../etc/passwd"}, "unknown_time_zone"),
        ({"quiet_from": "22:00"}, "half_quiet_hours"),
        ({"quiet_from": "25:00", "quiet_until": "07:00"}, "validation_failed"),
        ({"digest": "hourly"}, "validation_failed"),
    ],
)
def test_what_makes_no_sense_is_refused(change, changes, code):
    answer = change(**changes)

    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert Wishes.objects.count() == 0
