"""What filters, counts and orders need of a document: one line of the journal each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

import orjson

from search.query.document import IndexDocument
from search.query.filters import split_token

# A set of variants is a set of bits in a signed number of 64; variants beyond the last bit share it.
LAST_BIT: Final = 61
ALL_VARIANTS: Final = (1 << (LAST_BIT + 1)) - 1

# Amounts are counted in whole ten-thousandths: exact in every currency.
SCALE: Final = 10_000


@dataclass(frozen=True, slots=True)
class Facts:
    """A document without its texts. Variants are bits, amounts are scaled.

    `facets` are the variants that have a value, by field and value; `amounts` the variants that
    cost an amount, by currency; `spans` the cheapest and the dearest, by currency.
    """

    id: int
    checksum: str
    facets: Mapping[str, Mapping[str, int]]
    amounts: Mapping[str, list[tuple[int, int]]]
    spans: Mapping[str, tuple[int, int]]
    appeal: float
    sort_name: str
    published_at: int
    is_featured: bool
    position: int
    sold: int
    rating: float
    discount: int
    margin: float | None
    vector: list[float] | None


def facts_of(document: IndexDocument) -> Facts:
    """Return what the columns keep of the document."""
    return Facts(
        id=document.product_id,
        checksum=document.checksum,
        facets=_facets_of(document),
        amounts=_amounts_of(document),
        spans={code: (scaled(low), scaled(high)) for code, (low, high) in document.prices.items()},
        appeal=document.appeal,
        sort_name=document.sort_name,
        published_at=document.published_at,
        is_featured=document.is_featured,
        position=document.position,
        sold=document.sold,
        rating=document.rating,
        discount=document.discount,
        margin=document.margin,
        vector=None if document.vector is None else list(document.vector),
    )


def scaled(amount: Decimal) -> int:
    """Return the amount in ten-thousandths, the next lower one."""
    return int((amount * SCALE).to_integral_value(ROUND_FLOOR))


def scaled_up(amount: Decimal) -> int:
    """Return the amount in ten-thousandths, the next higher one."""
    return int((amount * SCALE).to_integral_value(ROUND_CEILING))


def unscaled(amount: int) -> Decimal:
    """Return the amount in the currency's own unit, with two places at least."""
    exact = Decimal(amount) / SCALE
    return exact.quantize(Decimal("0.01")) if amount % 100 == 0 else exact


def line_of(facts: Facts) -> bytes:
    """Return the facts as one line."""
    return orjson.dumps(facts, option=orjson.OPT_APPEND_NEWLINE)


def gone_line(product_id: int) -> bytes:
    """Return the line that says: this product is no longer here."""
    return orjson.dumps({"gone": product_id}, option=orjson.OPT_APPEND_NEWLINE)


def read_lines(lines: Iterable[bytes]) -> dict[int, Facts | None]:
    """Return the last word on every product that the lines mention; None for those that are gone."""
    latest: dict[int, Facts | None] = {}
    for line in lines:
        entry = orjson.loads(line)
        if "gone" in entry:
            latest[entry["gone"]] = None
        else:
            latest[entry["id"]] = Facts(**entry)
    return latest


def _facets_of(document: IndexDocument) -> dict[str, dict[str, int]]:
    """Return the variants of each value; what no variant has of its own belongs to all of them."""
    bits: defaultdict[str, int] = defaultdict(int)
    for number, variant in enumerate(document.variants):
        for token in variant.facets:
            bits[token] |= _bit(number)
    for token in (*document.facets, *document.heads):
        bits.setdefault(token, ALL_VARIANTS)
    facets: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for token, variants in bits.items():
        field, value = split_token(token)
        facets[field][value] = variants
    return facets


def _amounts_of(document: IndexDocument) -> dict[str, list[tuple[int, int]]]:
    bits: defaultdict[str, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for number, variant in enumerate(document.variants):
        for currency, amount in variant.prices.items():
            bits[currency][scaled(amount)] |= _bit(number)
    return {
        currency: [(variants, amount) for amount, variants in by_amount.items()]
        for currency, by_amount in bits.items()
    }


def _bit(number: int) -> int:
    return 1 << min(number, LAST_BIT)
