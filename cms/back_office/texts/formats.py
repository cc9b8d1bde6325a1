"""Texts as files for translators' tools: PO and CSV, out and in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.translation import gettext as _

from cms.errors import TranslationFileError
from commerce.catalogue.enums import TextState
from commerce.catalogue.selectors.translating import TextRow, Told
from commerce.catalogue.services.translating import Entry
from commerce.core.spreadsheets import FORMULA_SIGNS, CsvWriter

COLUMNS: Final = ("kind", "key", "field", "language", "label", "source", "translation", "state")
NEEDED: Final = ("kind", "key", "field", "language", "source", "translation")
LONGEST_CELL: Final = 1_000_000


def write_csv(rows: Iterable[TextRow]) -> bytes:
    """Return the texts as a table, with a mark by which spreadsheets know the letters."""
    file = io.StringIO()
    writer = CsvWriter(file)
    writer.writerow(COLUMNS)
    for row, told in _texts(rows):
        key = (row.kind.code, row.pk, told.part.name, row.locale)
        writer.writerow([*key, row.label, told.source, told.shown_text, told.state.value])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def write_translators_po(rows: Iterable[TextRow], *, locale: str) -> bytes:
    """Return the texts as a PO file; what is stale is marked as fuzzy."""
    catalogue = Catalog(locale=locale.replace("-", "_"), charset="utf-8", fuzzy=False)
    for row, told in _texts(rows):
        if told.source:
            catalogue.add(
                told.source,
                told.shown_text,
                flags={"fuzzy"} if told.state == TextState.STALE else set(),
                auto_comments=[f"{row.kind.label}: {row.label} – {told.part.label}"],
                context=f"{row.kind.code}:{row.pk}:{told.part.name}",
            )
    body = io.BytesIO()
    write_po(body, catalogue, width=0, include_previous=False)
    return body.getvalue()


def read_file(content: bytes, *, name: str) -> list[Entry]:
    """Return the texts of a file, told by its name. Raises TranslationFileError with the line."""
    text = _decoded(content)
    if name.casefold().endswith((".po", ".pot")):
        return list(_read_po(text))
    return list(_read_csv(text))


def _texts(rows: Iterable[TextRow]) -> Iterator[tuple[TextRow, Told]]:
    for row in rows:
        for told in row.shown:
            yield row, told


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise TranslationFileError(line=line, reason=_("it is not UTF-8.")) from None
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise TranslationFileError(line=line, reason=_("it has a zero byte."))
    return text


def _read_po(text: str) -> Iterator[Entry]:
    try:
        catalogue = read_po(io.BytesIO(text.encode()), charset="utf-8", abort_invalid=True)
    except PoFileError as error:
        reason = _("it is no line of a PO file.")
        raise TranslationFileError(line=(error.lineno or 0) + 1, reason=reason) from None
    except (ValueError, KeyError, IndexError, TypeError, LookupError):
        reason = _("the head of the PO file is broken.")
        raise TranslationFileError(line=1, reason=reason) from None
    if catalogue.locale is None:
        raise TranslationFileError(line=1, reason=_("the head of the PO file names no language."))
    locale = str(catalogue.locale_identifier).replace("_", "-")
    for message in catalogue:
        if not message.id:
            continue
        if not isinstance(message.id, str) or not isinstance(message.string, str):
            raise TranslationFileError(line=message.lineno, reason=_("it has plural forms."))
        parts = (message.context or "").split(":")
        if len(parts) != 3:
            reason = _("it has no msgctxt of an export, such as product:12:name.")
            raise TranslationFileError(line=message.lineno, reason=reason)
        # What a tool has marked as guessed is nobody's word yet.
        said = "" if message.fuzzy else message.string
        kind, key, field = parts
        yield _entry(message.lineno or 0, kind, key, field, locale, message.id, said)


def _read_csv(text: str) -> Iterator[Entry]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        head = [each.strip().casefold() for each in next(reader, [])]
        if missing := [each for each in NEEDED if each not in head]:
            reason = _("the column “%(column)s” is missing.") % {"column": missing[0]}
            raise TranslationFileError(line=1, reason=reason)
        before = reader.line_num
        for cells in reader:
            line, before = before + 1, reader.line_num
            if not any(cells):
                continue
            if len(cells) != len(head):
                reason = _("it has %(count)d cells, and the head of the table %(wanted)d.")
                given = {"count": len(cells), "wanted": len(head)}
                raise TranslationFileError(line=line, reason=reason % given)
            row = dict(zip(head, (_uncovered(each) for each in cells), strict=True))
            kind, key, name, locale, source, said = (row[each] for each in NEEDED)
            yield _entry(line, kind, key, name, locale, source, said)
    except csv.Error as error:
        raise TranslationFileError(line=reader.line_num, reason=str(error)) from None


def _entry(line: int, kind: str, key: str, name: str, locale: str, source: str, text: str) -> Entry:
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        reason = _("“%(key)s” is no key of an export.") % {"key": key[:40]}
        raise TranslationFileError(line=line, reason=reason)
    return Entry(line, kind, int(key), locale, name, source, text)


def _uncovered(cell: str) -> str:
    """Take away the apostrophe that keeps spreadsheets from calculating a text."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_SIGNS) else cell
