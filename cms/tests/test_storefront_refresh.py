"""From publishing to a storefront that reads again; nothing is faked but the storefront."""

import pytest

from cms.enums import MenuKey
from cms.models import HeronRendition
from cms.services import BannerContent, ensure_banner, ensure_menu
from commerce.core.services import outbox
from commerce.shop.models import RevalidationTag
from commerce.shop.tests.factories import make_category


@pytest.fixture
def stale(home, monkeypatch):
    """Deliver what is due and return the tags the storefront got."""

    def take():
        for _ in range(5):
            outbox.relay()
        tags = list(RevalidationTag.objects.order_by("tag").values_list("tag", flat=True))
        RevalidationTag.objects.all().delete()
        return tags

    monkeypatch.setattr("commerce.shop.services.storefront.flush_tags", lambda: 0)
    take()
    return take


def test_a_published_page_makes_all_that_may_link_to_it_stale(about, stale):
    stale()
    about.save_revision().publish()

    assert stale() == ["banners", "menus", "pages"]


def test_the_pictures_of_a_published_page_are_ready_before_the_first_reader(home, picture, stale):
    home.body = [("hero", {"heading": "Moss", "image": picture})]
    home.save_revision().publish()
    assert HeronRendition.objects.count() == 0

    stale()

    widths = HeronRendition.objects.order_by("width").values_list("width", flat=True)
    assert list(widths) == [480, 960]


def test_menus_and_banners_make_only_themselves_stale(channel, stale):
    ensure_menu(channel=channel, key=MenuKey.HEADER, locale="en", items=[])
    assert stale() == ["menus"]
    ensure_banner(channel=channel, locale="en", content=BannerContent(text="Hi"))
    assert stale() == ["banners"]


def test_a_changed_picture_makes_pages_stale(picture, stale):
    picture.description = "Moss after rain"
    picture.save()

    assert stale() == ["pages"]


def test_a_changed_category_makes_pages_and_menus_stale(channel, stale):
    make_category(channel.tenant, "Lamps")

    assert {"banners", "categories", "menus", "pages"} <= set(stale())
