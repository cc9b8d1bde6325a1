"""What the house is told when editors publish."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction, Revision

from cms.enums import MenuKey
from cms.services import BannerContent, PageContent, ensure_banner, ensure_menu, ensure_page
from cms.tasks import publish_scheduled
from commerce.core.models import OutboxEvent


@pytest.fixture
def told(db):
    """Return what was told since, as (topic, payload) without ids."""
    start = OutboxEvent.objects.order_by("pk").values_list("pk", flat=True).last() or 0

    def read():
        events = OutboxEvent.objects.filter(pk__gt=start, topic__startswith="cms.").order_by("pk")
        return [
            (event.topic, event.payload.get("path") or event.payload.get("key")) for event in events
        ]

    return read


@pytest.fixture
def ready(home, about, german_about):
    """Pages that were published before the test looks."""


def test_publishing_tells_channel_language_and_path(channel, about, ready, told):
    about.save_revision().publish()

    assert told() == [("cms.page_published", "/about/")]
    payload = OutboxEvent.objects.order_by("pk").last().payload
    assert payload == {
        "page_id": about.pk,
        "channel_id": channel.pk,
        "locale": "en",
        "path": "/about/",
    }


def test_saving_a_draft_tells_nobody(about, ready, told):
    about.save_revision()

    assert told() == []


def test_withdrawing_and_deleting_tell_the_path(about, german_about, ready, told):
    about.unpublish()
    german_about.delete()

    assert told() == [("cms.page_unpublished", "/about/"), ("cms.page_unpublished", "/ueber-uns/")]


def test_moving_tells_the_old_and_the_new_path(home, about, ready, told):
    company = ensure_page(parent=home, slug="company", content=PageContent(title="Company"))
    about.move(company, pos="last-child")

    assert told()[1:] == [
        ("cms.page_unpublished", "/about/"),
        ("cms.page_published", "/company/about/"),
    ]


def test_renaming_tells_the_old_and_the_new_path(
    about, ready, told, django_capture_on_commit_callbacks
):
    about.slug = "us"
    with django_capture_on_commit_callbacks(execute=True):
        about.save_revision().publish()

    assert ("cms.page_unpublished", "/about/") in told()
    assert ("cms.page_published", "/us/") in told()


def test_making_a_page_private_or_public_tells_its_path(about, ready, told):
    restriction = PageViewRestriction.objects.create(page=about, restriction_type="login")
    restriction.delete()

    assert told() == [("cms.page_unpublished", "/about/"), ("cms.page_published", "/about/")]


def test_pages_outside_all_channels_are_nobodys_business(home, told):
    page = ensure_page(parent=home, slug="x", content=PageContent(title="X"))
    home.get_site().channel.delete()
    before = told()
    page.save_revision().publish()

    assert told() == before


def test_menus_and_banners_tell_when_they_change(channel, home, told):
    menu = ensure_menu(channel=channel, key=MenuKey.FOOTER, locale="en", items=[])
    banner = ensure_banner(channel=channel, locale="en", content=BannerContent(text="Hi"))
    menu.unpublish()
    banner.save_revision()
    banner.unpublish()

    topics = [event for event in told() if event[0] != "cms.page_published"]
    assert topics == [
        ("cms.menu_changed", "footer"),
        ("cms.banner_changed", None),
        ("cms.menu_changed", "footer"),
        ("cms.banner_changed", None),
    ]


def test_a_picture_tells_when_it_changes_not_when_it_is_new(picture, told):
    assert told() == []
    picture.description = "Moss after rain"
    picture.save()

    assert told() == [("cms.image_changed", None)]


def test_what_is_due_is_published_and_what_is_over_withdrawn(channel, home, about, ready, told):
    banner = ensure_banner(channel=channel, locale="en", content=BannerContent(text="Hi"))
    type(banner).objects.filter(pk=banner.pk).update(expire_at=timezone.now())
    about.title = "Now"
    revision = about.save_revision()
    Revision.objects.filter(pk=revision.pk).update(
        approved_go_live_at=timezone.now() - timedelta(minutes=1)
    )

    publish_scheduled()

    about.refresh_from_db()
    banner.refresh_from_db()
    assert (about.title, banner.live) == ("Now", False)
    assert told()[-2:] == [("cms.banner_changed", None), ("cms.page_published", "/about/")]


def test_a_failure_while_publishing_takes_the_page_back_with_the_event(about, ready, told):
    about.title = "Half done"
    revision = about.save_revision()
    with (
        patch("cms.services.publishing.publish", side_effect=RuntimeError("lost")),
        pytest.raises(RuntimeError),
    ):
        revision.publish()

    about.refresh_from_db()
    assert about.title == "About us"
    assert told() == []
