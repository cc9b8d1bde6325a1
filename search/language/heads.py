"""What a thing is: the head of a noun phrase, beside what it is for, made of, or like.

English puts the head last, before the first preposition ("desk lamp with a shade"), French first ("lampe
de bureau"). Where compounds are one word, a name has one noun and what else it is called: any of its words
may be the head.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from search.query.fields import Token
from search.query.words import Origin

from .analysis import Analyser
from .concepts import Understood
from .knowledge import Knowledge
from .reading import TypedWord

# Compounds that end with a head are looked for up to so many.
_MOST_LONGER: Final = 40
# Between the things that one category is for: "Mugs & cups", "Baskets, boxes".
_AND: Final = re.compile(r"[&,/+;|]")


def head_concept(
    understood: Sequence[Understood], typed: Sequence[TypedWord], analyser: Analyser
) -> Understood:
    """Return the concept that says what the thing is."""
    if analyser.language.head_first:
        return _first_of(understood, analyser)
    name = itertools.takewhile(lambda word: not analyser.is_preposition(word.token.plain), typed)
    named = {id(word) for word in name}
    candidates = [each for each in understood if id(each.words[0]) in named]
    return _first_of(list(reversed(candidates or understood)), analyser)


class Heads(NamedTuple):
    """The stems of all that a thing may be called, and those that were typed, or meant, of them."""

    heads: tuple[str, ...]
    named: tuple[str, ...]


def looked_for(head: Understood, knowledge: Knowledge) -> Heads:
    """Return what the head may be called, in compounds too."""
    heads: dict[str, bool] = {}
    for alternative in head.concept.alternatives:
        is_named = alternative.origin is not Origin.SYNONYM
        last = knowledge.head(alternative.tokens)
        for token in (last, *knowledge.longer(last, _MOST_LONGER)):
            heads[token.stem] = heads.get(token.stem, False) or is_named
    return Heads(tuple(heads), tuple(stem for stem, is_named in heads.items() if is_named))


def heads_of_name(tokens: Sequence[Token], analyser: Analyser) -> Iterator[str]:
    """Yield the stems of what a name may say that the thing is."""
    named = analyser.before_preposition(tokens)
    if analyser.language.links:
        yield from (token.stem for token in named)
    else:
        yield from _ordered(named if not analyser.language.head_first else tokens, analyser)


def heads_of_category(name: str, analyser: Analyser) -> Iterator[str]:
    """Yield the stems of the things that a category is for."""
    for part in _AND.split(name):
        yield from heads_of_name(analyser.tokens(part), analyser)


def _ordered(tokens: Sequence[Token], analyser: Analyser) -> Iterator[str]:
    """Yield the head, behind what says nothing of a thing, such as "set"."""
    said = [token for token in tokens if _says_something(token, analyser)]
    for token in said if analyser.language.head_first else reversed(said):
        yield token.stem
        yield from (single.stem for single in analyser.singles(token.plain)[-1:])
        if not analyser.is_passed_over(token.plain):
            return


def _says_something(token: Token, analyser: Analyser) -> bool:
    return not (analyser.is_stop_word(token.plain) or token.plain[:1].isdigit())


def _first_of(concepts: Sequence[Understood], analyser: Analyser) -> Understood:
    fitting = (each for each in concepts if not analyser.is_passed_over(each.words[-1].token.plain))
    return next(fitting, concepts[0])
