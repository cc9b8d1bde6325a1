"""The category that comes nearest to words that find nothing, by what packs say of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from search.language.heads import heads_of_category, heads_of_name

if TYPE_CHECKING:
    from commerce.catalogue.selectors.search_feed import CategoryWord
    from search.language.analysis import Analyser
    from search.language.knowledge import Knowledge
    from search.query.fields import Token

    Term = tuple[Token, ...]

# A bookcase is a shelf, a shelf is storage, and storage is furniture: what is further away is far-fetched.
_FURTHEST: Final = 3
_MOST: Final = 100  # terms


def find_nearest_category(
    text: str, *, categories: Iterable[CategoryWord], knowledge: Knowledge
) -> CategoryWord | None:
    """Return the category whose name is nearest to what the text says, None when none is near.

    Near is the thing itself, what else it is called, and step by step the kinds it belongs to. Of
    categories equally near the first in the order of the tree.
    """
    named = _by_thing(categories, knowledge.analyser)
    level, seen = _beginnings(text, knowledge), set[tuple[str, ...]]()
    for distance in range(_FURTHEST + 1):
        new = [term for term in level if _stems(term) not in seen][:_MOST]
        seen.update(map(_stems, new))
        found = (named.get(thing) for term in new for thing in _things(term, knowledge.analyser))
        if (nearest := next(filter(None, found), None)) is not None:
            return nearest
        level = [other for term in new for other in knowledge.related(term, is_first=not distance)]
    return None


def _by_thing(categories: Iterable[CategoryWord], analyser: Analyser) -> dict[str, CategoryWord]:
    named: dict[str, CategoryWord] = {}
    for category in categories:
        if category.product_count:
            for thing in heads_of_category(category.name, analyser):
                named.setdefault(thing, category)
    return named


def _beginnings(text: str, knowledge: Knowledge) -> list[Term]:
    """Return the text as one term, what it says the thing is, and what that ends with."""
    analyser = knowledge.analyser
    tokens = tuple(each for each in analyser.tokens(text) if not analyser.is_stop_word(each.plain))
    heads = set(heads_of_name(tokens, analyser)) if tokens else set()
    single = [(token,) for token in tokens if token.stem in heads]
    tails = ((analyser.token(tail),) for each in single if (tail := knowledge.tail(each[0])))
    return [tokens, *single, *tails]


def _things(term: Term, analyser: Analyser) -> Iterator[str]:
    return heads_of_name(term, analyser) if term else iter(())


def _stems(term: Term) -> tuple[str, ...]:
    return tuple(token.stem for token in term)
