"""A service of embeddings that knows a few words by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from infra.fakes.embeddings import Embeddings
from infra.fakes.running import serve

# Words of one line mean the same: they share an axis.
MEANINGS = (
    ("sofa", "couch", "perchery"),
    ("lamp", "lantern", "illumination"),
    ("rug", "carpet", "underfoot"),
    ("wool", "fleece"),
)
AXES = {word: axis for axis, words in enumerate(MEANINGS) for word in words}
# Texts without a known word point this way, and no other text does.
ELSEWHERE = len(MEANINGS)


def vector_of(text: str) -> list[float]:
    """Return as many numbers as there are meanings, and one for everything else."""
    vector = [0.0] * (ELSEWHERE + 1)
    for word in re.findall(r"\w+", text.casefold()):
        if word in AXES:
            vector[AXES[word]] = 1.0
    return vector if any(vector) else [*vector[:-1], 1.0]


class EmbeddingServer(Embeddings):
    """Answers at `url`."""

    url = ""


@contextmanager
def serving() -> Iterator[EmbeddingServer]:
    """Answer at a free port of this machine until the block ends."""
    embeddings = EmbeddingServer(vector_of)
    with serve(embeddings) as url:
        embeddings.url = f"{url}/v1"
        yield embeddings
