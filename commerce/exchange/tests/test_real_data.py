"""Catalogues of other systems, as they are in the wild."""

from decimal import Decimal

import pytest

from commerce.cart.tests.goods import make_rates
from commerce.catalogue.models import ProductDocument, ProductDocumentTerm
from commerce.exchange.reports import Outcome
from commerce.ordering.tests.checkouts import Customer
from commerce.oscar.catalogue.models import Product, ProductAttribute, ProductImage
from commerce.oscar.partner.models import StockRecord, StockRecordPrice

CREATED = Outcome.CREATED


@pytest.fixture
def spree(shared_data, tmp_path, settings):
    """What is needed to load Spree's demo shop; media go to a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    folder = shared_data / "spree"
    return {
        "file": folder / "products.csv",
        "profile": "spree",
        "translations": folder / "product_translations.csv",
        "images": folder / "images",
    }


def test_spree_comes_over_whole(api, load, spree):
    report = load(**spree)

    created = {kind: outcomes[CREATED] for kind, outcomes in report.counts.items()}
    assert created["product"] == 37
    assert created["variant"] == 87
    assert created["price"] == 174
    assert created["picture"] == 124
    assert created["translation"] == 74
    wattage = ProductAttribute.objects.filter(code="wattage").first()
    assert (wattage.type, wattage.unit) == ("integer", "W")
    assert ProductImage.objects.exclude(renditions=[]).count() == 124

    machine = api.get("/api/v1/products/automatic-espresso-machine/", {"locale": "de"}).json()
    assert machine["name"] == "Kaffeevollautomat"
    assert [step["name"] for step in machine["breadcrumbs"]] == ["Kitchen", "Coffee Machines"]
    assert len(machine["variants"]) == 3
    assert machine["variants"][0]["prices"]["USD"]["price"]["amount"] == "879.99"
    assert machine["variants"][0]["prices"]["EUR"]["price"]["amount"] == "819.99"
    assert machine["variants"][0]["availability"]["is_available"]
    assert len(machine["images"]) == 4


def test_an_imported_product_can_be_bought(api, load, spree, channel):
    load(**spree)
    make_rates(channel)
    machine = api.get("/api/v1/products/automatic-espresso-machine/").json()
    customer = Customer(api)

    assert customer.add(machine["variants"][1]["id"], 2).status_code == 201
    assert customer.add(machine["id"]).status_code == 422  # variants are sold, not their parent
    customer.review()
    order = customer.place()

    assert order.status_code == 201
    (line,) = order.json()["lines"]
    assert (line["sku"], line["quantity"]) == ("AUTOMATIC-ESPRESSO-MACHINE-SILVER", 2)
    assert line["total"] == {"amount": "1639.98", "currency": "EUR"}
    record = StockRecord.objects.get(partner_sku="AUTOMATIC-ESPRESSO-MACHINE-SILVER")
    assert (record.num_in_stock, record.num_allocated) == (5000, 2)


def test_spree_twice_is_spree_once(load, spree):
    load(**spree)

    assert not load(**spree).has_changes


def test_the_retail_demo_store_comes_over_whole(load, shared_data, channel):
    report = load(shared_data / "retail-demo-store" / "products.yaml.xz", "retail-demo-store")

    assert report.counts["product"][CREATED] == 2465
    documents = ProductDocument.objects.in_channel(channel)
    assert documents.filter(locale="en").values("slug").distinct().count() == 2465
    assert StockRecordPrice.objects.order_by("-amount").first().amount == Decimal("24999.99")
    terms = ProductDocumentTerm.objects.in_channel(channel)
    assert terms.filter(field="attr.made_for", value="women").count() == 431
    names = Product.objects.values("title").distinct().count()
    assert names < 2465
