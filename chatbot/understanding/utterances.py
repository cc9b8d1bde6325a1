"""The sentences that the assistant learns from: plain files, one utterance a line.

`(a|b|)` are alternatives, `~` stands before what may follow any of the language's frames ("how can
I *"), so that no frame says anything about what somebody wants.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import cycle, islice, product
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "utterances"
OUT_OF_SCOPE: Final = "out_of_scope"
# So many sentences of a line are learned from, in frames of their own where it takes them.
FEWEST: Final = 10
MOST: Final = 20
_FRAMES: Final = "frames"
_ALTERNATIVES: Final = re.compile(r"\(([^()]*\|[^()]*)\)")


@dataclass(frozen=True)
class Section:
    """The lines of one intent in one language, with the frames of that language."""

    intent: str
    locale: str
    lines: tuple[str, ...]
    frames: tuple[str, ...]

    def sentences(self) -> Iterator[str]:
        """Every sentence that the lines stand for, in all frames."""
        for line in self.lines:
            for text in expand(line.removeprefix("~ ")):
                frames = self.frames if line[0] == "~" else ("*",)
                yield from (frame.replace("*", text) for frame in frames)

    def samples(self, chance: random.Random) -> Iterator[str]:
        """Sentences of every line, drawn by chance, in frames where the line takes them."""
        for line in self.lines:
            texts = expand(line.removeprefix("~ "))
            chance.shuffle(texts)
            for text in islice(cycle(texts), min(max(len(texts), FEWEST), MOST)):
                yield chance.choice(self.frames).replace("*", text) if line[0] == "~" else text


def read_sections() -> list[Section]:
    """Read the sentences of all languages."""
    return [section for file in sorted(FOLDER.glob("*.txt")) for section in _read(file)]


def digest() -> str:
    """Name the state of the sentences, so that what was learned from them can be told apart."""
    return sha256(b"".join(file.read_bytes() for file in sorted(FOLDER.glob("*.txt")))).hexdigest()


def expand(line: str) -> list[str]:
    """Every sentence that a line with alternatives stands for."""
    parts = [part.split("|") for part in _ALTERNATIVES.split(line)]
    return [" ".join("".join(each).split()) for each in product(*parts)]


def _read(file: Path) -> list[Section]:
    found: dict[str, list[str]] = {}
    for line in filter(None, map(str.strip, file.read_text("utf-8").splitlines())):
        if line[0] == "[":
            lines = found.setdefault(line.strip("[]"), [])
        elif line[0] != "#":
            lines.append(line)
    frames = tuple(found.pop(_FRAMES))
    return [Section(name, file.stem, tuple(lines), frames) for name, lines in found.items()]
