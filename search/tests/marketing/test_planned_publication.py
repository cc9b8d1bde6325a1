"""A draft of the ranking that is put in force on a date, as it was when it was planned."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from search.errors import IndexMissingError
from search.models import PlannedConfiguration, PublishedConfiguration, SynonymSet
from search.registry import GATES
from search.selectors.configurations import get_configuration
from search.tasks import publish_planned

PAGE = "/cms/search-marketing/publish/"
CALENDAR = "/cms/planned/"


@pytest.fixture
def synonyms(channel):
    return SynonymSet.objects.create(channel=channel, locale="en", terms="sofa, couch")


def plan(client, *, days=3, **more):
    moment = timezone.localtime(timezone.now() + timedelta(days=days))
    form = {"action": "plan", "starts_at": moment.strftime("%Y-%m-%dT%H:%M"), **more}
    return client.post(PAGE, form, follow=True)


def let_time_pass():
    """The moment of what is planned is over."""
    PlannedConfiguration.objects.update(starts_at=timezone.now() - timedelta(minutes=1))


def test_a_planned_draft_is_in_the_calendar_and_goes_live_as_it_was(
    back_office, marketer, channel, synonyms
):
    page = plan(back_office, reason="Winter words").content.decode()
    assert 'data-slot="planned-draft"' in page
    address = f"{reverse('search_publish:index')}?channel={channel.code}"
    calendar = back_office.get(CALENDAR, {"view": "list"}).content.decode()
    assert ("Winter words" in calendar, f'href="{address}"' in calendar) == (True, True)
    SynonymSet.objects.create(channel=channel, locale="en", terms="lamp, light")
    publish_planned()
    assert not PublishedConfiguration.objects.exists()

    let_time_pass()
    publish_planned()
    publish_planned()

    published = PublishedConfiguration.objects.get()
    assert (published.number, published.published_by) == (1, marketer)
    assert published.reason == "Winter words"
    rules = get_configuration(channel).synonyms
    assert [rule.terms for rule in rules] == [("sofa", "couch")]
    assert not PlannedConfiguration.objects.exists()


def test_the_latest_plan_counts_and_can_be_withdrawn(back_office, channel, synonyms):
    plan(back_office, reason="First")
    plan(back_office, reason="Second", days=4)
    assert PlannedConfiguration.objects.get(channel=channel).reason == "Second"

    for _again in range(2):
        page = back_office.post(PAGE, {"action": "withdraw"}, follow=True)
        assert 'data-slot="planned-draft"' not in page.content.decode()

    assert not PlannedConfiguration.objects.exists()
    assert not PublishedConfiguration.objects.exists()


@pytest.mark.parametrize("starts_at", ["", "tomorrow", "2020-01-01T08:00"])
def test_a_date_that_is_none_or_over_plans_nothing(back_office, synonyms, starts_at):
    page = back_office.post(PAGE, {"action": "plan", "starts_at": starts_at}, follow=True)

    assert "Choose a date and a time that are still to come." in page.content.decode()
    assert not PlannedConfiguration.objects.exists()


def test_what_is_refused_at_its_time_says_why_and_is_not_tried_again(
    back_office, channel, synonyms, monkeypatch
):
    asked = []

    def refuse(**subject):
        asked.append(subject)
        raise IndexMissingError

    plan(back_office)
    let_time_pass()
    monkeypatch.setattr("search.services.publishing.GATES", [*GATES, refuse])

    publish_planned()
    publish_planned()

    assert len(asked) == 1
    assert not PublishedConfiguration.objects.exists()
    page = back_office.get(PAGE).content.decode()
    assert "did not happen" in page
    assert "Winter" not in back_office.get(CALENDAR).content.decode()


def test_who_lost_the_right_publishes_nothing_by_a_plan(back_office, marketer, synonyms):
    plan(back_office)
    let_time_pass()
    marketer.groups.clear()

    publish_planned()

    assert not PublishedConfiguration.objects.exists()
    problem = PlannedConfiguration.objects.get().problem
    assert problem == "Who planned this may not publish any more."


def test_planning_needs_the_right_to_publish_and_an_own_channel(
    back_office, other_channel, synonyms
):
    foreign = back_office.post(f"{PAGE}?channel={other_channel.code}", {"action": "plan"})
    group = Group.objects.get(name="Marketers")
    group.permissions.remove(group.permissions.get(codename="add_publishedconfiguration"))
    refused = plan(back_office)

    assert foreign.status_code == 404
    assert refused.redirect_chain == [(reverse("wagtailadmin_home"), 302)]
    assert not PlannedConfiguration.objects.exists()
