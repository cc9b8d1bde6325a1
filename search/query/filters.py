"""What a search is narrowed down to, and what moves a product up or down."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


def facet_token(field: str, value: str) -> str:
    """Return field and value as one keyword."""
    return f"{field}:{value}"


def split_token(token: str) -> tuple[str, str]:
    """Return field and value of a keyword made by `facet_token`."""
    field, _, value = token.partition(":")
    return field, value


@dataclass(frozen=True, slots=True)
class FacetFilter:
    """One of the values, in the same variant as every other filter of the question."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PriceFilter:
    """A price between both ends, ends included, in one currency; None leaves an end open.

    One variant has to cost that much and satisfy every other filter as well.
    """

    currency: str
    minimum: Decimal | None = None
    maximum: Decimal | None = None


class Measure(StrEnum):
    """A number of a product that a boost may look at."""

    PUBLISHED_AT = "published_at"  # seconds since 1970
    MARGIN = "margin"  # percent; products without one never satisfy a condition on it
    DISCOUNT = "discount"  # percent
    SOLD = "sold"
    RATING = "rating"  # 0 to 5


@dataclass(frozen=True, slots=True)
class Condition:
    """Which products a boost is about: all that is given has to be true.

    A facet is satisfied by any variant.
    """

    facet: FacetFilter | None = None
    measure: Measure | None = None
    at_least: float = 0.0
    product_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Boost:
    """Multiplies the score of the products that satisfy the condition by `factor`, above 0.

    `label` tells people why.
    """

    condition: Condition
    factor: float
    label: str = ""
