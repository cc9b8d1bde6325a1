"""Which of the things asked for can be done without first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from .analysis import Analyser
from .concepts import Understood
from .reading import TypedWord


def by_importance(
    understood: Sequence[Understood], typed: Sequence[TypedWord], analyser: Analyser
) -> list[Understood]:
    """Return the concepts, at least one, from the least to the most important.

    Common words go before rare ones, and what the thing is goes last of all.
    """
    head = _head(understood, typed, analyser)
    others = [each for each in understood if each is not head]
    return [*sorted(others, key=lambda each: -each.frequency), head]


def _head(
    understood: Sequence[Understood], typed: Sequence[TypedWord], analyser: Analyser
) -> Understood:
    """Return the last concept before the first preposition, or the first where that is the custom."""
    if analyser.language.head_first:
        return understood[0]
    name = takewhile(lambda word: not analyser.is_preposition(word.token.plain), typed)
    named = {id(word) for word in name}
    candidates = [each for each in understood if id(each.words[0]) in named]
    return (candidates or understood)[-1]
