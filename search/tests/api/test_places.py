"""Searches in several languages, currencies and shops: none knows of another."""

import pytest
from rest_framework.test import APIClient

from commerce.catalogue.models import (
    AttributeOptionTranslation,
    AttributeTranslation,
    CategoryTranslation,
    ProductTranslation,
)
from commerce.catalogue.services.categories import rebuild_categories
from commerce.catalogue.services.documents import rebuild_products
from commerce.catalogue.tests.factories import make_product
from commerce.oscar.catalogue.models import AttributeOption
from search.indexing.sources import ProductSource
from search.services.rebuilding import rebuild

from .conftest import make_rugs, names

pytestmark = pytest.mark.django_db

PRODUCTS = "/api/v1/search/products/"


@pytest.fixture
def german(channel, engine, build):
    """The blue rug, its colour and its category in German."""
    rugs = make_rugs(channel)
    rug = rugs["blue"]
    category = rug.categories.get()
    ProductTranslation.objects.create(product=rug, locale="de", name="Blauer Wollteppich")
    CategoryTranslation.objects.create(category=category, locale="de", name="Teppiche")
    colour = rug.product_class.attributes.get(code="colour")
    AttributeTranslation.objects.create(attribute=colour, locale="de", name="Farbe")
    blue = AttributeOption.objects.get(option="Blue")
    AttributeOptionTranslation.objects.create(option=blue, locale="de", label="Blau")
    rebuild_categories(tenant_id=channel.tenant_id)
    rebuild_products(product_ids=[product.pk for product in rugs.values()])
    build("de")
    build("en")


def test_a_language_has_its_own_words_and_labels(german, search):
    answer = search("blaue teppiche unter 100", locale="de")

    assert names(answer) == ["Blauer Wollteppich"]
    colour, category, price = answer["query"]["understood"]
    assert (colour["value"], colour["label"]) == ("blue", "Blau")
    assert (category["value"], category["label"]) == ("teppiche", "Teppiche")
    assert price["value"] == "-100"
    assert price["label"].endswith(" 100,00\xa0€")
    facets = {one["code"]: one["name"] for one in answer["facets"]}
    assert facets["attr.colour"] == "Farbe"


def test_a_category_is_found_by_its_slug_in_any_language(german, search):
    assert search(category="rugs", locale="de")["count"] == 2
    assert search(category="teppiche", locale="en")["count"] == 2


def test_prices_are_those_of_the_currency(channel, engine, build, search):
    make_product(channel, "Lamp", price={"EUR": "20.00", "USD": "90.00"})
    make_product(channel, "Chair", price="30.00")
    build()

    assert names(search(price_max="50", currency="EUR", sort="price")) == ["Lamp", "Chair"]
    assert names(search(price_max="50", currency="USD")) == []
    (hit,) = search(price_max="100", currency="USD")["results"]
    assert hit["match"]["price"] == {"amount": "90.00", "currency": "USD"}


def test_shops_do_not_find_each_others_products(channel, other_channel, engine, build, api):
    make_product(channel, "Our lamp")
    make_product(other_channel, "Their lamp")
    build()
    rebuild(source=ProductSource(other_channel, "en"))
    theirs = APIClient(SERVER_NAME="other.example")

    assert names(api.get(PRODUCTS, {"q": "lamp"}).json()) == ["Our lamp"]
    assert names(theirs.get(PRODUCTS, {"q": "lamp"}).json()) == ["Their lamp"]


def test_the_database_keeps_shops_apart_too(channel, other_channel, engine, api):
    make_product(channel, "Our lamp")
    make_product(other_channel, "Their lamp")

    answer = api.get(PRODUCTS, {"q": "lamp"}).json()

    assert (names(answer), answer["engine"]["name"]) == (["Our lamp"], "database")


def test_cursors_and_receipts_of_one_shop_are_nothing_in_another(
    channel,
    other_channel,
    engine,
    build,
    api,
):
    for number in range(2):
        make_product(channel, f"Lamp {number}")
        make_product(other_channel, f"Lamp {number}")
    build()
    rebuild(source=ProductSource(other_channel, "en"))
    ours = api.get(PRODUCTS, {"q": "lamp", "page_size": 1}).json()
    theirs = APIClient(SERVER_NAME="other.example")

    paged = theirs.get(PRODUCTS, {"q": "lamp", "page_size": 1, "cursor": ours["next_cursor"]})
    told = theirs.post(
        "/api/v1/search/events/",
        {
            "consent": True,
            "search_id": "3f0c6c1e-5d0b-4b0e-9d5c-0f5f3a9e7b11",
            "receipt": ours["receipt"],
            "type": "search",
        },
    )

    assert (paged.status_code, paged.json()["code"]) == (400, "invalid_cursor")
    assert (told.status_code, told.json()["code"]) == (400, "invalid_receipt")
