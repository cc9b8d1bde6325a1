"""Webhooks in Wagtail."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from commerce.accounts.models import User
from commerce.accounts.services import ensure_membership
from commerce.webhooks.enums import EndpointState
from commerce.webhooks.models import Delivery, Endpoint

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client, channel):
    client.force_login(User.objects.create_superuser("boss@example.com", "x" * 12))
    return client


def form(channel, receiver, **changes):
    return {
        "channel": channel.pk,
        "url": receiver.url(),
        "events": ["thing.made"],
        "description": "An ERP",
        "payload": "full",
        "owner_email": "owner@example.com",
        **changes,
    }


def page_of(endpoint):
    return reverse("webhooks_endpoints:inspect", args=[endpoint.pk])


def test_an_endpoint_is_made_and_its_secret_shown_once(boss, channel, receiver, make_thing, send):
    page = boss.post(reverse("webhooks_endpoints:add"), form(channel, receiver))

    (secret,) = re.findall(r"whsec_[\w+/]+=*", page.content.decode())
    assert "no-store" in page["Cache-Control"]
    receiver.secrets.append(secret)
    make_thing()
    send()
    assert receiver.taken[0].is_genuine
    endpoint = Endpoint.objects.get()
    for address in (page_of(endpoint), reverse("webhooks_endpoints:edit", args=[endpoint.pk])):
        assert "whsec_" not in boss.get(address).content.decode()


@pytest.mark.parametrize(
    "url", ["http://example.com/", "https://10.0.0.1/", "https://user:x@a.de/"]
)
def test_a_private_address_is_refused_at_its_field(boss, channel, receiver, private_names, url):
    page = boss.post(reverse("webhooks_endpoints:add"), form(channel, receiver, url=url))

    assert "url" in page.context["form"].errors
    assert not Endpoint.objects.exists()


def test_an_endpoint_is_changed_but_stays_in_its_channel(
    boss, channel, other_channel, receiver, listen
):
    endpoint = listen()
    sent = form(channel, receiver, events=["order.paid"], channel_=other_channel.pk)
    boss.post(reverse("webhooks_endpoints:edit", args=[endpoint.pk]), sent)

    endpoint.refresh_from_db()
    assert (endpoint.events, endpoint.channel_id) == (["order.paid"], channel.pk)
    assert endpoint.description == "An ERP"


def test_what_can_be_done_about_an_endpoint(boss, listen, send, receiver):
    endpoint = listen()
    for action, state in (("pause", "paused"), ("resume", "active")):
        boss.post(page_of(endpoint), {"action": action})
        endpoint.refresh_from_db()
        assert endpoint.state == state
    boss.post(page_of(endpoint), {"action": "test"})
    send()
    assert [came.body["type"] for came in receiver.taken] == ["webhook.test"]
    assert "whsec_" in boss.post(page_of(endpoint), {"action": "rotate"}).content.decode()
    assert boss.post(page_of(endpoint), {"action": "else"}).status_code == 302


def test_a_time_is_counted_before_it_is_sent_again(boss, listen, make_thing, send, receiver):
    endpoint = listen()
    make_thing(1)
    make_thing(2)
    send()
    day = {
        "since": f"{timezone.now() - timedelta(days=1):%Y-%m-%d %H:%M}",
        "until": f"{timezone.now() + timedelta(days=1):%Y-%m-%d %H:%M}",
    }
    page = boss.post(page_of(endpoint), {"action": "count", **day})
    assert page.context["count"] == 2
    assert send() == 0

    boss.post(page_of(endpoint), {"action": "replay", "expected": "1", **day})
    assert send() == 0
    boss.post(page_of(endpoint), {"action": "replay", "expected": "2", **day})
    assert send() == 2


def test_the_log_shows_request_and_answer_and_sends_again(boss, listen, make_thing, send, receiver):
    listen("broken")
    make_thing()
    send()
    delivery = Delivery.objects.get()
    address = reverse("webhooks_deliveries:inspect", args=[delivery.pk])

    text = boss.get(address).content.decode()
    assert "webhook-signature: …" in text
    assert "500" in text
    listed = boss.get(reverse("webhooks_deliveries:index")).content.decode()
    assert "thing.made" in listed
    assert f'href="{address}"' in listed
    assert "/webhooks/deliveries/new/" not in text
    Delivery.objects.update(state="failed")
    assert boss.post(address).status_code == 302
    assert Delivery.objects.get().state == "pending"


def test_who_may_only_look_changes_nothing(client, channel, listen, make_thing, send):
    user = User.objects.create_user("reader@example.com", password="x" * 12)
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    names = ["access_admin", "view_endpoint"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    endpoint = listen()
    make_thing()
    send()

    assert client.get(page_of(endpoint)).status_code == 200
    assert "New secret" not in client.get(page_of(endpoint)).content.decode()
    assert client.post(page_of(endpoint), {"action": "pause"}).status_code == 302
    assert Endpoint.objects.get().state == EndpointState.ACTIVE
    log = reverse("webhooks_deliveries:inspect", args=[Delivery.objects.get().pk])
    assert client.get(log).status_code == 200
    client.post(log)
    assert Delivery.objects.get().state == "delivered"


@pytest.mark.parametrize("language", ["de", "fr", "ar"])
def test_the_pages_speak_the_language_of_the_person(boss, listen, language):
    from wagtail.users.models import UserProfile

    endpoint = listen()
    UserProfile.objects.update_or_create(
        user=User.objects.get(email="boss@example.com"), defaults={"preferred_language": language}
    )
    text = boss.get(page_of(endpoint)).content.decode()

    assert "Send a test message" not in text
    assert f'lang="{language}"' in text
    assert ('dir="rtl"' in text) == (language == "ar")
