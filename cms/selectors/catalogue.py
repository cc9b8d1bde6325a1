"""Products and categories as the catalogue shows them. The one place here that asks the shop."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import orjson

from cms.enums import RailSource
from cms.references import FoundCategory, FoundProduct, Json, Rail
from commerce.catalogue.registry import BADGE, CATEGORY, SALE
from commerce.catalogue.selectors import showcase
from commerce.catalogue.selectors.documents import list_cards
from commerce.catalogue.selectors.matching import ProductQuestion, Sort

from .readers import Reader

_SORTS = {RailSource.NEWEST.value: Sort.NEWEST, RailSource.BESTSELLING.value: Sort.BESTSELLING}


def _product(product: showcase.ShownProduct, is_compared: bool) -> FoundProduct:
    facts = orjson.loads(product.body).get("attributes", []) if is_compared else []
    return FoundProduct(slug=product.slug, card=orjson.loads(product.card), attributes=facts)


def find_goods(
    reader: Reader, keys: Collection[int], compared: Collection[int], categories: Collection[int]
) -> tuple[Mapping[int, FoundProduct], Mapping[int, FoundCategory]]:
    """Return products and public categories, by their keys. One query at most."""
    products, rooms = showcase.find_products_and_categories(
        channel=reader.channel,
        locale=reader.locale,
        product_ids={*keys, *compared},
        category_ids=categories,
        has_body=bool(compared),
    )
    return (
        {key: _product(product, key in compared) for key, product in products.items()},
        {key: _category(category) for key, category in rooms.items()},
    )


def find_categories(reader: Reader, keys: Collection[int]) -> Mapping[int, FoundCategory]:
    """Return the public categories, by key."""
    if not keys:
        return {}
    shown = showcase.find_categories(
        channel=reader.channel, locale=reader.locale, category_ids=keys
    )
    return {key: _category(category) for key, category in shown.items()}


def _category(category: showcase.ShownCategory) -> FoundCategory:
    return FoundCategory(
        slug=category.slug, name=category.name, image=orjson.loads(category.body)["image"]
    )


def find_rails(
    reader: Reader, rails: Collection[Rail], categories: Mapping[int, FoundCategory]
) -> Mapping[Rail, Sequence[Json]]:
    """Return the cards of each rail. One query per rail."""
    return {rail: _cards(reader, rail, categories) for rail in rails}


def _cards(reader: Reader, rail: Rail, categories: Mapping[int, FoundCategory]) -> Sequence[Json]:
    category = categories.get(rail.category) if rail.category else None
    if rail.source == RailSource.CATEGORY and category is None:
        return []
    terms = [(CATEGORY, (str(rail.category),))] if category else []
    if rail.source == RailSource.ON_SALE:
        terms.append((BADGE, (SALE,)))
    question = ProductQuestion(reader.channel.default_currency, tuple(terms))
    cards = list_cards(
        channel=reader.channel,
        locale=reader.locale,
        question=question,
        sort=_SORTS.get(rail.source, Sort.FEATURED),
        bounds=slice(0, rail.limit),
    )
    return [orjson.loads(card) for card in cards]
