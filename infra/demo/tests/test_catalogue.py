"""The demo catalogue holds what the shop window promises."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

import pytest

from infra.demo.catalogue import load
from infra.demo.catalogue.loading import AXES, CURRENCIES, LOCALES
from infra.demo.catalogue.model import Kind

ARABIC = re.compile(r"[\u0600-\u06ff]")


def every_variant():
    return [variant for product in load().products for variant in product.variants]


def duplicates(values):
    return [value for value, count in Counter(values).items() if count > 1]


def test_there_is_plenty_to_choose_from():
    catalogue = load()

    assert len(catalogue.products) >= 120
    assert len(every_variant()) >= 400
    assert (len(catalogue.offers), len(catalogue.vouchers)) == (5, 3)
    assert len(catalogue.reviews) == 43


def test_skus_slugs_and_picture_files_are_unique():
    catalogue = load()

    assert duplicates([product.slug for product in catalogue.products]) == []
    assert duplicates([item.sku for item in [*catalogue.products, *every_variant()]]) == []
    assert duplicates([variant.picture.file for variant in every_variant()]) == []


@pytest.mark.parametrize("currency", CURRENCIES)
def test_everything_has_a_price_and_reductions_are_reductions(currency):
    for variant in every_variant():
        price = variant.prices[currency]
        assert price.amount > 0, variant.sku
        assert price.compare_at is None or price.compare_at > price.amount, variant.sku
        assert price.amount % Decimal("0.50") == 0, variant.sku


def test_dollar_prices_are_not_converted_euros():
    ratios = {
        variant.prices["USD"].amount / variant.prices["EUR"].amount for variant in every_variant()
    }

    assert len(ratios) > 20


@pytest.mark.parametrize("locale", LOCALES)
def test_products_are_described_in_every_language(locale):
    for product in load().products:
        copy = product.copy[locale]
        assert copy.name, product.slug
        assert copy.summary, product.slug
        assert len(copy.description) > 60, product.slug


@pytest.mark.parametrize("locale", [locale for locale in LOCALES if locale != "en"])
def test_translations_are_not_the_english_text(locale):
    for product in load().products:
        english, other = product.copy["en"], product.copy[locale]
        assert other.name != english.name, product.slug
        assert other.summary != english.summary, product.slug
        assert other.description != english.description, product.slug


def test_names_are_unique_in_every_language():
    for locale in LOCALES:
        assert duplicates([product.copy[locale].name for product in load().products]) == []


def test_arabic_is_written_in_arabic():
    for product in load().products:
        copy = product.copy["ar"]
        for text in (copy.name, copy.summary, copy.description):
            assert ARABIC.search(text), product.slug
            assert not re.search("[A-Za-z]{3}", text), text


def test_words_of_the_vocabulary_are_there_in_every_language():
    catalogue = load()
    words = [
        item.names for item in (*catalogue.classes, *catalogue.attributes, *catalogue.categories)
    ]
    words += [option.labels for option in catalogue.options]

    for texts in words:
        assert list(texts) == list(LOCALES)
        assert all(texts.values())


def test_the_tree_has_two_levels_and_no_empty_shelf():
    categories = load().categories
    top = {category.code for category in categories if not category.parent}
    shelves = {category.code: category.parent for category in categories if category.parent}

    assert set(shelves.values()) == top
    assert {product.category for product in load().products} == set(shelves)


def test_facts_and_options_are_declared():
    catalogue = load()
    kinds = {attribute.code: attribute.kind for attribute in catalogue.attributes}
    options = {(option.attribute, option.code) for option in catalogue.options}

    for product in catalogue.products:
        for variant in product.variants:
            for code, value in {**product.facts, **variant.facts, **variant.options}.items():
                assert code in kinds, (product.slug, code)
                assert kinds[code] is not Kind.OPTION or (code, value) in options, (code, value)


def test_colours_and_materials_have_a_swatch_when_they_are_chosen():
    swatches = {(option.attribute, option.code): option.swatch for option in load().options}

    for variant in every_variant():
        for axis, code in variant.options.items():
            assert axis in AXES
            assert axis == "size" or re.fullmatch("#[0-9a-f]{6}", swatches[axis, code]), code


def test_some_things_are_scarce_and_few_are_gone():
    stocks = [variant.stock for variant in every_variant()]

    assert 0 < stocks.count(0) < len(stocks) / 10
    assert any(0 < stock < 4 for stock in stocks)


def test_reviews_differ_and_belong_to_products():
    catalogue = load()
    slugs = {product.slug for product in catalogue.products}

    assert {review.product for review in catalogue.reviews} <= slugs
    assert {review.score for review in catalogue.reviews} == {1, 2, 3, 4, 5}
    assert duplicates([review.body for review in catalogue.reviews]) == []


def test_offers_and_vouchers_name_categories_that_exist():
    catalogue = load()
    codes = {category.code for category in catalogue.categories}

    for item in (*catalogue.offers, *catalogue.vouchers):
        assert set(item.categories) <= codes
        assert item.ends is None or item.starts < item.ends
