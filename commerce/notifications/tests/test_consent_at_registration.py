"""Who wants news when opening an account has agreed, and that is written down."""

import pytest

from commerce.accounts.models import User
from commerce.accounts.tests.factories import PASSWORD
from commerce.notifications.enums import ConsentSource, Medium
from commerce.notifications.kinds import ANNOUNCEMENT
from commerce.notifications.models import Consent
from commerce.notifications.services.preferences import wanted
from commerce.notifications.services.unsubscribing import unsubscribe, unsubscribe_url
from commerce.notifications.shapes import Recipient

from .people import sign_in
from .test_wanted import NOON

pytestmark = pytest.mark.django_db
WORDS = "Write to me now and then about new things."


def register(api, **body):
    answer = api.post(
        "/api/v1/auth/register/?locale=de",
        {"email": "ada@example.com", "password": PASSWORD, **body},
        REMOTE_ADDR="203.0.113.7",
    )
    assert answer.status_code == 201
    return User.objects.get()


def refusal_of(user, channel):
    person = Recipient("en", user_id=user.pk, email=user.email)
    asked = {"kind": ANNOUNCEMENT, "recipient": person, "medium": Medium.EMAIL}
    return wanted(**asked, channel_id=channel.pk, now=NOON).reason


def test_the_words_the_time_and_the_place_are_kept(api, channel):
    user = register(api, accepts_marketing=True, marketing_text=WORDS)

    row = Consent.objects.get()
    assert (row.user, row.address, row.tenant) == (user, user.email, channel.tenant)
    assert (row.kind, row.medium, row.is_given) == ("announcement", "email", True)
    assert (row.wording, row.locale) == (WORDS, "de")
    assert (row.source, row.network_address) == (ConsentSource.REGISTRATION, "203.0.113.7")
    assert row.happened_at >= user.date_joined
    assert refusal_of(user, channel) is None


def test_a_caller_that_does_not_tell_its_words_leaves_those_of_the_shop(api):
    register(api, accepts_marketing=True)

    assert "Reed & Rook" in Consent.objects.get().wording


def test_who_does_not_want_news_has_agreed_to_nothing(api, channel):
    user = register(api, marketing_text=WORDS)

    assert not Consent.objects.exists()
    assert refusal_of(user, channel) is not None


def test_the_profile_withdraws_and_gives(api, channel):
    user = register(api, accepts_marketing=True)
    signed_in = sign_in(api, user.email)

    for is_wanted in (False, False, True):
        api.patch("/api/v1/auth/me/", {"accepts_marketing": is_wanted}, headers=signed_in)
        assert (refusal_of(user, channel) is None) is is_wanted

    rows = Consent.objects.order_by("pk")
    assert [row.is_given for row in rows] == [True, False, True]
    assert {row.source for row in rows[1:]} == {ConsentSource.PREFERENCES}


def test_the_profile_says_what_the_link_of_a_letter_did(api, channel):
    user = register(api, accepts_marketing=True)
    link = unsubscribe_url(
        kind=ANNOUNCEMENT,
        recipient=Recipient("en", user_id=user.pk, email=user.email),
        medium=Medium.EMAIL,
        channel_id=channel.pk,
        address=user.email,
    )

    unsubscribe(token=link.rstrip("/").rsplit("/", 1)[1], source=ConsentSource.LETTER)

    user.refresh_from_db()
    assert user.accepts_marketing is False
    assert refusal_of(user, channel) is not None
