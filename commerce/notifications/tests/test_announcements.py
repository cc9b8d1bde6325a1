"""Many people are told: those who have agreed, once each, as fast as was said."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone, translation

from commerce.accounts.models import Membership, User
from commerce.integrations.errors import ProviderUnavailableError
from commerce.integrations.shapes import Sent
from commerce.notifications.enums import AnnouncementState, Medium
from commerce.notifications.errors import AnnouncementStateError, AnnouncementTextMissingError
from commerce.notifications.kinds import ANNOUNCEMENT
from commerce.notifications.models import (
    Announcement,
    AnnouncementText,
    Consent,
    Message,
    Segment,
)
from commerce.notifications.selectors.segments import list_people_of
from commerce.notifications.services import (
    begin_template,
    go_on,
    move_announcement,
    report_of,
    send_due,
    sending,
)
from commerce.notifications.services.sending import claim
from commerce.oscar.order.models import Order

pytestmark = pytest.mark.django_db

BODY = [{"type": "text", "value": "{{ greeting }}"}, {"type": "text", "value": "Vases are here."}]


def people(channel, number, *, agree=True):
    users = User.objects.bulk_create(
        User(email=f"p{each}@example.com", first_name=f"P{each}") for each in range(number)
    )
    Membership.objects.bulk_create(
        Membership(user=user, tenant_id=channel.tenant_id) for user in users
    )
    if agree:
        Consent.objects.bulk_create(_consent(user, channel) for user in users)
    return users


def _consent(user, channel):
    return Consent(
        tenant_id=channel.tenant_id,
        user=user,
        kind="announcement",
        medium="email",
        is_given=True,
        wording="I agree.",
        locale="en",
        source="preferences",
    )


@pytest.fixture
def announcement(channel):
    segment = Segment.objects.create(channel=channel, name="All")
    row = Announcement.objects.create(channel=channel, name="Vases", segment=segment, per_minute=4)
    AnnouncementText.objects.create(
        announcement=row, locale="en", subject="New vases at {{ shop }}", body=json.dumps(BODY)
    )
    return row


def start(announcement):
    return move_announcement(announcement=announcement, state=AnnouncementState.RUNNING)


def test_everybody_who_has_agreed_is_told_once(channel, announcement):
    people(channel, 6)
    strangers = User.objects.create_user("stranger@example.com", "x" * 12)
    Membership.objects.create(user=strangers, tenant_id=channel.tenant_id)
    start(announcement)

    assert [go_on() for _ in range(4)] == [4, 2, 0, 0]
    send_due()

    announcement.refresh_from_db()
    assert (announcement.state, announcement.seen, announcement.told) == ("ended", 7, 6)
    assert sorted(letter.to[0] for letter in mail.outbox) == [f"p{n}@example.com" for n in range(6)]
    assert mail.outbox[0].subject == "New vases at Reed & Rook"
    assert "Hello P0," in mail.outbox[0].body
    assert mail.outbox[0].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert report_of(announcement) == {"sent": 6}


def test_what_is_paused_goes_on_where_it_was(channel, announcement):
    people(channel, 6)
    start(announcement)
    go_on()
    move_announcement(announcement=announcement, state=AnnouncementState.PAUSED)
    assert go_on() == 0
    start(announcement)

    assert go_on() == 2
    assert Message.objects.count() == 6


def test_what_is_stopped_is_not_sent_any_more(channel, announcement):
    people(channel, 6)
    start(announcement)
    go_on()

    stopped = move_announcement(announcement=announcement, state=AnnouncementState.STOPPED)
    send_due()

    assert mail.outbox == []
    assert report_of(stopped) == {"withheld": 4}
    with pytest.raises(AnnouncementStateError):
        start(stopped)
    assert go_on() == 0


def test_what_a_worker_holds_already_is_called_back_too(channel, announcement):
    people(channel, 4)
    start(announcement)
    go_on()
    held = claim(now=timezone.now())

    stopped = move_announcement(announcement=announcement, state=AnnouncementState.STOPPED)
    sending._send(held)

    assert mail.outbox == []
    assert report_of(stopped) == {"withheld": 4}


def test_a_letter_that_left_while_it_was_stopped_counts_as_sent(channel, announcement):
    people(channel, 4)
    start(announcement)
    go_on()
    held = claim(now=timezone.now())
    stopped = move_announcement(announcement=announcement, state=AnnouncementState.STOPPED)

    sending.record(held[0], Sent("ref"), provider="smtp")
    sending.record(held[1], ProviderUnavailableError(), provider="smtp")

    assert report_of(stopped) == {"sent": 1, "withheld": 3}


@pytest.mark.parametrize("locale", ["en", "de", "fr", "ar"])
def test_its_template_begins_with_words(channel, locale):
    boss = get_user_model().objects.create_superuser("boss@example.com", "x" * 12)

    template = begin_template(
        kind=ANNOUNCEMENT, medium=Medium.EMAIL, channel=channel, locale=locale, actor=boss
    )

    assert "{{ shop }}" in template.subject
    assert [each.block_type for each in template.body] == ["text", "text"]
    with translation.override(None if locale == "en" else locale):
        is_translated = str(ANNOUNCEMENT.draft.subject) != "News from {{ shop }}"
    assert is_translated == (locale != "en")


def test_nothing_begins_before_its_time_or_without_words(channel, announcement):
    people(channel, 1)
    Announcement.objects.update(starts_at=timezone.now() + timedelta(hours=1))
    start(announcement)
    assert go_on() == 0

    AnnouncementText.objects.all().delete()
    Announcement.objects.update(state=AnnouncementState.DRAFT)
    with pytest.raises(AnnouncementTextMissingError):
        start(announcement)


def test_a_broken_text_is_refused(announcement):
    text = announcement.texts.get()
    text.subject = "{{ greting }}"

    with pytest.raises(ValidationError, match="There is no variable “greting”"):
        text.full_clean()


def test_a_segment_is_who_fits_all_its_conditions(channel):
    near, far, poor, silent = people(channel, 4)
    for user, days, total in ((near, 1, "90.00"), (far, 99, "90.00"), (poor, 1, "5.00")):
        Order.objects.create(
            number=f"R-{user.pk}",
            user=user,
            channel=channel,
            currency="EUR",
            total_incl_tax=total,
            total_excl_tax=total,
            date_placed=timezone.now() - timedelta(days=days),
        )

    def fitting(**conditions):
        segment = Segment(channel=channel, name="S", conditions=conditions)
        return set(list_people_of(segment))

    assert fitting() == {near, far, poor, silent}
    assert fitting(ordered_within="30") == {near, poor}
    assert fitting(ordered_within="30", spent="50") == {near}
    assert fitting(silent_for="30") == {far, silent}
    assert fitting(country="AT") == set()
    assert fitting(language="de") == set()


def test_staff_see_how_far_it_has_come(client, channel, announcement):
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    people(channel, 6)
    page = reverse("announcements:inspect", args=[announcement.pk])
    move = reverse("announcements:move", args=[announcement.pk])

    client.post(move, {"state": "running"})
    go_on()
    shown = client.get(page).content.decode()
    assert "4 of 6 people of the segment were looked at" in shown
    assert client.post(move, {"state": "ended"}).status_code == 400
    assert client.get(reverse("announcements:edit", args=[announcement.pk])).status_code == 200

    fields = {"name": "Near", "channel": channel.pk, "conditions_ordered_within": "30"}
    assert client.post(reverse("segments:add"), fields).status_code == 302
    assert Segment.objects.get(name="Near").conditions == {"ordered_within": "30"}
