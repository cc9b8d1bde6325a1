"""How alike two ways of asking the same are, by the words that say something.

Words, pairs and pieces of words count the more, the fewer of the things that shops are asked at all
have them: "how can I" says nothing, "send back" does.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final, NamedTuple

from chatbot.understanding.features import pieces, words
from chatbot.understanding.utterances import OUT_OF_SCOPE, read_sections

_NOTATION: Final = re.compile(r"[()|~*]")
# Half of a phrase that was made to be short, such as a name, need not say the other half.
_COVERED: Final = 0.5


class Found(NamedTuple):
    """The place of a phrase in its list, and how alike it is, up to 1."""

    place: int
    score: float


class Phrases:
    """Phrases that are compared with what somebody says. The work of one look is bounded."""

    def __init__(self, texts: Iterable[str], locale: str) -> None:
        self._weigh = weights_of(locale)
        self._sizes: list[float] = []
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(texts):
            found = set(pieces(words(text)))
            self._sizes.append(self._size(found))
            for piece in found:
                self._places[piece].append(place)

    def find(self, text: str, most: int = 3) -> list[Found]:
        """The phrases most like the text, the best first."""
        said = set(pieces(words(text)))
        whole = self._size(said)
        shared: defaultdict[int, float] = defaultdict(float)
        for piece in said & self._places.keys():
            weight = self._weigh(piece) ** 2
            for place in self._places[piece]:
                shared[place] += weight
        scores = (Found(place, self._score(place, both, whole)) for place, both in shared.items())
        return sorted(scores, key=lambda found: (-found.score, found.place))[:most]

    def _score(self, place: int, both: float, whole: float) -> float:
        """Between what the two share of both, and what is shared of the phrase alone."""
        size = self._sizes[place]
        alike = both / math.sqrt(size * whole)
        return (1 - _COVERED) * alike + _COVERED * both / size if size else 0.0

    def _size(self, found: Iterable[str]) -> float:
        return sum(self._weigh(piece) ** 2 for piece in found)


class _Weights:
    """What a piece of a text counts in one language."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._most = math.log(1 + len(texts))
        counts = Counter(piece for text in texts.values() for piece in set(pieces(words_of(text))))
        self._known = {piece: self._of(count) for piece, count in counts.items()}

    def __call__(self, piece: str) -> float:
        return self._known.get(piece, self._most)

    def _of(self, count: int) -> float:
        return max(self._most - math.log(1 + count), 0.05)


@cache
def weights_of(locale: str) -> _Weights:
    """What pieces count, by how many of the house's intents have them; English for other languages."""
    sections = [each for each in read_sections() if each.intent != OUT_OF_SCOPE]
    spoken = {each.locale for each in sections}
    own = [each for each in sections if each.locale == (locale if locale in spoken else "en")]
    return _Weights({each.intent: " \n".join((*each.lines, *each.frames)) for each in own})


def words_of(text: str) -> list[str]:
    """All words of a long text; `words` stops where nobody says more in one message."""
    return [word for line in _NOTATION.sub(" ", text).splitlines() for word in words(line)]
