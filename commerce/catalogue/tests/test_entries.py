"""What lists are filtered and sorted by, and who is told when it changes."""

from decimal import Decimal

import pytest
from oscar.apps.catalogue.reviews.models import ProductReview  # noqa: TID251 not forked

from commerce.cart.tests import goods
from commerce.catalogue.models import ProductDocument, ProductDocumentTerm, ProductEntry
from commerce.catalogue.selectors.search_feed import list_facet_vocabulary
from commerce.catalogue.services import catalogue
from commerce.catalogue.services.documents import (
    rebuild_products,
    refresh_bestsellers,
    withdraw_product,
)
from commerce.core.codes import code_of
from commerce.core.models import OutboxEvent
from commerce.core.money import Money
from commerce.ordering.tests.checkouts import Customer
from commerce.oscar.catalogue.models import Product
from commerce.oscar.partner.models import Partner, StockRecordPrice

from .factories import make_attribute, make_product, make_product_class

pytestmark = pytest.mark.django_db


def entry_of(channel, product):
    return ProductEntry.objects.in_channel(channel).get(product=product)


def terms(channel, field):
    """The values of a field with their variants, as bits."""
    rows = ProductDocumentTerm.objects.in_channel(channel).filter(field=field)
    return dict(rows.order_by("value").values_list("value", "variants"))


def make_review(product, score):
    return ProductReview.objects.create(
        product=product, score=score, title="T", body="B", status=ProductReview.APPROVED
    )


def set_cost(product, channel, cost, currency="EUR"):
    catalogue.set_cost(
        stockrecord=product.stockrecords.get(),
        channel=channel,
        currency=currency,
        cost=None if cost is None else Money(Decimal(cost), currency),
    )


def products_told(topic):
    rows = OutboxEvent.objects.filter(topic=topic).order_by("pk")
    return [row.payload["product_ids"] for row in rows]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2.2", "2.2"),
        ("2,2 kg", "2.2-kg"),
        ("-5", "-5"),
        ("\u22125.5 °C", "-5.5-c"),
        ("A+", "a-plus"),
        ("A-", "a-minus"),
        ("3/4", "3-4"),
        ("¾", "3-over-4"),
        ("1 ½", "1-1-over-2"),
        ("50 %", "50-percent"),
        ("C#", "c-sharp"),
        ("10-20", "10-20"),
        ("Moss Green", "moss-green"),
        ("v. 2", "v-2"),
        ("أزرق", "أزرق"),
    ],
)
def test_codes_keep_the_numbers_they_are_made_of(text, code):
    assert code_of(text) == code


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("float", 2.2, "2.2"),
        ("float", -2.25, "-2.25"),
        ("float", -0.0000001, "0"),
        ("float", 22.0, "22"),
        ("integer", -5, "-5"),
        ("text", "0.75", "0.75"),
    ],
)
def test_a_number_is_filtered_by_itself(channel, tenant, kind, value, code):
    product_class = make_product_class(tenant)
    make_attribute(product_class, "length", type=kind, is_facet=True)
    make_product(channel, product_class=product_class, attributes={"length": value})

    assert list(terms(channel, "attr.length")) == [code]
    [length, _seller] = list_facet_vocabulary(channel=channel, locale="en")
    assert (length.code, length.label(code)) == ("attr.length", code)


def test_a_brand_is_a_term_although_no_filter_offers_it(channel, tenant):
    product_class = make_product_class(tenant)
    make_attribute(product_class, "brand", "Rook")
    make_attribute(product_class, "note", "Loud")
    make_product(channel, product_class=product_class, attributes={"brand": "rook", "note": "loud"})

    assert terms(channel, "attr.brand") == {"rook": 1}
    assert terms(channel, "attr.note") == {}
    [brand, _seller] = list_facet_vocabulary(channel=channel, locale="en")
    assert (brand.code, brand.is_facet) == ("attr.brand", False)


def test_sellers_are_those_of_the_variants_stock(channel, tenant):
    lamp = make_product(channel, variants=[{}, {}, {"stock": 0}])
    _first, second, _third = lamp.children.order_by("pk")
    second.stockrecords.update(partner=Partner.objects.create(tenant=tenant, name="R", code="rook"))
    rebuild_products(product_ids=[lamp.pk])

    assert terms(channel, "seller") == {f"house-{tenant.pk}": 0b101, "rook": 0b010}
    assert terms(channel, "available") == {"true": 0b011}


@pytest.mark.parametrize(
    ("scores", "reached"),
    [
        ([], []),
        ([1], ["1"]),
        ([5, 4], ["1", "2", "3", "4"]),
        ([4, 3], ["1", "2", "3"]),
        ([4] * 24 + [3], ["1", "2", "3", "4"]),  # 3.96 is shown as 4.0
    ],
)
def test_ratings_are_terms_of_what_was_reviewed(channel, scores, reached):
    lamp = make_product(channel)
    for score in scores:
        make_review(lamp, score)
    rebuild_products(product_ids=[lamp.pk])

    assert list(terms(channel, "rating")) == reached
    assert entry_of(channel, lamp).reviews == len(scores)


