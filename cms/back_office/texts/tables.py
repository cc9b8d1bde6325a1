"""Tables that people bring: CSV of whatever separator, told by the line that cannot be read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from django.utils.translation import gettext as _

from cms.errors import TranslationFileError
from commerce.core.spreadsheets import FORMULA_SIGNS

LONGEST_CELL: Final = 1_000_000


def decoded(content: bytes) -> str:
    """Return the text of a file. Raises TranslationFileError for what is no UTF-8."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise TranslationFileError(line=line, reason=_("it is not UTF-8.")) from None
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise TranslationFileError(line=line, reason=_("it has a zero byte."))
    return text


def read_table(text: str, needed: Sequence[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the line and the cells of each row by the lower-case head of their column.

    Raises TranslationFileError where a column that is needed is missing, or a row does not fit.
    """
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        head = [each.strip().casefold() for each in next(reader, [])]
        if missing := [each for each in needed if each not in head]:
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
            yield line, dict(zip(head, (_uncovered(each) for each in cells), strict=True))
    except csv.Error as error:
        raise TranslationFileError(line=reader.line_num, reason=str(error)) from None


def _uncovered(cell: str) -> str:
    """Take away the apostrophe that keeps spreadsheets from calculating a text."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_SIGNS) else cell
