"""Translations of the shop's texts that a person has written, one at a time or from a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from commerce.catalogue.documents.texts import safe_html
from commerce.catalogue.enums import TextOutcome, TextState
from commerce.catalogue.errors import TextChangedError, TextNotFoundError, TextTooLongError
from commerce.catalogue.selectors.translating import (
    Told,
    find_text_kind,
    list_translated_locales,
    read_each,
)
from commerce.core.bus import publish
from commerce.core.translated import fingerprint

if TYPE_CHECKING:
    from commerce.catalogue.selectors.translating import TextRow
    from commerce.catalogue.translatable import Part, TextKind
    from commerce.core.events import Event


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person had before them when they wrote a text: fingerprints of it and of its source."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of a file, with the place in the file where it stands."""

    line: int
    kind: str
    pk: int
    locale: str
    name: str
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What becomes of an entry. `before` is the text that it takes the place of."""

    entry: Entry
    outcome: TextOutcome
    label: str = ""
    before: str = ""


@transaction.atomic
def save_translation(
    *, kind: TextKind, pk: int, locale: str, texts: Mapping[str, str], seen: Mapping[str, Seen]
) -> TextRow:
    """Write the texts of one thing in one language, and have it shown. Those left out stay.

    A text counts as made of the source that the person has seen: where that has changed since, it
    is stale at once. Raises TextNotFoundError, TextTooLongError, and TextChangedError where
    somebody else has written one of these texts meanwhile; nothing is written then.
    """
    row = _lock(kind, pk, locale)
    tidy = {name: _tidy(_part(kind, name), text) for name, text in texts.items()}
    before, _made_of = kind.read(row, locale)
    theirs = {
        name: before[name]
        for name, text in tidy.items()
        if fingerprint(before[name]) != seen[name].text and before[name] != text
    }
    if theirs:
        raise TextChangedError(theirs={name: _shown(kind, name, theirs[name]) for name in theirs})
    made_of = {name: seen[name].source for name, text in tidy.items() if text}
    kind.write(row, locale, tidy, made_of)
    _tell([kind.event(row)])
    return _read(kind, pk, locale)


@transaction.atomic
def confirm_translation(
    *, kind: TextKind, pk: int, locale: str, sources: Mapping[str, str]
) -> TextRow:
    """Say of stale texts that they still hold for the sources that the person has seen."""
    row = _lock(kind, pk, locale)
    texts, _made_of = kind.read(row, locale)
    kind.write(
        row,
        locale,
        {},
        {
            name: seen
            for name, seen in sources.items()
            if kind.part(name) is not None and texts[name]
        },
    )
    return _read(kind, pk, locale)


def judge_translations(*, entries: Iterable[Entry]) -> list[Judged]:
    """Say what an import would do with each entry; nothing is written."""
    listed = list(entries)
    found = _find(listed)
    seen: set[tuple[str, int, str, str]] = set()
    judged = []
    for entry in listed:
        key = (entry.kind, entry.pk, entry.locale)
        is_second = (*key, entry.name) in seen
        seen.add((*key, entry.name))
        judged.append(_judge(entry, found.get(key), is_second=is_second))
    return judged


@transaction.atomic
def import_translations(*, entries: Sequence[Entry]) -> list[Judged]:
    """Write the texts that are new or changed and whose source is the same as here: all, or none.

    What is unknown, stale, too long or empty is left out and told.
    """
    judged = judge_translations(entries=entries)
    writes: dict[tuple[str, int, str], dict[str, str]] = {}
    for each in judged:
        if each.outcome in (TextOutcome.NEW, TextOutcome.CHANGED):
            entry = each.entry
            writes.setdefault((entry.kind, entry.pk, entry.locale), {})[entry.name] = entry.text
    told: list[Event | None] = []
    for (code, pk, locale), texts in sorted(writes.items()):
        kind = _kind(code)
        row = _lock(kind, pk, locale)
        tidy = {name: _tidy(_part(kind, name), text) for name, text in texts.items()}
        kind.write(row, locale, tidy, {name: _source_seen(kind, row, name) for name in tidy})
        told.append(kind.event(row))
    _tell(told)
    return judged


def _find(entries: Iterable[Entry]) -> dict[tuple[str, int, str], TextRow]:
    locales = set(list_translated_locales())
    keys: dict[tuple[str, str], set[int]] = {}
    for entry in entries:
        if entry.locale in locales:
            keys.setdefault((entry.kind, entry.locale), set()).add(entry.pk)
    return {
        (code, row.pk, locale): row
        for (code, locale), wanted in keys.items()
        if (kind := find_text_kind(code)) is not None
        for row in read_each(kind=kind, locale=locale, keys=wanted)
    }


def _judge(entry: Entry, row: TextRow | None, *, is_second: bool) -> Judged:
    texts = row.texts if row else ()
    told = next((each for each in texts if each.part.name == entry.name), None)
    if row is None or told is None:
        return Judged(entry, TextOutcome.UNKNOWN)
    outcome = TextOutcome.TWICE if is_second else _outcome(entry, told)
    return Judged(entry, outcome, row.label, told.text)


def _outcome(entry: Entry, told: Told) -> TextOutcome:
    text = _tidied(told.part, entry.text)
    if not text:
        return TextOutcome.EMPTY
    if _lines(entry.source) != _lines(told.source):
        return TextOutcome.STALE
    if told.part.most is not None and len(text) > told.part.most:
        return TextOutcome.TOO_LONG
    if text == told.text and told.state != TextState.STALE:
        return TextOutcome.SAME
    return TextOutcome.CHANGED if told.text else TextOutcome.NEW


def _lock(kind: TextKind, pk: int, locale: str) -> Any:
    """Return the thing itself, held until the transaction ends."""
    if locale not in list_translated_locales():
        raise TextNotFoundError
    rows = kind.rows().filter(kind.shown_in(locale)).select_for_update(of=("self",))
    if (row := rows.filter(pk=pk).first()) is None:
        raise TextNotFoundError
    return row


def _read(kind: TextKind, pk: int, locale: str) -> TextRow:
    return next(iter(read_each(kind=kind, locale=locale, keys=[pk])))


def _kind(code: str) -> TextKind:
    if (kind := find_text_kind(code)) is None:
        raise TextNotFoundError
    return kind


def _part(kind: TextKind, name: str) -> Part:
    if (part := kind.part(name)) is None:
        raise TextNotFoundError
    return part


def _source_seen(kind: TextKind, row: Any, name: str) -> str:
    return fingerprint(getattr(row, _part(kind, name).column))


def _tidy(part: Part, text: str) -> str:
    """Return the text as it is stored. Raises TextTooLongError."""
    tidy = _tidied(part, text)
    if part.most is not None and len(tidy) > part.most:
        raise TextTooLongError(field=part.label, maximum=part.most)
    return tidy


def _tidied(part: Part, text: str) -> str:
    """HTML is made safe, a text of one line is one; PostgreSQL stores no zero bytes."""
    clean = _lines(text).replace("\x00", "").strip()
    if part.is_formatted:
        return safe_html(clean)
    return clean if part.is_long else " ".join(clean.split())


def _lines(text: str) -> str:
    """Browsers and spreadsheets end lines with two signs."""
    return text.replace("\r\n", "\n")


def _shown(kind: TextKind, name: str, text: str) -> str:
    return safe_html(text) if _part(kind, name).is_formatted else text


def _tell(events: Iterable[Event | None]) -> None:
    """Publish what happened, each of it once."""
    for event in dict.fromkeys(each for each in events if each is not None):
        publish(event)
