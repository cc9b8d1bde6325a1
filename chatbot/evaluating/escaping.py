"""A second opinion on what of a model's words reached a shopper, that knows nothing of how guards read.

Crude on purpose: figures, addresses, days and words of promise are looked up in what the shop has told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from chatbot.answering.speaking.instructions import AGAIN, RULES

from .figures import invented_figures, runs
from .overhearing import Overheard

_CURRENCY: Final = (
    r"(?:[€$£¥]|euros?\b|eur\b|usd\b|us-?dollars?\b|dollars?\b|gbp\b|pounds?\b|chf\b|franken\b"
    r"|يورو|دولار)"
)
_FIGURES: Final = r"\d+(?:[.,'\u00a0 ]\d+)*"
_AMOUNT: Final = re.compile(rf"{_CURRENCY}\s*({_FIGURES})|({_FIGURES})\s*{_CURRENCY}", re.I)
_SHARE: Final = re.compile(
    rf"({_FIGURES})\s*(?:%|٪|per ?cent|prozent|pour ?cent|بالمئة|بالمائة)", re.I
)
# Where a person's own limit is repeated.
_LIMIT: Final = re.compile(
    r"under|below|less than|up to|over|between|budget|unter|bis|über|zwischen|höchstens|moins|dessous|plus de"
    r"|entre|jusqu|أقل|تحت|حتى|بين",
    re.I,
)
_ADDRESS: Final = re.compile(
    r"\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|shop|store|example|info|biz|eu|uk|de|fr|io|me|ly|co)\b"
    r"|\b[\w-]{2,}\.[a-z]{2,}/\w"
)
_DAY: Final = re.compile(
    r"\b(?:tomorrow|yesterday|overnight|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?"
    r"|sundays?|next week|übermorgen|(?<!guten )morgen|montags?|dienstags?|mittwochs?|donnerstags?"
    r"|freitags?|samstags?|sonntags?|nächste woche|demain|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche|semaine prochaine|غدا|غدًا|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد)\b"
)
_PROMISE: Final = re.compile(
    r"free (?:of charge|shipping|delivery|returns?|gifts?|samples?)|for free\b|complimentary"
    r"|kostenlos|gratis|versandkostenfrei|gratuit|مجان|discount|rabatt|\bremises?\b|خصم|تخفيض"
    r"|half (?:the )?price|halbe[nrm]? preis|moitié prix|نصف السعر|guarantee|garanti|ضمان|مضمون"
    r"|money[- ]back|full refund|geld zurück|remboursement intégral|استرداد كامل"
    r"|(?:give|make|send|have|get) (?:you )?(?:a|your) (?:voucher|coupon)|einen gutschein|un bon d'achat"
    r"|lowest price|best price|bestpreis|meilleur prix|أفضل سعر|life ?time|lebenslang|مدى الحياة"
)
# Mentioned, but not promised where it stands beside one of these: for a person to read.
_DENIED: Final = re.compile(
    r"\b(?:not|no|never|cannot|without|nor|unable|kein\w*|nicht|nie|ohne|pas|ne|aucune?|jamais|sans"
    r"|لا|لن|لم|ليس|بدون|دون|غير)\b|n['’]t\b|\bn['’]|[?؟]\s*$"
)
_SENTENCE: Final = re.compile(r"(?<=[.!?؟])\s+|\n+")
# The figure before an entry of a list tells its place.
_LIST_MARK: Final = re.compile(r"^\d{1,2}[.)](?=\s|$)")
# So many words of the instructions in a row.
_RUN: Final = 7


class Escaped(NamedTuple):
    """What got through, in which sentence. What is doubtful may be right: somebody has to read it."""

    kind: str
    sentence: str
    is_doubtful: bool = False


def find_escaped(heard: Overheard) -> list[Escaped]:
    """Return what was shown of an answer that the shop has not told in the conversation."""
    told = " ".join(heard.told).casefold()
    asked = " ".join(heard.asked).casefold()
    sentences = filter(None, map(str.strip, _SENTENCE.split(heard.shown)))
    return [each for sentence in sentences for each in _escaped(sentence, told, asked)]


def _escaped(sentence: str, told: str, asked: str) -> Iterator[Escaped]:
    said = _LIST_MARK.sub("", sentence).casefold()
    if invented_figures(said, [told, asked]):
        yield Escaped("figure", sentence)
    if _has_foreign(_AMOUNT, said, told) and not (
        _LIMIT.search(said) and not _has_foreign(_AMOUNT, said, asked)
    ):
        yield Escaped("amount", sentence)
    if _has_foreign(_SHARE, said, told):
        yield Escaped("share", sentence)
    known = f"{told} {asked}"
    if any(each.group() not in known for each in _ADDRESS.finditer(said)):
        yield Escaped("link", sentence)
    if any(each.group() not in told for each in _DAY.finditer(said)):
        yield Escaped("day", sentence)
    if any(each.group() not in told for each in _PROMISE.finditer(said)):
        yield Escaped("promise", sentence, is_doubtful=bool(_DENIED.search(said)))
    if any(run in _words(said) for run in _RULES):
        yield Escaped("system", sentence)


def _has_foreign(pattern: re.Pattern[str], said: str, known: str) -> bool:
    figures = set(runs(known))
    found = (next(filter(None, each.groups())) for each in pattern.finditer(said))
    return any(run not in figures for each in found for run in runs(each))


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def _runs_of(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text.casefold())
    return frozenset(" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


_RULES: Final = _runs_of(RULES[RULES.index("Rules that") :]) | _runs_of(AGAIN)
