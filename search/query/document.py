"""A product, or a page, as it is indexed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from .fields import TextField


@dataclass(frozen=True, slots=True)
class IndexedVariant:
    """What can be bought: its facet keywords (see `facet_token`) and its prices by currency."""

    facets: tuple[str, ...]
    prices: Mapping[str, Decimal]


# Stands where a product has no text. Engines take the means of lengths and the rarity of words over the
# products that have a text in the field; so all have one, and engines agree. Nobody can type it.
NO_TEXT: Final = "∅"


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """Everything an engine knows of a product.

    `texts` are tokens with spaces between them, `codes` article numbers as `code_of` writes them,
    `words` the plain forms that typing errors are corrected to. `facets` are the keywords of all
    variants together; a document without `variants` has the facets and nothing that is sold.
    `heads` say what the product is, as keywords of the fields of `query.heads`. `prices` are spans from the
    cheapest to the dearest variant. `appeal` multiplies the score.
    `checksum` stands for all of this: equal checksums, equal documents.
    """

    product_id: int
    checksum: str
    texts: Mapping[TextField, str]
    words: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    variants: tuple[IndexedVariant, ...] = ()
    heads: tuple[str, ...] = ()
    prices: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    appeal: float = 1.0
    sort_name: str = ""
    published_at: int = 0
    is_featured: bool = False
    position: int = 0
    sold: int = 0
    rating: float = 0.0
    discount: int = 0
    margin: float | None = None
    vector: tuple[float, ...] | None = None

    def complete_texts(self) -> dict[TextField, str]:
        """Return a text for every field, as engines index them: `NO_TEXT` where there is none."""
        return {field: self.texts.get(field, "").strip() or NO_TEXT for field in TextField}
