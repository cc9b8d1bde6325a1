"""The last link of a letter."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client

from commerce.notifications import registry
from commerce.notifications.enums import ConsentSource, Medium, Reason
from commerce.notifications.models import Consent, Preference
from commerce.notifications.services import notify, send_due
from commerce.notifications.services.preferences import wanted
from commerce.notifications.services.unsubscribing import unsubscribe_url
from commerce.notifications.shapes import Recipient

from .people import ARRIVALS, NEWS, ORDER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
GUEST = Recipient(locale="de", email="Guest@example.com")


@pytest.fixture
def verdict(channel):
    """Return whether somebody is told of arrivals by letter."""

    def run(recipient):
        return wanted(
            kind=ARRIVALS,
            recipient=recipient,
            medium=Medium.EMAIL,
            channel_id=channel.pk,
            now=datetime(2026, 3, 10, 12, tzinfo=UTC),
        )

    return run


@pytest.fixture
def outsider():
    """A mail program: no cookies, and nobody who lets it pass without a token of a form."""
    return Client(enforce_csrf_checks=True)


def path_of(url):
    return urlsplit(url).path


def test_letters_carry_the_headers_of_one_click(verdict, channel, outsider):
    notify(
        kind=ARRIVALS.code,
        recipient=GUEST,
        channel_id=channel.pk,
        event_id="1",
        values={"product": "Lamp", "url": "https://shop.example/lamp"},
    )
    send_due()

    (letter,) = mail.outbox
    headers = letter.extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "guest" not in headers["List-Unsubscribe"].lower()
    path = path_of(headers["List-Unsubscribe"].strip("<>"))
    assert outsider.post(path, ONE_CLICK).status_code == 204
    assert verdict(GUEST).reason == Reason.NOT_WANTED


def test_mandatory_letters_have_no_such_link(channel):
    url = unsubscribe_url(
        kind=ORDER,
        recipient=GUEST,
        medium=Medium.EMAIL,
        channel_id=channel.pk,
        address=GUEST.email,
    )

    assert url == ""


def test_one_click_ends_it_at_once_and_once(verdict, outsider):
    path = path_of(verdict(GUEST).unsubscribe_url)

    answers = [outsider.post(path, ONE_CLICK) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [204, 204]
    assert verdict(GUEST).reason == Reason.NOT_WANTED
    consent = Consent.objects.get()
    assert (consent.is_given, consent.source, consent.locale) == (
        False,
        ConsentSource.ONE_CLICK,
        "de",
    )
    assert consent.address == "guest@example.com"


def test_an_account_is_unsubscribed_as_an_account(verdict, outsider, ines):
    told = Recipient(locale="en", user_id=ines.pk)

    outsider.post(path_of(verdict(told).unsubscribe_url), ONE_CLICK)

    assert verdict(told).reason == Reason.NOT_WANTED
    assert Preference.objects.get().user == ines


def test_looking_at_the_link_changes_nothing_and_leads_to_the_page(verdict, outsider, settings):
    path = path_of(verdict(GUEST).unsubscribe_url)

    for answer in (outsider.get(path), outsider.head(path)):
        assert answer.status_code == 302
        assert answer["Location"].startswith(f"{settings.STOREFRONT_URL}/de/unsubscribe?token=")
        assert "no-store" in answer["Cache-Control"]
    assert outsider.post(path).status_code == 400
    assert Preference.objects.count() == 0


def test_forged_links_lead_nowhere(verdict, outsider, api):
    path = path_of(verdict(GUEST).unsubscribe_url)
    forged = path[:-8] + "AAAAAA=/"

    assert outsider.get(forged).status_code == 404
    assert outsider.post(forged, ONE_CLICK).status_code == 404
    answer = api.post(f"/api/v1/notifications/unsubscribe/{forged.split('/')[-2]}/")
    assert (answer.status_code, answer.json()["code"]) == (404, "bad_unsubscribe_token")
    assert Preference.objects.count() == 0


def test_the_page_asks_and_then_ends_it(verdict, api):
    token = path_of(verdict(GUEST).unsubscribe_url).split("/")[-2]
    address = f"/api/v1/notifications/unsubscribe/{token}/"

    asked, ended = api.get(address), api.post(address)

    assert asked.json() == {
        "kind_name": "Saved searches",
        "medium": "email",
        "address": "g…@example.com",
        "is_subscribed": True,
    }
    assert ended.json()["is_subscribed"] is False
    assert Consent.objects.get().source == ConsentSource.LETTER


def test_what_has_become_mandatory_is_not_ended(channel, api, monkeypatch, kinds):
    url = unsubscribe_url(
        kind=NEWS,
        recipient=GUEST,
        medium=Medium.EMAIL,
        channel_id=channel.pk,
        address=GUEST.email,
    )
    monkeypatch.setitem(registry._kinds, NEWS.code, ORDER)

    answer = api.post(f"/api/v1/notifications/unsubscribe/{path_of(url).split('/')[-2]}/")

    assert (answer.status_code, answer.json()["code"]) == (409, "kind_is_mandatory")
    assert Preference.objects.count() == 0