@pytest.mark.parametrize(
    ("prices", "discount"),
    [
        (["20.00"], 0),
        ([("20.00", "30.00")], 33),
        ([("20.00", "30.00"), ("10.00", "20.00"), "5.00"], 50),
        ([{"EUR": "20.00", "USD": ("1.00", "20.00")}], 0),
        ([("0.00", "20.00")], 100),
        ([None], 0),
    ],
)
def test_the_discount_is_the_largest_in_the_default_currency(channel, prices, discount):
    lamp = make_product(channel, variants=[{"price": price} for price in prices])

    assert entry_of(channel, lamp).discount == discount


@pytest.mark.parametrize(
    ("price", "cost", "margin"),
    [
        ("20.00", None, None),
        ("20.00", "5.00", "75.00"),
        ("20.00", "0.00", "100.00"),
        ("30.00", "20.00", "33.33"),
        ("20.00", "25.00", "-25.00"),
        ("0.01", "90.00", "-999.99"),
        ("0.00", "5.00", None),
    ],
)
def test_the_margin_is_what_cost_leaves_of_the_price(channel, deliver, price, cost, margin):
    lamp = make_product(channel, price={"EUR": price, "USD": "20.00"})
    set_cost(lamp, channel, cost)
    set_cost(lamp, channel, "1.00", "USD")
    deliver()

    assert entry_of(channel, lamp).margin == (None if margin is None else Decimal(margin))


def test_the_margin_of_variants_is_that_of_those_whose_cost_is_known(channel, deliver):
    lamp = make_product(channel, variants=[{"price": "10"}, {"price": "30"}, {"price": "500"}])
    cheap, dear, _unknown = lamp.children.order_by("pk")
    set_cost(cheap, channel, "10")
    set_cost(dear, channel, "20")
    deliver()

    assert entry_of(channel, lamp).margin == Decimal("25.00")


def test_a_cost_is_never_public(api, channel, deliver):
    lamp = make_product(channel)
    set_cost(lamp, channel, "12.34")
    deliver()

    document = ProductDocument.objects.in_channel(channel).get(locale="en")
    assert "12.34" not in document.card + document.body
    assert "margin" not in document.card + document.body
    assert "cost" not in api.get("/api/v1/products/lamp/").content.decode()


def test_a_new_price_leaves_the_cost_alone(channel):
    lamp = make_product(channel)
    set_cost(lamp, channel, "12")
    record = lamp.stockrecords.get()

    catalogue.set_price(stockrecord=record, channel=channel, price=Money(Decimal("30"), "EUR"))

    assert StockRecordPrice.objects.get().cost == Decimal("12.00")


def test_a_new_cost_is_told_although_no_document_changes(channel, deliver):
    lamp = make_product(channel)
    deliver()
    OutboxEvent.objects.all().delete()

    set_cost(lamp, channel, "12")
    deliver()

    assert products_told("shop.product_documents_changed") == [[lamp.pk]]
    document = ProductDocument.objects.in_channel(channel).get(locale="en")
    assert document.version == 1


def test_search_is_told_of_products_that_are_gone(channel, deliver):
    lamp, rug, vase = (make_product(channel, name) for name in ("Lamp", "Rug", "Vase"))
    deliver()
    # An entry that lost its documents is gone all the same.
    ProductDocument.objects.in_channel(channel).filter(product=vase).delete()
    OutboxEvent.objects.all().delete()

    catalogue.unpublish_product(product=lamp, channel=channel)
    deliver()
    withdraw_product(product_id=rug.pk)
    withdraw_product(product_id=vase.pk)

    assert products_told("shop.product_documents_changed") == [[lamp.pk], [rug.pk], [vase.pk]]
    assert not ProductEntry.objects.in_channel(channel).exists()
    assert Product.objects.count() == 3


def test_counted_sales_are_told_once(api, channel, deliver):
    lamp, rug = goods.make_product(channel, "LAMP"), goods.make_product(channel, "RUG")
    goods.make_rates(channel)
    rebuild_products(product_ids=[lamp.pk, rug.pk])
    customer = Customer(api)
    customer.add(lamp, 3)
    customer.review()
    assert customer.place().status_code == 201
    OutboxEvent.objects.all().delete()

    assert [refresh_bestsellers(channel=channel) for _again in range(2)] == [1, 0]

    [told] = OutboxEvent.objects.all()
    assert told.payload == {"channel_id": channel.pk, "product_ids": [lamp.pk]}
    assert told.topic == "shop.product_sales_counted"
    assert entry_of(channel, lamp).sold == 3
