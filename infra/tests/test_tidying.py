"""What has expired goes, by a command and by a schedule; what somebody may still ask for stays."""

import io
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from chatbot.models import Conversation
from cms.models import Preview
from cms.preview_tokens import LIFETIME
from commerce.accounts.models import LoginSession
from commerce.accounts.tests.factories import make_user
from commerce.core.models import IdempotencyRecord, OutboxDelivery, OutboxEvent
from commerce.core.services.deletion import delete_in_steps
from commerce.integrations.models import ProviderCall
from commerce.live.models import LiveMessage, UsedTicket
from commerce.oscar.basket.models import Basket
from commerce.payments.models import WebhookMessage
from commerce.webhooks.models import Message
from infra import tidying
from infra.celery import app

NONE = dict.fromkeys(tidying.KINDS, 0)


@pytest.fixture
def now(channel):
    """A moment before which, and after which, something of each kind was made."""
    moment = timezone.now()
    for state, age in (("old", timedelta(days=8)), ("fresh", timedelta(days=-1))):
        _make(channel, state, moment - age)
    return moment


def _make(channel, state, expires_at):
    Basket.objects.create(channel=channel, currency="EUR", expires_at=expires_at)
    Session.objects.create(session_key=state, session_data="", expire_date=expires_at)
    user = make_user(email=f"{state}@example.com")
    Preview.objects.create(
        user=user, channel=channel, subject=state, document={}, made_at=expires_at - LIFETIME
    )
    LoginSession.objects.create(
        user=user,
        channel=channel,
        refresh_id=state,
        started_at=expires_at - timedelta(days=7),
        refreshed_at=expires_at - timedelta(days=7),
        expires_at=expires_at,
    )
    IdempotencyRecord.objects.create(
        scope="client:x", key=state, fingerprint="x", answer=b"", expires_at=expires_at
    )
    LiveMessage.objects.create(
        channel=channel, topic="order:1", kind="x", body={}, told_at=expires_at
    )
    UsedTicket.objects.create(ticket_id=state, used_at=expires_at)
    for status in ("done", "pending", "dead"):
        event = OutboxEvent.objects.create(topic="core.x", payload={}, published_at=expires_at)
        OutboxDelivery.objects.create(event=event, consumer="x", status=status)
    Message.objects.create(
        channel=channel,
        event="order.placed",
        version=1,
        subject=state,
        data={},
        made_at=expires_at - timedelta(days=23),
    )
    WebhookMessage.objects.create(
        gateway="card",
        message=state,
        outcome="booked",
        received_at=expires_at - timedelta(days=83),
    )
    ProviderCall.objects.create(
        tenant=channel.tenant,
        provider="smtp",
        outcome="succeeded",
        milliseconds=1,
        called_at=expires_at - timedelta(days=24),
    )
    said = Conversation.objects.create(channel=channel, token_hash=state, locale="en")
    last_said = expires_at - timedelta(days=173)
    Conversation.objects.filter(pk=said.pk).update(updated_at=last_said)


def test_what_has_expired_goes_and_nothing_else(now, channel):
    owned = Basket.objects.create(channel=channel, currency="EUR", owner=make_user())
    Basket.objects.create(channel=channel, currency="EUR", status=Basket.SUBMITTED)

    expected = dict.fromkeys(tidying.KINDS, 1)
    assert tidying.count(now=now) == expected
    assert tidying.tidy(now=now) == expected
    assert tidying.tidy(now=now) == NONE

    assert Basket.objects.filter(pk=owned.pk).exists()
    assert Basket.objects.count() == 3
    assert Session.objects.get().session_key == "fresh"
    assert LoginSession.objects.get().refresh_id == "fresh"
    assert IdempotencyRecord.objects.get().key == "fresh"
    assert OutboxEvent.objects.filter(topic="core.x").count() == 5


def test_when_time_goes_by_the_rest_goes_as_well(now):
    later = now + timedelta(days=9)

    assert tidying.count(now=later) == {
        "carts": 2,
        "sign-ins": 2,
        "back-office-sessions": 2,
        "stored-answers": 2,
        "events": 1,
        "webhook-messages": 2,
        "payment-messages": 2,
        "calls-of-providers": 2,
        "live-messages": 2,
        "used-tickets": 2,
        "previews": 2,
        "conversations": 2,
    }


def test_the_command_says_what_it_would_do_and_does_it(now):
    told = {}
    for options in ([], ["--dry-run"]):
        out = io.StringIO()
        call_command("tidy", *options[::-1], stdout=out)
        told[bool(options)] = out.getvalue()

    assert "carts: 1 deleted." in told[False]
    assert "carts: 0 would be deleted." in told[True]


@pytest.mark.django_db
def test_many_rows_go_in_steps(django_assert_num_queries, monkeypatch):
    monkeypatch.setattr("commerce.core.services.deletion.STEP", 2)
    for number in range(5):
        Session.objects.create(session_key=str(number), expire_date=timezone.now())

    with django_assert_num_queries(4 + 3):
        assert delete_in_steps(Session.objects.all()) == 5


def test_it_runs_by_itself():
    app.autodiscover_tasks(force=True)

    assert settings.CELERY_BEAT_SCHEDULE["tidy"]["task"] == "infra.tasks.tidy"
    assert {each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)
