"""What a product is, as its name and its category say: kept apart from all that is said of it."""

from __future__ import annotations

from typing import Final

from .filters import Boost, Condition, FacetFilter
from .words import Words

# Fields of an index beside those of the catalogue. A name says what a thing is; its category at least
# what kind of thing.
HEAD: Final = "head"
KIND: Final = "kind"
HEAD_FIELDS: Final = {KIND: 2.5, HEAD: 1.2}


def head_boosts(words: Words | None) -> tuple[Boost, ...]:
    """Return what puts things that are what is looked for before things that only have to do with it."""
    if words is None or not words.heads:
        return ()
    return tuple(
        Boost(Condition(facet=FacetFilter(field, words.heads)), factor, field)
        for field, factor in HEAD_FIELDS.items()
    )
