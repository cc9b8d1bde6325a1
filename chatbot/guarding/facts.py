"""What the shop has said in a conversation, so that a model may say it again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from .claims import Claim, claims_in
from .dates import Day, is_of, weekday_of
from .numerals import LITERAL, readings
from .plain import plain
from .wording import OFFSETS

# What shoppers wrote stands under these names; nothing that it claims becomes a fact.
_OF_OTHERS: Final = re.compile(
    r"review|comment|note|author|nickname|file_?name|customer|gift_message"
)
# What whoever sells has written: names and numbers of it may be said again, and nothing else.
_OF_SELLERS: Final = re.compile(
    r"^(?:name|title|summary|description|label|brand|options|attributes)$"
)
# Names under which the shop itself tells an address. Any text may be one, as a whole, too.
_OF_ADDRESSES: Final = re.compile(r"(?:^|_)(?:url|path|link|href|tracking)s?$")
_WHOLE_LINK: Final = re.compile(r"(?:https?://|/)[^\s<>\"]+")
_MOMENT: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?")
_FIGURES: Final = re.compile(r"-?\d+(?:\.\d+)?")
_TOKEN: Final = re.compile(r"\w+(?:[-/]\w+)*")


class Facts:
    """Collects facts of one conversation. `today` lets "tomorrow" stand for a date that is known."""

    def __init__(self, *, today: date | None = None) -> None:
        self._today = today
        self._amounts: set[tuple[Decimal, str]] = set()
        self._percents: set[Decimal] = set()
        self._durations: set[tuple[Decimal, str]] = set()
        self._numbers: set[Decimal] = set()
        self._days: set[Day] = set()
        self._words: set[str] = set()
        self._texts: set[tuple[str, str]] = set()
        self._limits: set[Decimal] = set()

    def add(self, value: Any, *, is_own: bool = False) -> None:
        """Learn from the answer of a tool, any JSON.

        Amounts are learned from `{"amount", "currency"}`, days from strings that are nothing else, and
        links from such strings under the name of an address (`tracking_url`, `path`). Prose, and
        whatever sellers wrote, gives numbers and the names of things only, unless it is the shop's own
        word (`is_own`: a page, an answer of the FAQ, why something is refused); then all that it claims.
        What shoppers wrote gives nothing.
        """
        self._add(value, "", is_own)

    def _add(self, value: Any, name: str, is_own: bool) -> None:
        if isinstance(value, Mapping):
            self._add_mapping(value, is_own)
        elif isinstance(value, list | tuple | set | frozenset):
            self._numbers.add(Decimal(len(value)))
            for each in value:
                self._add(each, name, is_own)
        elif isinstance(value, str):
            self._add_text(value, name, is_own)
        elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            self._numbers.add(Decimal(str(value)))

    def add_said(self, text: str) -> None:
        """Learn what the person said: numbers and names may be repeated, and amounts as limits."""
        self._add_names(plain(text))
        for claim in claims_in(text):
            if claim.kind == "amount":
                self._limits |= claim.value[0]

    def have(self, claim: Claim) -> bool:
        """Whether what is claimed was said before."""
        value = claim.value
        match claim.kind:
            case "amount":
                is_own = claim.is_limit and not claim.is_told and bool(value[0] & self._limits)
                return is_own or self._have_amount(*value)
            case "percent":
                return bool(value & self._percents)
            case "duration":
                return any((each, value[1]) in self._durations for each in value[0])
            case "date":
                return self._have_day(value)
            case "number" if not isinstance(value, str):
                return bool(value & self._numbers)
            case "code":
                return value in self._words
            case kind:
                return (kind, value) in self._texts

    def _have_amount(self, values: frozenset[Decimal], codes: frozenset[str]) -> bool:
        return any(
            amount in values and (not codes or not code or code in codes)
            for amount, code in self._amounts
        )

    def _have_day(self, value: frozenset[Day] | str) -> bool:
        if isinstance(value, frozenset):
            return any(is_of(said, known) for said in value for known in self._days)
        if ("date", value) in self._texts:
            return True
        if value.startswith("weekday"):
            return int(value[-1]) in {weekday_of(known) for known in self._days}
        if self._today is None or value not in OFFSETS:
            return False
        day = self._today + timedelta(days=OFFSETS[value])
        return (day.year, day.month, day.day) in self._days

    def _add_mapping(self, value: Mapping[str, Any], is_own: bool) -> None:
        if {"amount", "currency"} <= value.keys():
            self._add_amount(str(value["amount"]), str(value["currency"]))
            return
        for name, each in value.items():
            if _OF_OTHERS.search(str(name)):
                continue
            if not is_own and _OF_SELLERS.search(str(name)):
                self._add_prose(each)
                continue
            self._add(each, str(name), is_own)
            if isinstance(each, str) and re.search("(?:^|_)code$", str(name)):
                self._texts.add(("voucher", plain(each)))
            if isinstance(each, int | float | str) and _FIGURES.fullmatch(str(each)):
                self._add_named(str(name), Decimal(str(each)))

    def _add_prose(self, value: Any) -> None:
        """Learn names and numbers of what somebody wrote, whatever form it has."""
        if isinstance(value, Mapping):
            value = [*value.keys(), *value.values()]
        if isinstance(value, list | tuple | set | frozenset):
            for each in value:
                self._add_prose(each)
        elif value is not None and not isinstance(value, bool):
            self._add_names(plain(str(value)))

    def _add_named(self, name: str, value: Decimal) -> None:
        if "percent" in name:
            self._percents.add(abs(value))
        if (unit := re.search(r"(?:^|_)(minute|hour|day|week|month|year)s?$", name)) is not None:
            self._durations.add((value, unit[1]))

    def _add_amount(self, amount: str, currency: str) -> None:
        try:
            value = Decimal(amount)
        except InvalidOperation:
            return
        self._amounts.add((abs(value), currency.upper()))
        self._numbers.add(abs(value))
        if not value:
            self._texts.add(("promise", "free"))

    def _add_text(self, text: str, name: str, is_own: bool) -> None:
        said = text.strip()
        if (moment := _MOMENT.fullmatch(said)) is not None:
            self._days.add((int(moment[1]), int(moment[2]), int(moment[3])))
        elif _OF_ADDRESSES.search(name) and _WHOLE_LINK.fullmatch(said):
            self._texts.add(("link", plain(said).removesuffix("/")))
        else:
            self._add_names(plain(said))
            if is_own:
                self._add_claims(claims_in(said))

    def _add_names(self, text: str) -> None:
        self._words |= set(_TOKEN.findall(text))
        for each in re.findall(rf"(?<!\w)(?:{LITERAL})", text):
            self._numbers |= readings(each)

    def _add_claims(self, claims: list[Claim]) -> None:
        for kind, value, *_ in claims:
            match kind:
                case "amount":
                    codes = value[1] or {""}
                    self._amounts |= {(each, code) for each in value[0] for code in codes}
                case "percent":
                    self._percents |= value
                case "duration":
                    self._durations |= {(each, value[1]) for each in value[0]}
                case "date" if not isinstance(value, str):
                    self._days |= value
                case "number" if not isinstance(value, str):
                    self._numbers |= value
                case "markup" if value != "template":
                    pass
                case _:
                    self._texts.add((kind, value))
