"""What was typed, word by word, with what the index knows of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from search.query.configuration import Configuration
from search.query.fields import Token

from .analysis import Analyser

# Longer texts are cut: nobody looks for more, and nobody is to pay for it.
MAX_LENGTH: Final = 400
MAX_WORDS: Final = 24


@dataclass(frozen=True, slots=True)
class TypedWord:
    """A word of the text: its token, how it was written, and whether it says something."""

    token: Token
    spelling: str
    is_stop_word: bool


def read(text: str, analyser: Analyser, configuration: Configuration) -> list[TypedWord]:
    """Return the words of the beginning of a text. Stop words count when there is nothing else."""
    bounded = text[:MAX_LENGTH]
    pairs = list(zip(analyser.tokens(bounded), analyser.spellings(bounded), strict=True))[
        :MAX_WORDS
    ]
    stop = [_is_stop_word(token.plain, analyser, configuration) for token, _ in pairs]
    counts = not all(stop)
    return [TypedWord(*pair, is_stop and counts) for pair, is_stop in zip(pairs, stop, strict=True)]


def _is_stop_word(plain: str, analyser: Analyser, configuration: Configuration) -> bool:
    if _is_listed(plain, analyser, configuration.kept_words):
        return False
    return analyser.is_stop_word(plain) or _is_listed(plain, analyser, configuration.stop_words)


def _is_listed(plain: str, analyser: Analyser, words: frozenset[tuple[str, str]]) -> bool:
    return any(
        locale.partition("-")[0] == analyser.language.code
        and analyser.token(word.lower()).plain == plain
        for locale, word in words
    )
