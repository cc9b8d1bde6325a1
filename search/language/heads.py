"""What a thing is: the head of a noun phrase, beside what it is for, made of, or like.

English puts the head last, before the first preposition ("desk lamp with a shade"), French first ("lampe
de bureau"). Where compounds are one word, a name has one noun and what else it is called: any of its words
may be the head.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from search.query.fields import Token

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


def looked_for(head: Understood, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the stems of all that the head may be called, in compounds too."""
    stems: dict[str, None] = {}
    for alternative in head.concept.alternatives:
        last = _head_of(alternative.tokens, knowledge.analyser)
        longer = knowledge.longer(last, _MOST_LONGER)
        stems.update((token.stem, None) for token in (last, *longer))
    return tuple(stems)


def heads_of_name(tokens: Sequence[Token], analyser: Analyser) -> Iterator[str]:
    """Yield the stems of what a name may say that the thing is."""
    named = _before_preposition(tokens, analyser)
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
        if not analyser.is_passed_over(token.plain):
            return


def _before_preposition(tokens: Sequence[Token], analyser: Analyser) -> list[Token]:
    said = [token for token in tokens if not token.plain[:1].isdigit()]
    first = list(itertools.takewhile(lambda token: not analyser.is_preposition(token.plain), said))
    return first or said


def _says_something(token: Token, analyser: Analyser) -> bool:
    return not (analyser.is_stop_word(token.plain) or token.plain[:1].isdigit())


def _first_of(concepts: Sequence[Understood], analyser: Analyser) -> Understood:
    fitting = (each for each in concepts if not analyser.is_passed_over(each.words[-1].token.plain))
    return next(fitting, concepts[0])


def _head_of(tokens: Sequence[Token], analyser: Analyser) -> Token:
    """Return the token of a term that says what it is: "chest of drawers" is a chest."""
    if analyser.language.head_first:
        return tokens[0]
    return (_before_preposition(tokens, analyser) or tokens)[-1]
