"""Which facets belong to a product as a whole, and which to one of its variants."""

from __future__ import annotations

from typing import Final

from search.query.filters import CATEGORY, RATING, facet_token

# All variants of a product are in the same categories and were rated together.
OF_PRODUCTS: Final = frozenset({CATEGORY, RATING})
_PREFIXES: Final = tuple(facet_token(field, "") for field in sorted(OF_PRODUCTS))


def is_of_variants(field: str) -> bool:
    """Whether two variants of one product may differ in the field."""
    return field not in OF_PRODUCTS


def is_token_of_variants(token: str) -> bool:
    """Whether the keyword is of such a field. Asked for each value of each variant, so it is quick."""
    return not token.startswith(_PREFIXES)
