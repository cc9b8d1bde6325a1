"""What a text claims: amounts, shares, days, spans of time, numbers, addresses, codes, promises."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple

from . import wording
from .dates import DATES, days_of
from .numerals import LITERAL, readings, value_of
from .plain import plain, visible

Kind = Literal[
    "markup", "link", "contact", "date", "percent", "amount", "duration", "code", "voucher",
    "number", "promise",
]  # fmt: skip


class Claim(NamedTuple):
    """Something that is so or is not. Where a value is a set, any of it may be meant."""

    kind: Kind
    value: Any
    words: str
    place: int = 0
    is_limit: bool = False
    is_least: bool = False
    # Whether the limit is said of what something costs, as in "it is below 40 €".
    is_told: bool = False


# So many of something may be counted without having been told.
_COUNTED: Final = 3
_RANGE: Final = rf"(?:{LITERAL})(?:(?: ?- ?| (?:to|and|bis|und|a|et|الي|و) )(?:{LITERAL}))?"
_TLD: Final = (
    "com|net|org|io|shop|store|example|test|invalid|info|biz|app|dev|eu|uk|ch|de|fr|link|xyz|online"
    "|site|top|click|ru|cn|ae|eg|ai|ly|gg|tv|cc|ca|au|nl|pl|dk|fi|pt|jp|kr|br|mx|tk|ml|ga|gq|cf|pw|ws|su"
)
_DOT: Final = r"(?: ?[.。]|\[\.\]|\(\.\)| ?[(\[]?(?:dot|punkt|point|نقطه)[)\]]? )"
# Pictures, tags and links; marks of roles and calls of tools; and what is long and means nothing.
_MARKUP: Final = re.compile(
    r"!\s*\[[^\]]*\]|</?[a-z!][^>]*>?|\bdata:\s*[a-z]+/|javascript:|\]\s*\(|^\s*\[[^\]]+\]:"
    r"|<\|[^>]*\|?>?|\[/?INST\]|[{\[]\s*[\"']\w+[\"']\s*:|^\s*(?:system|assistant|user|tool)\s*:"
    r"|[A-Za-z0-9+/]{32,}|(?:[0-9a-fA-F]{2}[ :]?){16,}|```",
    re.IGNORECASE | re.MULTILINE,
)
# What somebody was to fill in, and names of tools: "[Customer Name]", "{{ price }}", "___", "find_pages".
_TEMPLATE: Final = re.compile(
    r"\[\s*[^\W\d_][^\[\]\n]{1,60}\]|\{\s*[^\W\d][^{}\n]{0,60}\}|\{%|_{3,}"
    r"|(?<![\w@./-])[a-z]{3,}(?:_[a-z]{3,})+(?![\w@])"
)
_MAIL: Final = re.compile(rf"[\w.+-]+ ?(?:@|[(\[]at[)\]]) ?[\w-]+(?:{_DOT}[\w-]+)+")
_LINK: Final = re.compile(
    r"(?:https?|hxxps?|ftp|mailto|tel):\S+|\bwww\.\S+"
    rf"|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*{_DOT}(?:{_TLD})\b(?:[/?]\S*)?"
    # Beside a path, or below a name, every ending is one: not all are listed, and some are words.
    r"|\b[a-z0-9-]{1,63}(?:[.。][a-z0-9-]+)*[.。][a-z]{2,24}/\w\S*"
    r"|\b[a-z0-9-]{2,}[.。][a-z0-9-]{2,}[.。][a-z]{2,24}\b"
    r"|(?<![\w/.<])/[a-z][\w-]*(?:/[\w.?=&%-]*)*"
)
_PHONE: Final = re.compile(r"(?<![\w-])(?:\+|00)?\(?\d[\d ()/.-]{5,}\d(?!\w)")
_PERCENT: Final = re.compile(rf"({_RANGE}) ?-?(?:{wording.PERCENT})|% ?({_RANGE})")
_AMOUNT: Final = re.compile(
    rf"(?<!\w)(?P<before>{wording.CURRENCY}) ?(?P<first>{_RANGE})"
    rf"|(?P<second>{_RANGE})(?:,-|\.-)?[ -]?(?P<after>{wording.CURRENCY})"
)
_CENTS: Final = re.compile(rf"({_RANGE}) ?(?:{wording.CENTS})")
_DURATION: Final = re.compile(
    rf"({_RANGE})(?:-| )?(?:{'|'.join(f'(?P<{k}>{w})' for k, w in wording.UNITS.items())})(?!\w)"
    + "".join(rf"|(?<!\w)(?P<two_{k}>{w})(?!\w)" for k, w in wording.TWO_OF.items())
)
_CODE: Final = re.compile(r"(?<![\w/])(?=[^\W\d]+[\w/-]*\d)\w+(?:[-/]\w+)*")
_VOUCHER: Final = re.compile(
    r"(?i:\bcodes?|\w*gutschein\w*|coupons?|vouchers?|رمز|كود|الكود|قسيمة)\b\W{1,4}([A-Z][A-Z0-9]{3,})\b"
)
_TIME: Final = re.compile(r"\b\d{1,2}[:h]\d{2}\b")
_NUMBER: Final = re.compile(rf"({LITERAL})(\w*)")
_LIST_MARK: Final = re.compile(r"^\s*\(?\d{1,2}[.)]\s|(?<=[\n:;]) *\d{1,2}[.)] ")
_WORD: Final = re.compile(r"[^\W\d_]+")
_UNIT_WORD: Final = re.compile(
    rf"(?:{wording.CURRENCY}|{wording.CENTS}|{wording.PERCENT}"
    rf"|{'|'.join(wording.UNITS.values())})(?!\w)"
)


def claims_in(text: str) -> list[Claim]:
    """Return everything that a text claims, in the order of kinds."""
    return [*_claims_in(text)]


# Each question of a conversation is looked at again with every answer that follows.
@lru_cache(maxsize=1024)
def _claims_in(text: str) -> tuple[Claim, ...]:
    shown = visible(text)
    found = [Claim("markup", "markup", each.group()) for each in _MARKUP.finditer(shown)]
    bare = _MARKUP.sub(" ", shown)
    found += [Claim("markup", "template", each.group()) for each in _TEMPLATE.finditer(bare)]
    found += [Claim("voucher", plain(each[1]), each[1]) for each in _VOUCHER.finditer(shown)]
    rest = _with_figures(_LIST_MARK.sub(" ", plain(text)))
    promised = list(_promises(rest))
    for step in _STEPS:
        claims, rest = step(rest)
        found += claims
    return (*found, *promised)


def _with_figures(text: str) -> str:
    """Number words before a unit, a share or a currency become figures."""
    text = re.sub(r"quatre[- ]vingt", "quatrevingt", text)
    words = list(_WORD.finditer(text))
    parts, done = [], 0
    for start, first in enumerate(words):
        if first.start() >= done and (run := _run(text, words[start : start + 8])) is not None:
            value, end = run
            parts += [text[done : first.start()], str(value)]
            done = end
    return "".join([*parts, text[done:]])


def _run(text: str, words: list[re.Match[str]]) -> tuple[int, int] | None:
    for count in range(len(words) - 1, 0, -1):
        value = value_of([each.group() for each in words[:count]])
        gap = re.match(r"[ -]*", text[words[count - 1].end() :])
        end = words[count - 1].end()
        if value is not None and gap and _UNIT_WORD.match(text, end + gap.end()):
            return value, end
    return None


Step = Callable[[str], tuple[list[Claim], str]]


def _step(
    kind: Kind, pattern: re.Pattern[str], values: Callable[[re.Match[str]], Iterable[Any]]
) -> Step:
    """Take everything that the pattern finds, and leave a mark in its place."""

    def take(text: str) -> tuple[list[Claim], str]:
        found = []
        for each in pattern.finditer(text):
            before = text[max(0, each.start() - 40) : each.start()]
            limit = wording.LIMIT.search(before)
            is_least = bool(limit and wording.LEAST.match(limit.group()))
            is_told = bool(limit and wording.TOLD.search(before[: limit.start()]))
            found += [
                Claim(kind, value, each.group(), each.start(), bool(limit), is_least, is_told)
                for value in values(each)
            ]
        return found, _blank(text, found)

    return take


def _blank(text: str, found: list[Claim]) -> str:
    for each in found:
        end = each.place + len(each.words)
        text = text[: each.place] + "¤" * len(each.words) + text[end:]
    return text


def _numbers(text: str) -> list[frozenset[Decimal]]:
    return [readings(each) for each in re.findall(LITERAL, text)]


def _contact(found: re.Match[str]) -> list[str]:
    figures = re.sub(r"\D", "", found.group())
    return [figures.removeprefix("00")] if 7 <= len(figures) <= 16 else []


def _amounts(found: re.Match[str]) -> list[tuple[frozenset[Decimal], frozenset[str]]]:
    symbol = found["before"] or found["after"]
    codes = next(
        codes for words, codes in wording.CURRENCIES.items() if re.fullmatch(words, symbol)
    )
    return [(each, codes) for each in _numbers(found["first"] or found["second"])]


def _cents(found: re.Match[str]) -> list[tuple[frozenset[Decimal], frozenset[str]]]:
    parts = (frozenset(value / 100 for value in each) for each in _numbers(found[1]))
    return [(each, frozenset()) for each in parts]


def _durations(found: re.Match[str]) -> list[tuple[frozenset[Decimal], str]]:
    unit = str(found.lastgroup)
    if unit.startswith("two_"):
        return [(frozenset({Decimal(2)}), unit.removeprefix("two_"))]
    return [(each, unit) for each in _numbers(found[1])]


def _text(found: re.Match[str]) -> list[str]:
    return [found.group().rstrip(".,;:!?)\"'").removesuffix("/")]


def _take_numbers(text: str) -> tuple[list[Claim], str]:
    """Small counts are no claims, unless a unit, a price or what is left makes them one."""
    found = []
    for each in _NUMBER.finditer(text):
        value, before = readings(each[1]), text[max(0, each.start() - 40) : each.start()]
        if wording.PRICE.search(before):
            found.append(Claim("amount", (value, frozenset()), each.group()))
        elif each[2] or max(value) > _COUNTED or wording.LEFT.search(before):
            found.append(Claim("number", value, each.group()))
    return found, text


def _promises(text: str) -> Iterator[Claim]:
    for name, pattern in wording.PROMISES.items():
        for each in pattern.finditer(text):
            if not wording.NOT.search(text[: each.start()]):
                yield Claim("promise", name, each.group())
    for name, pattern in wording.RELATIVE.items():
        for each in pattern.finditer(text):
            yield Claim("date", name, each.group())
    if (said := wording.TODAY.search(text)) and wording.OF_TIME.search(text):
        yield Claim("date", "today", said.group())


_STEPS: Final[tuple[Step, ...]] = (
    _step("contact", _MAIL, lambda found: [found.group().replace(" ", "").rstrip(".")]),
    _step("link", _LINK, _text),
    *(_step("date", pattern, lambda found: filter(None, [days_of(found)])) for pattern in DATES),
    _step("percent", _PERCENT, lambda found: _numbers(found.group())),
    _step("amount", _AMOUNT, _amounts),
    _step("amount", _CENTS, _cents),
    _step("duration", _DURATION, _durations),
    _step("number", _TIME, lambda found: [found.group().replace("h", ":")]),
    _step("code", _CODE, _text),
    _step("contact", _PHONE, _contact),
    _take_numbers,
)
