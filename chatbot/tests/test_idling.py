"""Conversations that nobody goes on with, and what was broken off."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from chatbot.knowledge.hours import hours_of
from chatbot.models import Care, Conversation, Desk
from chatbot.services.desk import waiting
from chatbot.tasks import complete_idle

pytestmark = pytest.mark.django_db


def state_after(hours):
    Conversation._base_manager.update(updated_at=timezone.now() - timedelta(hours=hours))
    complete_idle()
    return Conversation.objects.get().state


def test_a_silent_conversation_is_completed_and_gone_on_with(visitor, settings):
    settings.CHATBOT_IDLE_HOURS = 2
    visitor.say("hello")
    assert state_after(1.9) == "active"
    assert state_after(2.1) == "completed"
    used = Conversation.objects.get().updated_at
    assert timezone.now() - used > timedelta(hours=2)

    visitor.say("thanks")

    assert Conversation.objects.get().state == "active"


@pytest.mark.parametrize("care", ["waiting_since", "taken_at"])
def test_one_that_waits_for_a_person_or_has_one_is_not(visitor, settings, care, django_user_model):
    visitor.say("hello")
    row = Care.objects.create(conversation=Conversation.objects.get(), **{care: timezone.now()})
    if care == "taken_at":
        row.taken_by = django_user_model.objects.create(email="ada@example.com")
        row.save()

    assert state_after(1000) == "active"


def test_who_asks_for_a_person_out_of_hours_reads_when_there_is_one(visitor, channel, monkeypatch):
    Desk.objects.create(
        channel=channel, weekdays="0,1,2,4", opens_at=time(9), closes_at=time(17, 30)
    )
    sunday = datetime(2026, 11, 29, 12, tzinfo=UTC)
    monkeypatch.setattr(waiting.timezone, "now", lambda: sunday)

    said = visitor.say("I want to talk to a person")["text"]

    assert said.endswith(f"Somebody answers here: {hours_of(channel)}.")
    assert hours_of(channel).startswith("Monday–Wednesday, Friday, 9 a.m.–5:30 p.m.")
    assert hours_of(channel).endswith("(Europe/Berlin)")
