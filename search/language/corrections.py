"""What a typing error may have been meant to be, and whether that is sure enough to be looked for."""

from __future__ import annotations

from typing import Final, NamedTuple

from search.query.fields import Token

from .knowledge import Knowledge
from .lexicon import Correction
from .scripts import has_runs

# Corrections further from the likeliest than this are not looked for.
_COST_RANGE: Final = 0.75
_MOST: Final = 4
_SHORTEST_SURE: Final = 4  # letters
# A word that only the index knows is taken for a possible error when a neighbour is this many times
# more frequent.
_SUSPICION: Final = 50


class Corrections(NamedTuple):
    """What a word may be an error for, the likeliest first.

    `applied` are looked for beside the word; `possible` only where they stand beside a neighbour of it,
    as the catalogue says it; `offered` is only told.
    """

    applied: tuple[Correction, ...] = ()
    possible: tuple[Correction, ...] = ()
    offered: str | None = None


class Corrector:
    """Corrects what no catalogue, trade or language knows; of what one of them knows it may offer more.

    A word that finds something is left alone.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def correct(self, token: Token, *, is_alone: bool) -> Corrections:
        """Return what the word may be an error for; nothing when it finds something.

        A word of three letters may be anything where no other stands beside it.
        """
        if self._knowledge.finds(token) or has_runs(token.plain) or self._knowledge.parts(token):
            return Corrections()
        found = self._near(token, _MOST)
        if not found:
            return Corrections()
        is_sure = len(token.plain) >= _SHORTEST_SURE or not is_alone
        if is_sure and not self._knowledge.is_of_language(token):
            likely = (each for each in found if each.cost <= found[0].cost + _COST_RANGE)
            return Corrections(applied=tuple(likely))
        near = tuple(each for each in found if each.distance == 1)
        return Corrections(possible=near, offered=self._offer(near))

    def guess(self, token: Token, edits: int) -> Corrections:
        """Return what is that many edits away, even from a word that only the index knows."""
        if has_runs(token.plain) or self._knowledge.is_of_language(token):
            return Corrections()
        found = self._near(token, _MOST, edits)
        near = (each for each in found if each.cost <= found[0].cost + _COST_RANGE)
        return Corrections(applied=tuple(near))

    def suspect(self, token: Token) -> Correction | None:
        """Return the far more frequent neighbour that a rare word may be an error for."""
        lexicon = self._knowledge.lexicon
        limit = lexicon.frequency(token.plain) * _SUSPICION
        is_rare = 0 < limit <= lexicon.largest and len(token.plain) >= _SHORTEST_SURE
        if not is_rare or self._knowledge.is_of_language(token):
            return None
        best = next(iter(self._near(token, 1, 1)), None)
        return best if best is not None and best.frequency >= limit else None

    def _offer(self, near: tuple[Correction, ...]) -> str | None:
        """Return the likeliest word that the language has as well: nobody means the name of a product."""
        words = (each.word for each in near)
        token = self._knowledge.analyser.token
        return next((word for word in words if self._knowledge.is_of_language(token(word))), None)

    def _near(self, token: Token, limit: int, edits: int | None = None) -> list[Correction]:
        """Return the words of the index that are near; never one that says nothing."""
        found = self._knowledge.lexicon.correct(token.plain, 2 * limit, edits=edits)
        says_nothing = self._knowledge.analyser.is_stop_word
        return [each for each in found if not says_nothing(each.word)][:limit]
