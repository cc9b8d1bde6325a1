"""The searchable texts of a product, and how much a word found in each of them is worth."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple


class TextField(StrEnum):
    """A text of an indexed product. Each holds tokens with spaces between them."""

    NAME = "name"
    NAME_PLAIN = "name_plain"
    BRAND = "brand"
    CATEGORY = "category"
    ATTRIBUTES = "attributes"
    SUMMARY = "summary"
    DESCRIPTION = "description"


# Words of this field are folded but not stemmed: who types a word exactly as it is written is right.
PLAIN_FIELDS: Final = frozenset({TextField.NAME_PLAIN})


class Token(NamedTuple):
    """A word as the index holds it: its stem, and its folded but unstemmed form."""

    stem: str
    plain: str

    def in_field(self, field: TextField) -> str:
        """Return the form that the field is made of."""
        return self.plain if field in PLAIN_FIELDS else self.stem


Weights = Mapping[TextField, float]

# Tuned on judged queries: half of them chose nearly the same weights as the other half. BM25 takes
# the length of a text into account by itself, so a description counts for more than one may think.
DEFAULT_WEIGHTS: Final[Weights] = MappingProxyType(
    {
        TextField.NAME: 2.5,
        TextField.NAME_PLAIN: 1.5,
        TextField.BRAND: 3.0,
        TextField.CATEGORY: 3.0,
        TextField.ATTRIBUTES: 2.5,
        TextField.SUMMARY: 2.0,
        TextField.DESCRIPTION: 2.0,
    }
)
