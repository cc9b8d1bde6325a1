"""What one channel shows, no other channel shows."""

import pytest
from wagtail.models import Page

from commerce.catalogue.models import ProductDocument, ProductEntry
from commerce.catalogue.models.managers import ChannelRequiredError
from commerce.catalogue.selectors.documents import find_product_document, list_cards
from commerce.catalogue.selectors.matching import ProductQuestion, Sort
from commerce.catalogue.services.documents import rebuild_products
from commerce.core.process_cache import forget_everything
from commerce.tenancy import services

from .factories import list_product, make_category, make_price, make_product

pytestmark = pytest.mark.django_db


def make_channel(tenant, code, **settings):
    wanted = {"locales": ["fr"], "currencies": ["USD"], "countries": ["US"], **settings}
    page = Page.objects.get(depth=1).add_child(instance=Page(title=code, slug=code))
    found = services.ensure_channel(
        tenant=tenant,
        root_page=page,
        settings=services.ChannelSettings(
            code=code, name=code, hostname=f"{code}.example.com", **wanted
        ),
    )
    forget_everything()
    return found


@pytest.fixture
def outlet(tenant, channel):
    """Another channel of the same tenant."""
    return make_channel(tenant, "outlet")


@pytest.fixture
def stranger(channel):
    """A channel of another tenant."""
    return make_channel(services.ensure_tenant(code="stranger", name="Stranger"), "stranger")


def get(api, path, host):
    return api.get(f"/api/v1/{path}", headers={"host": host})


def test_a_product_shows_only_where_it_is_listed(api, channel, outlet, stranger):
    make_product(channel, "Lamp")

    assert get(api, "products/lamp/", "testserver").status_code == 200
    for host in ("outlet.example.com", "stranger.example.com"):
        assert get(api, "products/lamp/", host).status_code == 404
        assert get(api, "products/", host).json()["count"] == 0


def test_channels_of_a_tenant_share_stock_but_not_prices(api, channel, outlet):
    lamp = make_product(channel, "Lamp", price="20", build=False)
    list_product(outlet, lamp)
    make_price(outlet, lamp.stockrecords.get(), "USD", "18")
    rebuild_products(product_ids=[lamp.pk])

    here = get(api, "products/lamp/", "testserver").json()
    there = get(api, "products/lamp/", "outlet.example.com").json()
    assert (list(here["prices"]), list(there["prices"])) == (["EUR"], ["USD"])
    assert (here["locale"], there["locale"]) == ("en", "fr")
    assert there["availability"] == here["availability"]


def test_a_listing_in_a_strangers_channel_shows_nothing(api, channel, stranger):
    lamp = make_product(channel, "Lamp")
    list_product(stranger, lamp)
    rebuild_products(product_ids=[lamp.pk])

    assert get(api, "products/", "stranger.example.com").json()["count"] == 0


def test_the_same_address_leads_to_each_channels_own_product(api, channel, stranger):
    mine, theirs = make_product(channel, "Lamp"), make_product(stranger, "Lamp")

    assert get(api, "products/lamp/", "testserver").json()["id"] == mine.public_id
    assert get(api, "products/lamp/", "stranger.example.com").json()["id"] == theirs.public_id


def test_categories_belong_to_their_tenant(api, channel, tenant, stranger):
    make_category(tenant, "Light")
    make_category(stranger.tenant, "Heavy")

    here = get(api, "categories/", "testserver").json()["results"]
    there = get(api, "categories/", "stranger.example.com").json()["results"]
    assert [node["name"] for node in here] == ["Light"]
    assert [node["name"] for node in there] == ["Heavy"]
    assert get(api, "categories/heavy/", "testserver").status_code == 404
    assert get(api, "search/products/?category=heavy", "testserver").status_code == 404


def test_documents_cannot_be_read_without_a_channel():
    for model in (ProductDocument, ProductEntry):
        with pytest.raises(ChannelRequiredError):
            model.objects.all()
        with pytest.raises(ChannelRequiredError):
            model.objects.filter(pk=1)


def test_an_entry_does_not_lead_around_the_channel(channel):
    make_product(channel, "Lamp")
    entry = ProductEntry.objects.in_channel(channel).get()

    with pytest.raises(ChannelRequiredError):
        entry.documents.all()


def test_selectors_read_one_channel(channel, outlet):
    make_product(channel, "Lamp")
    question = ProductQuestion(currency="EUR")

    for where, expected in ((channel, 1), (outlet, 0)):
        cards = list_cards(
            channel=where, locale="fr", question=question, sort=Sort.NEWEST, bounds=slice(0, 24)
        )
        assert len(cards) == expected
    assert find_product_document(channel=outlet, locale="fr", slug="lamp") is None
