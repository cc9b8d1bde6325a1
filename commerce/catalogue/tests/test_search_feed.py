"""What search reads of a channel."""

from decimal import Decimal

import orjson
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commerce.catalogue.models import AttributeTranslation, ProductDocument, ProductEntry
from commerce.catalogue.selectors.cards import list_cards_by_id
from commerce.catalogue.selectors.search_feed import (
    CategoryWord,
    FacetLabel,
    count_feed,
    iterate_feed,
    list_category_words,
    list_documents_by_id,
    list_facet_vocabulary,
    list_feed,
    list_feed_versions,
)
from commerce.oscar.partner.models import Partner

from .factories import make_attribute, make_category, make_product, make_product_class

pytestmark = pytest.mark.django_db


@pytest.fixture
def lamps(channel):
    return [make_product(channel, f"Lamp {number}") for number in range(5)]


def queries_of(work):
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)


def ids_in(batches):
    return [[row.product_id for row in batch] for batch in batches]


def test_a_row_tells_everything(api, channel, tenant):
    home = make_category(tenant, "Home")
    lamp = make_product(
        channel,
        "Lamp",
        categories=[home],
        variants=[
            {"price": {"EUR": ("20.00", "40.00"), "USD": "25.00"}, "upc": "4006381333931"},
            {"price": "30.00", "stock": 0},
        ],
        listing={"is_featured": True, "position": 7},
    )
    ProductEntry.objects.in_channel(channel).update(sold=12, margin=Decimal("12.50"))

    [row] = list_feed(channel=channel, locale="de", product_ids=[lamp.pk, 0])

    assert row.document == api.get("/api/v1/products/lamp/", {"locale": "de"}).json()
    assert (row.product_id, row.public_id) == (lamp.pk, lamp.public_id)
    assert row.document["variants"][0]["ean"] == "4006381333931"
    assert ("available", "true", 0b01) in row.terms
    assert ("seller", f"house-{tenant.pk}", 0b11) in row.terms
    assert ("badge", "sale", (1 << 62) - 1) in row.terms
    assert row.prices == {
        "EUR": (Decimal("20.00"), Decimal("30.00"), True),
        "USD": (Decimal("25.00"), Decimal("25.00"), False),
    }
    assert (row.is_featured, row.position, row.sort_name) == (True, 7, "lamp")
    assert (row.rating, row.reviews, row.sold, row.discount) == (0, 0, 12, 50)
    assert (row.margin, row.version) == (Decimal("12.50"), 1)
    entry = ProductEntry.objects.in_channel(channel).get()
    document = ProductDocument.objects.in_channel(channel).get(locale="de")
    assert (row.checksum, row.entry_checksum) == (document.checksum, entry.checksum)
    assert row.published_at == entry.published_at


def test_all_rows_come_once_and_in_order(channel, other_channel, lamps):
    make_product(other_channel, "Elsewhere")
    ids = [lamp.pk for lamp in lamps]

    batches = iterate_feed(channel=channel, locale="en", batch_size=2)

    assert ids_in(batches) == [ids[:2], ids[2:4], ids[4:]]
    resumed = iterate_feed(channel=channel, locale="en", after=ids[2], batch_size=2)
    assert ids_in(resumed) == [ids[3:]]
    assert list(iterate_feed(channel=channel, locale="pl")) == []


def test_a_language_that_some_products_lack_ends_nothing(channel, lamps):
    documents = ProductDocument.objects.in_channel(channel).filter(locale="fr")
    documents.filter(product__in=[lamp.pk for lamp in lamps[:4]]).delete()

    batches = iterate_feed(channel=channel, locale="fr", batch_size=2)

    assert ids_in(batches) == [[lamps[4].pk]]


def test_the_number_of_queries_is_fixed(channel, lamps):
    ids = [lamp.pk for lamp in lamps]

    def read(some):
        list_feed(channel=channel, locale="en", product_ids=some)

    assert queries_of(lambda: read(ids[:1])) == queries_of(lambda: read(ids)) == 4


def test_versions_tell_what_changed(channel, lamps):
    versions = list(list_feed_versions(channel=channel, locale="en"))
    rows = list_feed(channel=channel, locale="en", product_ids=[lamp.pk for lamp in lamps])

    assert versions == [
        (row.product_id, row.version, row.checksum, row.entry_checksum, row.sold) for row in rows
    ]
    assert count_feed(channel=channel, locale="en") == len(versions) == 5
    assert queries_of(lambda: list(list_feed_versions(channel=channel, locale="en"))) == 1


def test_documents_are_read_by_product(api, channel, lamps):
    wanted = [lamps[3].pk, lamps[1].pk, 0]

    found = list_documents_by_id(channel=channel, locale="en", product_ids=wanted)

    assert sorted(found) == sorted(wanted[:2])
    card, body = found[lamps[3].pk]
    assert orjson.loads(card)["name"] == "Lamp 3"
    assert orjson.loads(body)["locale"] == "en"
    cards = list_cards_by_id(channel=channel, locale="en", product_ids=wanted)
    assert cards == {product_id: parts[0] for product_id, parts in found.items()}


def test_categories_are_told_in_the_locale_with_their_place(channel, tenant):
    home = make_category(tenant, "Home")
    light = make_category(tenant, "Light", parent=home)
    hidden = make_category(tenant, "Hidden", is_public=False)
    make_category(tenant, "Below", parent=hidden)
    make_product(channel, categories=[light])

    words = list_category_words(channel=channel, locale="en", with_counts=True)

    assert words == [
        CategoryWord(home.pk, "home", "Home", None, 1, 1),
        CategoryWord(light.pk, "light", "Light", home.pk, 2, 1),
    ]
    assert list_category_words(channel=channel, locale="en")[0].product_count is None


def test_the_vocabulary_names_fields_values_and_sellers(channel, tenant):
    product_class = make_product_class(tenant)
    colour = make_attribute(product_class, "colour", "Moss", "Clay", is_variant_axis=True)
    make_attribute(product_class, "height", type="integer", unit="cm", is_facet=True, position=1)
    make_attribute(product_class, "lit", type="boolean", is_facet=True, position=2)
    make_attribute(product_class, "brand", "Rook", position=3)
    make_attribute(product_class, "note", position=4)
    AttributeTranslation.objects.create(attribute=colour, locale="de", name="Farbe")
    Partner.objects.create(tenant=tenant, name="House & Home", code="house")

    fields = {field.code: field for field in list_facet_vocabulary(channel=channel, locale="de")}

    assert list(fields) == ["attr.colour", "attr.height", "attr.lit", "attr.brand", "seller"]
    colour, height, lit, brand, seller = fields.values()
    assert (colour.name, colour.is_axis, colour.is_facet) == ("Farbe", True, False)
    assert colour.values == (
        FacetLabel("moss", "Moss", None, 0),
        FacetLabel("clay", "Clay", None, 1),
    )
    assert (height.unit, height.is_facet, height.values) == ("cm", True, ())
    assert (height.label("-5.5"), height.label("quite-tall")) == ("-5.5", "Quite tall")
    assert [(value.code, value.label) for value in lit.values] == [
        ("true", "Ja"),
        ("false", "Nein"),
    ]
    assert (brand.is_facet, brand.label("rook")) == (False, "Rook")
    assert [(value.code, value.label) for value in seller.values] == [("house", "House & Home")]
    assert [field.position for field in fields.values()] == [0, 1, 2, 3, 4]
