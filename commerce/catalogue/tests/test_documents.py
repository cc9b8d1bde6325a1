"""What a document says, and when it is written anew."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commerce.catalogue.models import CatalogueState, ProductDocument
from commerce.catalogue.services import catalogue, stock
from commerce.catalogue.services.documents import rebuild_channel, rebuild_products
from commerce.core.money import Money

from .factories import make_attribute, make_category, make_product, make_product_class

pytestmark = pytest.mark.django_db


def version(channel):
    return CatalogueState.objects.get(channel=channel).version


def document(api, slug, **parameters):
    answer = api.get(f"/api/v1/products/{slug}/", parameters)
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.fixture
def cushion(channel, tenant):
    product_class = make_product_class(tenant, name="Textile")
    make_attribute(product_class, "colour", "Moss", "Clay", is_variant_axis=True)
    make_attribute(product_class, "brand", "Rook")
    make_attribute(product_class, "width", type="integer", unit="cm")
    make_attribute(product_class, "washable", type="boolean")
    home = make_category(tenant, "Home")
    return make_product(
        channel,
        "Cushion",
        summary="Soft.",
        description='<p onclick="x()">Soft<script>alert(1)</script> & round</p>',
        product_class=product_class,
        attributes={"brand": "rook", "width": 45, "washable": True},
        categories=[make_category(tenant, "Textiles", parent=home)],
        variants=[
            {
                "attributes": {"colour": "clay"},
                "price": ("30", "40"),
                "stock": 5,
                "upc": "4006381333931",
            },
            {"attributes": {"colour": "moss"}, "price": {"EUR": "20", "USD": "23"}, "stock": 0},
        ],
    )


def test_a_document_tells_everything(api, cushion):
    clay, moss = cushion.children.order_by("pk")

    found = document(api, "cushion")

    assert found["brand"] == {"code": "rook", "label": "Rook"}
    assert found["description"] == "<p>Soft &amp; round</p>"
    assert found["options"] == [
        {
            "code": "colour",
            "name": "Colour",
            "values": [
                {"code": "moss", "label": "Moss", "swatch": None},
                {"code": "clay", "label": "Clay", "swatch": None},
            ],
        }
    ]
    assert found["prices"] == {
        "EUR": {
            "from": {"amount": "20.00", "currency": "EUR"},
            "to": {"amount": "30.00", "currency": "EUR"},
            "compare_at": None,
            "lowest_30_days": None,
        },
        "USD": {
            "from": {"amount": "23.00", "currency": "USD"},
            "to": {"amount": "23.00", "currency": "USD"},
            "compare_at": None,
            "lowest_30_days": None,
        },
    }
    assert found["availability"] == {"status": "low_stock", "is_available": True}
    assert (found["variant_count"], found["default_variant_id"]) == (2, None)
    assert found["badges"] == ["new", "sale"]
    assert found["attributes"] == [
        {"code": "brand", "name": "Brand", "label": "Rook", "value": "rook", "unit": None},
        {"code": "washable", "name": "Washable", "label": "Yes", "value": "true", "unit": None},
        {"code": "width", "name": "Width", "label": "45", "value": "45", "unit": "cm"},
    ]
    assert found["variants"][0] == {
        "id": clay.public_id,
        "sku": clay.stockrecords.get().partner_sku,
        "ean": "4006381333931",
        "name": "Clay",
        "options": {"colour": "clay"},
        "prices": {
            "EUR": {
                "price": {"amount": "30.00", "currency": "EUR"},
                "compare_at": {"amount": "40.00", "currency": "EUR"},
                "lowest_30_days": None,
            }
        },
        "availability": {"status": "low_stock", "is_available": True},
        "image_ids": [],
    }
    assert found["variants"][1]["ean"] is None
    assert found["variants"][1]["availability"] == {"status": "out_of_stock", "is_available": False}
    assert moss.public_id.startswith("var_")
    assert found["categories"] == [{"slug": "textiles", "name": "Textiles"}]
    assert found["breadcrumbs"] == [
        {"slug": "home", "name": "Home"},
        {"slug": "textiles", "name": "Textiles"},
    ]
    assert found["seo"] == {"title": "Cushion", "description": "Soft."}
    assert found["alternates"] == dict.fromkeys(("en", "de", "fr", "ar"), "cushion")
    assert (found["locale"], found["version"]) == ("en", 1)


def test_a_standalone_product_is_its_own_only_variant(api, channel):
    lamp = make_product(channel, "Lamp", stock=6)

    found = document(api, "lamp")

    assert found["default_variant_id"] == lamp.public_id
    assert [(variant["id"], variant["options"]) for variant in found["variants"]] == [
        (lamp.public_id, {})
    ]
    assert found["availability"]["status"] == "in_stock"


def test_untracked_stock_never_runs_out(api, channel, tenant):
    letter = make_product_class(tenant, name="Voucher", track_stock=False)
    make_product(channel, "Gift", product_class=letter, stock=0)

    assert document(api, "gift")["availability"]["status"] == "in_stock"


def test_each_language_has_its_own_words_and_address(api, channel, deliver):
    lamp = make_product(channel, "Lamp", summary="Bright.")
    catalogue.translate_product(product=lamp, locale="ar", name="مصباح", slug="مصباح")
    catalogue.translate_product(product=lamp, locale="de", name="Lampe")
    deliver()

    found = document(api, "مصباح", locale="ar")

    assert (found["name"], found["summary"], found["slug"]) == ("مصباح", "Bright.", "مصباح")
    assert found["alternates"] == {"en": "lamp", "de": "lampe", "fr": "lamp", "ar": "مصباح"}
    assert document(api, "مصباح")["slug"] == "lamp"
    assert document(api, "lamp", locale="de")["name"] == "Lampe"


def test_two_products_never_share_an_address(api, channel):
    first = make_product(channel, "Lamp")
    second = make_product(channel, "Lamp")

    assert document(api, "lamp")["id"] == first.public_id
    own = f"lamp-{second.public_id[-6:].lower()}"
    assert document(api, own)["id"] == second.public_id
    rebuild_channel(channel=channel)
    assert document(api, own)["version"] == 1


def test_an_unchanged_document_is_not_written_again(channel):
    lamp = make_product(channel, "Lamp")
    before = version(channel)

    report = rebuild_products(product_ids=[lamp.pk])

    assert (report.documents, report.is_clean) == (4, True)
    assert version(channel) == before


def test_a_new_price_shows_through_the_outbox(api, channel, deliver):
    lamp = make_product(channel, "Lamp", price="20")
    deliver()
    before = version(channel)

    catalogue.set_price(
        stockrecord=lamp.stockrecords.get(),
        channel=channel,
        price=Money(Decimal("15"), "EUR"),
        compare_at=Money(Decimal("20"), "EUR"),
    )
    deliver()

    found = document(api, "lamp")
    assert found["prices"]["EUR"]["from"] == {"amount": "15.00", "currency": "EUR"}
    assert (found["version"], version(channel)) == (2, before + 1)
    lamp.stockrecords.get().refresh_from_db()
    assert lamp.stockrecords.get().price == Decimal("15.00")


def test_selling_without_a_change_of_words_writes_nothing(channel, deliver):
    lamp = make_product(channel, "Lamp", stock=100)
    deliver()
    before = version(channel)

    stock.set_stock(stockrecord=lamp.stockrecords.get(), quantity=99)
    deliver()

    assert version(channel) == before


def test_hidden_and_deleted_products_leave_no_document(api, channel, deliver):
    lamp, rug = make_product(channel, "Lamp"), make_product(channel, "Rug")

    catalogue.unpublish_product(product=lamp, channel=channel)
    catalogue.delete_product(product=rug)
    deliver()

    assert api.get("/api/v1/products/lamp/").status_code == 404
    assert api.get("/api/v1/products/rug/").status_code == 404
    assert api.get("/api/v1/products/").json()["count"] == 0
    catalogue.publish_product(product=lamp, channel=channel)
    deliver()
    assert document(api, "lamp")["id"] == lamp.public_id


def test_a_deleted_variant_leaves_its_parents_document(api, channel, cushion, deliver):
    catalogue.delete_product(product=cushion.children.order_by("pk").first())
    deliver()

    assert [variant["name"] for variant in document(api, "cushion")["variants"]] == ["Moss"]


def test_a_parent_without_variants_is_not_shown(api, channel):
    make_product(channel, "Empty", variants=[])

    assert api.get("/api/v1/products/empty/").status_code == 404


def test_a_renamed_category_shows_in_its_products(api, channel, cushion, deliver):
    category = cushion.categories.get()
    catalogue.translate_category(category=category, locale="de", name="Stoffe")
    deliver()

    assert document(api, "cushion", locale="de")["breadcrumbs"][1] == {
        "slug": "stoffe",
        "name": "Stoffe",
    }
    assert document(api, "cushion")["version"] == 1


def test_the_number_of_queries_does_not_grow(channel):
    few = [make_product(channel, f"Lamp {n}", build=False).pk for n in range(2)]
    many = [make_product(channel, f"Rug {n}", build=False).pk for n in range(12)]
    rebuild_products(product_ids=[*few, *many])

    counts = []
    for ids in (few, many):
        with CaptureQueriesContext(connection) as queries:
            rebuild_products(product_ids=ids)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 30


def test_a_language_can_be_added_and_given_up(channel):
    make_product(channel, "Lamp")
    documents = ProductDocument.objects.in_channel(channel)

    channel.locales = ["en"]
    rebuild_channel(channel=channel)
    assert [found.locale for found in documents.all()] == ["en"]
    channel.locales = ["en", "de"]
    rebuild_channel(channel=channel)

    assert sorted(found.locale for found in documents.all()) == ["de", "en"]


def test_a_channel_speaks_its_own_languages_only(channel):
    make_product(channel, "Lamp")
    locales = ProductDocument.objects.in_channel(channel).values_list("locale", flat=True)

    assert sorted(locales) == ["ar", "de", "en", "fr"]
