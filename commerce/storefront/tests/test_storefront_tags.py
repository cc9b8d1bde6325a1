"""The storefront is told which of its pages are out of date."""

import pytest
from django.utils import timezone

from commerce.catalogue.tests.factories import make_product
from commerce.core.bus import publish
from commerce.core.http import Answer, UnreachableError
from commerce.core.models import OutboxDelivery
from commerce.storefront import services as storefront
from commerce.storefront.models import RevalidationTag
from commerce.storefront.services import flush_tags, revalidate
from commerce.tenancy.events import ChannelChanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch, settings):
    """What the storefront was sent; set `status` to have it refuse."""
    settings.STOREFRONT_REVALIDATE_SECRET = "shared"

    class Storefront:
        status = 200
        posts = []

    def post_json(url, payload, *, headers):
        if Storefront.status is None:
            raise UnreachableError("storefront")
        Storefront.posts.append((url, payload["tags"], headers))
        return Answer(Storefront.status, {}, b"")

    Storefront.posts = []
    monkeypatch.setattr(storefront, "post_json", post_json)
    return Storefront


def tags_waiting():
    return sorted(RevalidationTag.objects.values_list("tag", flat=True))


def test_a_burst_is_told_once(told, settings):
    revalidate(["products", "product:lamp"])
    revalidate(["products", "menus"])

    assert flush_tags() == 3
    [(url, tags, headers)] = told.posts
    assert url == settings.STOREFRONT_REVALIDATE_URL
    assert sorted(tags) == ["menus", "product:lamp", "products"]
    assert headers == {"X-Revalidate-Secret": "shared"}
    assert flush_tags() == 0
    assert len(told.posts) == 1


@pytest.mark.parametrize("status", [None, 401, 500])
def test_nothing_is_lost_when_the_storefront_does_not_take_it(told, status):
    revalidate(["products"])
    told.status = status
    assert flush_tags() == 0

    assert tags_waiting() == ["products"]
    told.status = 200
    assert flush_tags() == 1
    assert tags_waiting() == []


def test_what_changes_while_it_is_told_is_told_again(told, monkeypatch):
    revalidate(["products"])
    post_json = storefront.post_json

    def change_meanwhile(url, payload, *, headers):
        monkeypatch.setattr(storefront, "post_json", post_json)
        revalidate(["products"])
        return post_json(url, payload, headers=headers)

    monkeypatch.setattr(storefront, "post_json", change_meanwhile)

    assert flush_tags() == 2
    assert len(told.posts) == 2


def test_a_changed_product_is_told_under_all_its_addresses(told, channel, deliver):
    deliver()
    told.posts.clear()
    lamp = make_product(channel, "Lamp")
    deliver()

    tags = {tag for _url, post, _headers in told.posts for tag in post}
    assert tags == {"products", f"product:{lamp.slug}"}
    assert tags_waiting() == []


def test_what_a_person_looks_for_is_told_before_what_changed_by_itself(told, channel, deliver):
    deliver()
    told.posts.clear()
    make_product(channel, "Lamp")
    publish(ChannelChanged(channel_id=channel.pk))
    before = OutboxDelivery.objects.filter(status="pending").values_list("consumer", flat=True)
    assert before.order_by("pk").first() == "commerce.catalogue.hooks.mark_pages"
    since = timezone.now()
    deliver()

    settled = OutboxDelivery.objects.filter(settled_at__gte=since).order_by("settled_at")
    assert list(settled.values_list("consumer", flat=True)[:2]) == [
        "commerce.storefront.hooks.mark_channel",
        "commerce.storefront.hooks.tell_storefront_first",
    ]
    assert "channel" in told.posts[0][1]
