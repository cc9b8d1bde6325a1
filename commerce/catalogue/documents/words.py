"""The words that staff find goods by: of names in every language, and of SKUs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from .facts import ProductFacts
from .rows import Rows, TextRow
from .texts import sort_key

LONGEST: Final = 40
_WORD: Final = re.compile(r"[^\W_]+")
# (key of what is sold, form of the word)
Word = tuple[int, str]


def forms_of(text: str) -> list[str]:
    """Return each word of a text as it is stored, without regard to case and accents.

    The form of a word begins with the forms of its beginnings. It is written in hexadecimal digits,
    which every database sorts alike, whatever the language of its collation.
    """
    return [word[:LONGEST].encode().hex() for word in _WORD.findall(sort_key(text))]


def words_of(facts: ProductFacts, rows: Rows) -> list[Word]:
    """Return the words of each variant of a product, sorted; a SKU may be any seller's."""
    shared = {*_names(facts.row.title, facts.texts.values())}
    found: set[Word] = set()
    for variant in facts.variants:
        own = _names(variant.row.title, variant.texts.values())
        skus = (stock.sku for stock in rows.stock.get(variant.row.id, ()))
        for text in (*shared, *own, *skus):
            found.update((variant.row.id, form) for form in forms_of(text))
    return sorted(found)


def _names(title: str | None, texts: Iterable[TextRow]) -> Iterator[str]:
    yield title or ""
    yield from (row.name for row in texts)
