"""Products and categories as the catalogue shows them. The one place here that asks the shop."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from cms.references import FoundCategory, FoundProduct, Json, Rail

from .readers import Reader


def find_products(reader: Reader, keys: Collection[int]) -> Mapping[int, FoundProduct]:
    """Return the products the channel sells, by key."""
    return {}


def find_categories(reader: Reader, keys: Collection[int]) -> Mapping[int, FoundCategory]:
    """Return the public categories, by key."""
    return {}


def find_rails(reader: Reader, rails: Collection[Rail]) -> Mapping[Rail, Sequence[Json]]:
    """Return the cards of each rail."""
    return {}
