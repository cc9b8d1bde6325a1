"""Whether a text gives away what it must not: keys, the system's own text, data of others."""

from __future__ import annotations

import base64
import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from .plain import plain

# So many words of a secret text in a row give it away.
_RUN: Final = 8
_SHORTEST: Final = 4
# Or so many of the threes of words in a sentence, where others were left out or put in.
_ALIKE: Final = 0.5
_SENTENCE: Final = re.compile(r"[.!?;:]")
_KEY: Final = re.compile(
    r"\b(?:sk|pk|rk|whsec|xox[abp])[-_][\w-]{12,}|\bAKIA[0-9A-Z]{12,}|\bAIza[\w-]{20,}"
    r"|\beyJ[\w-]{10,}\.[\w-]{10,}|-----BEGIN [A-Z ]*KEY|\bBearer\s+[\w.-]{16,}|\bgh[pousr]_\w{20,}"
)
_ENCODED: Final = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
_HEX: Final = re.compile(r"(?:[0-9a-fA-F]{2}[ :]?){8,}")


def leaks(text: str, secrets: Iterable[str]) -> list[str]:
    """Return the secrets, and the patterns of keys, that the text gives away, in whatever dress.

    A short secret is found whole, a long one by any eight words of it in a row, or
    by a sentence that is mostly made of it; both also
    backwards, spelled apart, in base64, in hexadecimal and turned by thirteen letters.
    """
    dressed = list(_dressed(text))
    found = []
    for secret in secrets:
        read = _read_secret(secret)
        if any(_gives(each, read) for each in dressed):
            found.append(secret)
    return found + [each.group() for each in _KEY.finditer(text)]


def _dressed(text: str) -> Iterator[str]:
    yield text
    yield text[::-1]
    yield codecs.encode(text, "rot13")
    for each in _ENCODED.findall(text):
        yield from _read(_of_base64, each)
    for each in _HEX.findall(text):
        yield from _read(bytes.fromhex, re.sub("[ :]", "", each))


def _read(decode: Callable[[str], bytes], text: str) -> Iterator[str]:
    try:
        yield decode(text).decode()
    except ValueError:
        return


def _of_base64(text: str) -> bytes:
    bare = text.rstrip("=")
    return base64.urlsafe_b64decode(
        bare.replace("+", "-").replace("/", "_") + "=" * (-len(bare) % 4)
    )


class _Secret(NamedTuple):
    """What of a secret gives it away: the whole of a short one, or else runs and threes of words."""

    whole: str
    runs: tuple[str, ...]
    threes: frozenset[tuple[str, str, str]]


# Each sentence of each answer is held to the same instructions: they are read once.
@lru_cache(maxsize=64)
def _read_secret(secret: str) -> _Secret:
    words = re.findall(r"\w+", plain(secret))
    if len(words) <= _RUN:
        return _Secret(_tight(secret), (), frozenset())
    starts = range(len(words) - _RUN + 1)
    runs = tuple("".join(words[start : start + _RUN]) for start in starts)
    return _Secret("", runs, frozenset(zip(words, words[1:], words[2:], strict=False)))


def _gives(text: str, secret: _Secret) -> bool:
    said = _tight(text)
    if not secret.runs:
        return len(secret.whole) >= _SHORTEST and secret.whole in said
    return any(run in said for run in secret.runs) or _is_alike(text, secret.threes)


def _is_alike(text: str, known: frozenset[tuple[str, str, str]]) -> bool:
    """Whether a sentence is made of the secret's words, half of its threes of words as they stand there."""
    for sentence in _SENTENCE.split(plain(text)):
        said = re.findall(r"\w+", sentence)
        threes = list(zip(said, said[1:], said[2:], strict=False))
        if len(said) >= _RUN and sum(each in known for each in threes) >= _ALIKE * len(threes):
            return True
    return False


def _tight(text: str) -> str:
    return "".join(re.findall(r"\w", plain(text)))
