"""What engines get to know of a product."""

from __future__ import annotations

from decimal import Decimal

import pytest

from commerce.catalogue.services.documents import rebuild_products
from commerce.catalogue.tests.factories import (
    make_attribute,
    make_category,
    make_product,
    make_product_class,
)
from commerce.oscar.catalogue.models import Category
from search.indexing.appeal import appeal
from search.indexing.products import product_checksum
from search.indexing.sources import ProductSource
from search.indexing.texts import MOST_WORDS, plain_words
from search.query.document import IndexedVariant
from search.query.fields import TextField

pytestmark = pytest.mark.django_db


@pytest.fixture
def rug(channel):
    """A rug in two colours and sizes, with everything that can be said of it."""
    kind = make_product_class(channel.tenant, name="Rug")
    make_attribute(kind, "colour", "Moss", "Ink", is_variant_axis=True, is_facet=True)
    make_attribute(kind, "material", "Wool", is_facet=True)
    make_attribute(kind, "pile", type="integer", unit="mm")
    make_attribute(kind, "washable", name="Machine washable", type="boolean")
    make_attribute(kind, "heated", type="boolean")
    home = make_category(channel.tenant, "Home")
    rugs = make_category(channel.tenant, "Rugs", parent=home)
    sale = make_category(channel.tenant, "Last chance")
    shared = {"material": "wool", "pile": 60, "washable": True, "heated": False}
    return make_product(
        channel,
        "Woven Rugs",
        product_class=kind,
        categories=[rugs, sale],
        attributes=shared,
        summary="Soft underfoot.",
        description="<p>Made by&nbsp;hand in <b>Łódź</b></p>",
        variants=[
            {
                "attributes": {"colour": "moss"},
                "price": {"EUR": ("80.00", "100.00"), "USD": "90.00"},
                "upc": "4006381333931",
            },
            {"attributes": {"colour": "ink"}, "price": {"EUR": "120.00"}, "stock": 0},
        ],
    )


@pytest.fixture
def document(source, rug):
    (found,) = source.read([rug.pk])
    return found


def test_texts_are_tokens_of_the_language(document):
    assert document.texts == {
        TextField.NAME: "woven rug",
        TextField.NAME_PLAIN: "woven rugs",
        TextField.CATEGORY: "home rug last chanc",
        TextField.ATTRIBUTES: "wool 60mm machin washabl moss ink",
        TextField.SUMMARY: "soft underfoot",
        TextField.DESCRIPTION: "made by hand in lodz",
    }


def test_words_are_what_typing_errors_may_mean_but_not_those_of_the_description(document):
    words = "60mm chance home ink last machine moss rugs soft underfoot washable wool woven"
    assert " ".join(document.words) == words


def test_name_and_nearest_categories_say_what_it_is(document):
    assert document.heads == ("head:rug", "kind:rug", "kind:chanc")


def test_each_variant_has_what_it_alone_has(document, rug, channel):
    categories = dict(Category.objects.values_list("name", "pk"))
    ids = sorted(f"category:{categories[name]}" for name in ("Home", "Rugs", "Last chance"))
    both = {*ids, "badge:new", "badge:sale", "attr.material:wool"}
    seller = f"seller:house-{channel.tenant_id}"
    moss, ink = document.variants
    reduced = {"discount:10", "discount:20"}
    assert set(moss.facets) == {*both, *reduced, seller, "attr.colour:moss", "available:true"}
    assert set(ink.facets) == {*both, seller, "attr.colour:ink"}
    assert moss.prices == {"EUR": Decimal("80.00"), "USD": Decimal("90.00")}
    assert ink == IndexedVariant(ink.facets, {"EUR": Decimal("120.00")})
    assert set(document.facets) == set(moss.facets) | set(ink.facets)
    assert document.prices["EUR"] == (Decimal("80.00"), Decimal("120.00"))
    assert document.prices["USD"] == (Decimal("90.00"), Decimal("90.00"))


def test_article_numbers_are_compared_without_their_marks(document, rug):
    records = [child.stockrecords.get().partner_sku for child in rug.children.order_by("pk")]
    numbers = [sku.replace("-", "").lower() for sku in records]
    assert set(document.codes) == {*numbers, "4006381333931"}


def test_what_products_are_ordered_by(document, rug):
    assert (document.sort_name, document.discount) == ("woven rugs", 20)
    assert (document.position, document.is_featured, document.appeal) == (1000, False, 1.0)
    assert document.published_at == int(rug.listings.get().published_at.timestamp())


@pytest.mark.parametrize(
    ("sold", "rating", "reviews", "expected"),
    [
        (0, 0, 0, 1.0),
        (9, 0, 0, 1.1),
        (999, 0, 0, 1.3),
        (10**9, 0, 0, 1.35),
        (0, 1.0, 500, 1.0),
        (0, 5.0, 10, 1.075),
        (0, 5.0, 10**9, 1.15),
        (10**9, 5.0, 10**9, 1.5),
    ],
)
def test_appeal_grows_with_sales_and_good_reviews_within_bounds(sold, rating, reviews, expected):
    assert appeal(sold=sold, rating=rating, reviews=reviews) == expected


def test_a_checksum_is_the_same_until_something_changes(source, document, rug):
    (again,) = source.read([rug.pk])
    assert (again, dict(source.list_checksums())) == (document, {rug.pk: document.checksum})

    rug.title = "Woven Runner"
    rug.save()
    rebuild_products(product_ids=[rug.pk])

    (changed,) = source.read([rug.pk])
    assert changed.checksum != document.checksum
    assert product_checksum("a", "b", 1) != product_checksum("a", "b", 2)


def test_another_language_has_its_own_tokens(channel, rug):
    (german,) = ProductSource(channel, "de").read([rug.pk])
    assert german.texts[TextField.NAME_PLAIN] == "woven rugs"
    assert ProductSource(channel, "de").index.locale == "de"


def test_long_descriptions_are_cut():
    html = "<p>" + "word <br/>" * 5000 + "</p>"
    assert plain_words(html) == " ".join(["word"] * MOST_WORDS)
    assert plain_words("a < b &amp; c") == "a < b & c"
    assert len(plain_words("x" * 100_000)) == 8_000


def test_products_that_are_not_shown_have_no_document(channel, source):
    hidden = make_product(channel, "Hidden", is_published=False)
    assert source.read([hidden.pk]) == []
    assert source.count() == 0
