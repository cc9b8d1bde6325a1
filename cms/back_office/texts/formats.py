"""Texts as files for translators' tools: PO and CSV, out and in."""

from __future__ import annotations

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
from commerce.core.spreadsheets import CsvWriter

from .tables import decoded, read_table

COLUMNS: Final = ("kind", "key", "field", "language", "label", "source", "translation", "state")
NEEDED: Final = ("kind", "key", "field", "language", "source", "translation")


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
    text = decoded(content)
    if name.casefold().endswith((".po", ".pot")):
        return list(_read_po(text))
    return list(_read_csv(text))


def _texts(rows: Iterable[TextRow]) -> Iterator[tuple[TextRow, Told]]:
    for row in rows:
        for told in row.shown:
            yield row, told


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
    for line, row in read_table(text, NEEDED):
        kind, key, name, locale, source, said = (row[each] for each in NEEDED)
        yield _entry(line, kind, key, name, locale, source, said)


def _entry(line: int, kind: str, key: str, name: str, locale: str, source: str, text: str) -> Entry:
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        reason = _("“%(key)s” is no key of an export.") % {"key": key[:40]}
        raise TranslationFileError(line=line, reason=reason)
    return Entry(line, kind, int(key), locale, name, source, text)
