"""How many parts a text message is sent in: carriers count and charge them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Each is sent as two characters.
_EXTENDED: Final = frozenset("\f^{}\\[~]|€")
MOST_SEGMENTS: Final = 10


@dataclass(frozen=True, slots=True)
class Length:
    """`characters` as the encoding counts them, and in how many `segments` they are sent."""

    encoding: str
    characters: int
    segments: int

    @property
    def is_too_long(self) -> bool:
        return self.segments > MOST_SEGMENTS


def length_of(text: str) -> Length:
    """Count a text as GSM 03.38 does: in seven bits where that has all its letters, else in UCS-2.

    A message of several parts loses some room of each to the numbering.
    """
    signs = set(text)
    if signs <= _BASIC | _EXTENDED:
        sizes = [2 if sign in _EXTENDED else 1 for sign in text]
        return _length("GSM-7", sizes, 160, 153)
    sizes = [2 if ord(sign) > 0xFFFF else 1 for sign in text]
    return _length("UCS-2", sizes, 70, 67)


def _length(encoding: str, sizes: list[int], alone: int, each: int) -> Length:
    total = sum(sizes)
    if total <= alone:
        return Length(encoding, total, 1 if total else 0)
    segments, room = 1, each
    for size in sizes:
        if size > room:  # a sign of two characters is never cut apart
            segments, room = segments + 1, each
        room -= size
    return Length(encoding, total, segments)
