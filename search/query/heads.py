"""What a product is, as its name and its category say: kept apart from all that is said of it."""

from __future__ import annotations

from typing import Final

from .filters import Boost, Condition, FacetFilter
from .words import Words

# Fields of an index beside those of the catalogue. A name says what a thing is; its category at least
# what kind of thing.
HEAD: Final = "head"
KIND: Final = "kind"
HEAD_FIELDS: Final = frozenset({HEAD, KIND})
KIND_FACTOR: Final = 2.0
TYPED_FACTOR: Final = 1.25
HEAD_FACTOR: Final = 1.2
# How explanations call the advantage of what is called as was typed, and not by another word.
TYPED: Final = "typed"


def head_boosts(words: Words | None) -> tuple[Boost, ...]:
    """Return what puts things that are what is looked for before things that only have to do with it."""
    if words is None or not words.heads:
        return ()
    named = words.named or words.heads
    return (
        Boost(Condition(facet=FacetFilter(KIND, words.heads)), KIND_FACTOR, KIND),
        Boost(Condition(facet=FacetFilter(KIND, named)), TYPED_FACTOR, TYPED),
        Boost(Condition(facet=FacetFilter(HEAD, words.heads)), HEAD_FACTOR, HEAD),
    )
