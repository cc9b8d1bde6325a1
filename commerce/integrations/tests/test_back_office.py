"""Providers in Wagtail: what is shown, what is done, and to whom nothing is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from commerce.accounts.services import ensure_membership
from commerce.integrations.calls import breaker
from commerce.integrations.enums import CallOutcome, Mode
from commerce.integrations.models import ProviderCall, ProviderConfiguration, ProviderHealth
from commerce.integrations.selectors import list_active

from .greeting import CODE, KEY, OTHER_KEY, Greeting

pytestmark = pytest.mark.django_db
INDEX = reverse("integrations:index")
CALLS = reverse("integration_calls:index")


@pytest.fixture
def desk(client, channel):
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    return client


def page_of(configuration):
    return reverse("integrations:edit", args=[configuration.public_id])


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def entered(greeting, **changes):
    values = {"url": greeting.url, "key": KEY, "words": 3, "weight": 1, "tone": "warm"}
    return {"mode": Mode.LIVE, "channel": "", **values, **changes}


@pytest.mark.usefixtures("asks_outside_of_transactions")
def test_a_newcomer_sets_a_provider_up(desk, channel, greeting, waits):
    assert "Not set up" in read(desk, INDEX)
    add = reverse("integrations:add", args=[CODE])
    assert "https://greeting.example/keys" in read(desk, add)

    saved = desk.post(add, entered(greeting), follow=True)
    assert "Saved. Now test the connection." in saved.content.decode()
    configuration = ProviderConfiguration.objects.get()
    address = page_of(configuration)
    tested = desk.post(address, {"action": "test"}, follow=True).content.decode()
    assert "The account is ready." in tested
    desk.post(address, {"action": "activate"})

    assert [each.settings.key for each in list_active(Greeting, channel.pk)] == [KEY]
    page = read(desk, address)
    assert "••••4Tfa" in page
    assert KEY not in page + tested + saved.content.decode()
    assert "integrations-good" in read(desk, INDEX)
    desk.post(address, {"action": "deactivate"})
    assert list_active(Greeting, channel.pk) == []
    desk.post(address, {"action": "delete"})
    assert not ProviderConfiguration.objects.exists()
    assert KEY not in str([*ModelLogEntry.objects.values()])
    actions = ModelLogEntry.objects.order_by("pk").values_list("action", flat=True)
    verbs = [action.removeprefix("integrations.") for action in actions]
    assert verbs == ["save", "activate", "deactivate", "delete"]


@pytest.mark.usefixtures("asks_outside_of_transactions")
def test_a_secret_that_is_left_empty_stays(desk, set_up, greeting, channel):
    configuration = set_up()

    answer = desk.post(page_of(configuration), entered(greeting, key="", words=8))

    assert answer.status_code == 302
    (provider,) = list_active(Greeting, channel.pk)
    assert (provider.settings.words, provider.settings.key) == (8, KEY)


def test_an_optional_secret_can_be_taken_away(desk, set_up, greeting, channel):
    configuration = set_up(signing_key="sign_3fK9wQz7")
    page = read(desk, page_of(configuration))
    assert 'name="empty-signing_key"' in page
    assert "empty-key" not in page

    desk.post(page_of(configuration), entered(greeting, key="", **{"empty-key": "on"}))
    (provider,) = list_active(Greeting, channel.pk)
    assert (provider.settings.key, provider.settings.signing_key) == (KEY, "sign_3fK9wQz7")
    other = entered(greeting, key="", signing_key="sign_other_9", **{"empty-signing_key": "on"})
    desk.post(page_of(configuration), other)
    assert list_active(Greeting, channel.pk)[0].settings.signing_key == "sign_other_9"
    desk.post(page_of(configuration), entered(greeting, key="", **{"empty-signing_key": "on"}))

    assert list_active(Greeting, channel.pk)[0].settings.signing_key == ""
    assert "empty-signing_key" not in read(desk, page_of(configuration))


def test_what_does_not_work_is_told_and_not_stored(desk, set_up, greeting, channel):
    configuration = set_up()
    wrong = entered(greeting, key="gr_live_wrong_wrong_wrong")

    page = desk.post(page_of(configuration), wrong).content.decode()

    assert "the connection does not work: The provider does not accept the key." in page
    assert "gr_live_wrong_wrong_wrong" not in page
    assert [each.settings.key for each in list_active(Greeting, channel.pk)] == [KEY]
    desk.post(page_of(configuration), {**wrong, "reason": "They open it tomorrow."})
    assert ProviderConfiguration.objects.get().reason == "They open it tomorrow."


def test_fields_say_what_is_wrong_with_them(desk, greeting):
    page = desk.post(reverse("integrations:add", args=[CODE]), entered(greeting, words="many"))

    assert "Enter a whole number." in page.content.decode()
    assert KEY not in page.content.decode()
    assert not ProviderConfiguration.objects.exists()


def test_an_untested_one_is_used_for_a_reason_only(desk, set_up, channel):
    configuration = set_up(is_active=False)

    refused = desk.post(page_of(configuration), {"action": "activate"}, follow=True)
    assert "Test the connection first" in refused.content.decode()
    desk.post(page_of(configuration), {"action": "activate", "reason": "Their test is down."})

    assert "Their test is down." in read(desk, page_of(configuration))
    assert len(list_active(Greeting, channel.pk)) == 1


def test_staff_choose_who_is_asked_first(desk, set_up, channel):
    set_up()
    second = set_up("counter")

    desk.post(INDEX, {"first": second.public_id})

    assert [each.code for each in list_active(Greeting, channel.pk)] == ["counter", CODE]


def test_one_that_fails_is_an_alert_on_the_first_page(desk, set_up):
    configuration = set_up()
    home = reverse("wagtailadmin_home")
    assert "Providers that fail" not in read(desk, home)
    ProviderHealth.objects.update_or_create(
        configuration=configuration,
        defaults={"failures": breaker.MOST_FAILURES, "failing_since": timezone.now()},
    )

    assert "Providers that fail" in read(desk, home)
    assert "Failing since" in " ".join(read(desk, INDEX).split())


def test_calls_are_found_and_drawn(desk, set_up, channel):
    configuration = set_up()
    for number, outcome in enumerate((CallOutcome.SUCCEEDED, CallOutcome.FAILED)):
        ProviderCall.objects.create(
            tenant_id=channel.tenant_id,
            configuration=configuration,
            provider=CODE,
            mode=Mode.LIVE,
            operation="greet",
            outcome=outcome,
            milliseconds=100,
            about=f"HRN-{number}",
            called_at=timezone.now() - timedelta(days=number),
        )

    page = read(desk, page_of(configuration))
    assert "3 calls, 33.3 % failed" in page
    assert page.count('<svg class="integrations-picture') == 4
    assert "HRN-0" in (found := read(desk, f"{CALLS}?outcome=succeeded&about=HRN-0"))
    assert "HRN-1" not in found
    assert "HRN-1" in read(desk, f"{CALLS}?until=2100-01-01&since=2000-01-01&provider={CODE}")
    assert "No calls." in read(desk, f"{CALLS}?since=2100-01-01")
    assert read(desk, f"{CALLS}?since=odd&outcome=odd&p=99")


def test_another_tenants_providers_are_not_there(desk, set_up, channel, other_channel):
    foreign = set_up(place=other_channel, key=OTHER_KEY)

    assert desk.get(page_of(foreign)).status_code == 404
    assert desk.post(page_of(foreign), {"action": "deactivate"}).status_code == 404
    assert desk.post(INDEX, {"first": foreign.public_id}).status_code == 404
    assert foreign.public_id not in read(desk, INDEX) + read(desk, CALLS)
    foreign.refresh_from_db()
    assert foreign.is_active


def test_rights_decide_what_people_may_do(client, channel, set_up):
    configuration = set_up()
    clerk = get_user_model().objects.create_user("clerk@example.com", password="x" * 12)
    ensure_membership(user=clerk, tenant_id=channel.tenant_id)
    give = {"access_admin": "wagtailadmin", "view_providerconfiguration": "integrations"}
    for codename, app in give.items():
        clerk.user_permissions.add(
            Permission.objects.get(codename=codename, content_type__app_label=app)
        )
    client.force_login(clerk)

    assert client.get(page_of(configuration)).status_code == 200
    assert client.get(reverse("integrations:add", args=[CODE])).status_code in (302, 403)
    answer = client.post(page_of(configuration), {"action": "deactivate"})
    assert answer.status_code in (302, 403)
    configuration.refresh_from_db()
    assert configuration.is_active


@pytest.mark.parametrize("language", ["de", "fr", "ar"])
def test_the_pages_speak_every_language(desk, set_up, language):
    configuration = set_up()
    boss = get_user_model().objects.get(email="boss@example.com")
    UserProfile.objects.create(user=boss, preferred_language=language)

    for address in (INDEX, CALLS, page_of(configuration)):
        assert f'lang="{language}"' in read(desk, address)
