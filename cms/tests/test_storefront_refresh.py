"""From publishing to a storefront that reads again; nothing is faked but the storefront."""

import pytest

from cms.enums import MenuKey
from cms.models import HeronRendition
from cms.services import BannerContent, PageContent, ensure_banner, ensure_menu, ensure_page
from commerce.catalogue.services.documents import rebuild_products, withdraw_product
from commerce.catalogue.tests.factories import make_category, make_product
from commerce.core.services import outbox
from commerce.storefront.models import RevalidationTag
from commerce.tenancy.services import update_branding


@pytest.fixture
def stale(home, monkeypatch):
    """Deliver what is due and return the tags the storefront got."""

    def take():
        for _ in range(5):
            outbox.relay()
        tags = list(RevalidationTag.objects.order_by("tag").values_list("tag", flat=True))
        RevalidationTag.objects.all().delete()
        return tags

    monkeypatch.setattr("commerce.storefront.services.flush_tags", lambda: 0)
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


@pytest.fixture
def lamp(home, channel, stale):
    """A lamp in a category of its own; nobody waits to be told of it."""
    lamps = make_category(channel.tenant, "Lamps")
    lamp = make_product(channel, "Lamp", categories=[lamps])
    stale()
    return lamp


@pytest.fixture
def rug(home, channel, stale):
    rug = make_product(channel, "Rug")
    stale()
    return rug


def put(parent, slug, *blocks):
    page = ensure_page(parent=parent, slug=slug, content=PageContent(title=slug))
    page.body = list(blocks)
    page.save_revision().publish()


def rename(product, title):
    product.title = title
    product.save()
    rebuild_products(product_ids=[product.pk])


def test_a_changed_product_makes_itself_its_lists_and_pages_that_show_it_stale(
    home, lamp, rug, stale
):
    put(home, "chosen", ("product_rail", {"products": [lamp]}))
    put(home, "lamps", ("product_rail", {"source": "category", "category": lamp.categories.get()}))
    put(home, "newest", ("product_rail", {"source": "newest"}))
    put(home, "others", ("product_rail", {"products": [rug]}))
    put(home, "words", ("rich_text", {"html": "<p>Words.</p>"}))
    stale()

    rename(lamp, "Tall lamp")

    assert stale() == [
        "category:lamps",
        "page:/chosen/",
        "page:/lamps/",
        "page:/newest/",
        "product:lamp",
        "products",
    ]


def test_a_product_that_menus_or_banners_lead_to_makes_them_stale(channel, lamp, rug, stale):
    entry = {"label": "Lamp", "product": lamp}
    ensure_menu(channel=channel, key=MenuKey.HEADER, locale="en", items=[entry])
    link = {"label": "Lamp", "product": lamp}
    ensure_banner(channel=channel, locale="en", content=BannerContent(text="New", link=link))
    stale()

    rename(lamp, "Tall lamp")
    assert stale() == ["banners", "category:lamps", "menus", "product:lamp", "products"]

    rename(rug, "Round rug")
    assert stale() == ["product:rug", "products"]


def test_a_product_that_moves_makes_the_lists_it_leaves_stale_too(channel, lamp, stale):
    rugs = make_category(channel.tenant, "Rugs")
    stale()

    lamp.categories.set([rugs])
    rebuild_products(product_ids=[lamp.pk])

    assert stale() == ["category:lamps", "category:rugs", "product:lamp", "products"]


def test_a_deleted_product_makes_its_lists_and_pages_stale(home, lamp, stale):
    put(home, "chosen", ("product_rail", {"products": [lamp]}))
    stale()

    withdraw_product(product_id=lamp.pk)

    assert stale() == ["category:lamps", "page:/chosen/", "product:lamp", "products"]


def test_a_changed_brand_makes_the_channel_stale(channel, stale):
    channel.branding.tagline = "Loud things for quiet days"
    update_branding(branding=channel.branding)

    assert stale() == ["channel"]
