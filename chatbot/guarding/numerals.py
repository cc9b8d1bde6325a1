"""Numbers as people write them: in figures of any grouping, and in words of four languages."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

LITERAL: Final = r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d+(?:[.,']\d+)*"

_BY_LANGUAGE: Final = (
    # Ones and teens, then tens; every form counts what its place says.
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen",
    "null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn"
    " sechzehn siebzehn achtzehn neunzehn",
    "- - deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "صفر واحد اثنان ثلاثه اربعه خمسه سته سبعه ثمانيه تسعه عشره",
    "- واحده اثنين ثلاث اربع خمس ست سبع ثماني تسع عشر",
)
_TENS: Final = (
    "ten twenty thirty forty fifty sixty seventy eighty ninety",
    "zehn zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
    "dix vingt trente quarante cinquante soixante septante quatrevingt nonante",
    "عشره عشرون ثلاثون اربعون خمسون ستون سبعون ثمانون تسعون",
    "عشر عشرين ثلاثين اربعين خمسين ستين سبعين ثمانين تسعين",
)
_HUNDREDS: Final = frozenset({"hundred", "hundert", "cent", "cents", "ميه", "مايه"})
_THOUSANDS: Final = frozenset({"thousand", "tausend", "mille", "الف", "الاف"})
_AND: Final = frozenset({"and", "und", "et", "و"})
_PARTS_OF_GERMAN: Final = {"ein": 1}


def _counted() -> dict[str, int]:
    found = {"quatrevingts": 80, "ميتين": 200, "مايتين": 200, "ميتان": 200}
    for line in _BY_LANGUAGE:
        found |= {word: value for value, word in enumerate(line.split())}
    for line in _TENS:
        found |= {word: 10 * value for value, word in enumerate(line.split(), 1)}
    found.pop("-", None)
    return found


_VALUES: Final = _counted()
_GERMAN: Final = sorted(
    [*_VALUES, *_PARTS_OF_GERMAN, "hundert", "tausend", "und"], key=len, reverse=True
)


def readings(literal: str) -> frozenset[Decimal]:
    """What figures may stand for: a lone separator before three figures may group or divide."""
    bare = literal.replace(" ", "").replace("'", "")
    last = max(bare.rfind("."), bare.rfind(","))
    if last < 0:
        return frozenset({Decimal(bare)})
    whole = Decimal(re.sub("[.,]", "", bare))
    if bare.count(bare[last]) > 1:
        return frozenset({whole})
    divided = Decimal(re.sub("[.,]", "", bare[:last]) + "." + bare[last + 1 :])
    is_lone = len(bare) - last == 4 and not re.search("[.,]", bare[:last])
    return frozenset({divided, whole}) if is_lone else frozenset({divided})


def value_of(words: list[str]) -> int | None:
    """What number words say together, or nothing where one of them is none."""
    parts: list[str] = []
    for word in words:
        if (found := _parts_of(word)) is None:
            return None
        parts += found
    return _sum(parts) if any(part not in _AND for part in parts) else None


def _sum(parts: list[str]) -> int:
    total = now = 0
    for part in parts:
        if part in _HUNDREDS:
            now = max(now, 1) * 100
        elif part in _THOUSANDS:
            total, now = total + max(now, 1) * 1000, 0
        elif part not in _AND:
            now += _VALUES.get(part, _PARTS_OF_GERMAN.get(part, 0))
    return total + now


def _parts_of(word: str) -> list[str] | None:
    known = _VALUES.keys() | _HUNDREDS | _THOUSANDS | _AND
    if word in known:
        return [word]
    if word.startswith("و") and word[1:] in known:
        return [word[1:]]
    return _split_german(word)


def _split_german(word: str) -> list[str] | None:
    parts: list[str] = []
    while word:
        part = next((each for each in _GERMAN if word.startswith(each)), None)
        if part is None:
            return None
        parts.append(part)
        word = word[len(part) :]
    return parts if len(parts) > 1 else None
