"""CSV files that people open in a spreadsheet, and workbooks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

# What makes a spreadsheet read a text as a formula, in half and full width.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value: object) -> str:
    """The text of a cell: amounts as plain decimals, moments in ISO 8601 with their zone.

    A text that a spreadsheet would calculate is kept a text by an apostrophe in front.
    """
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        moment = value if timezone.is_naive(value) else timezone.localtime(value)
        return moment.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return str(value)
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


class CsvWriter:
    """Writes rows of cells; the interface of Python's own writer."""

    def __init__(self, file: Any, **options: Any) -> None:
        self.writer = csv.writer(file, **options)

    def writerow(self, row: Iterable[object]) -> Any:
        return self.writer.writerow([cell(value) for value in row])

    def writerows(self, rows: Iterable[Iterable[object]]) -> None:
        for row in rows:
            self.writerow(row)


def csv_line(cells: Iterable[object]) -> str:
    """Return one line of CSV with its end."""
    line = io.StringIO()
    CsvWriter(line).writerow(cells)
    return line.getvalue()


def workbook(rows: Iterable[Iterable[object]]) -> bytes:
    """Return an XLSX file of one sheet, whose first row stays in sight.

    Amounts are numbers and moments are dates, of the shop's time zone; whatever is a text stays one,
    also where it looks like a formula.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([_workbook_cell(sheet, value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _workbook_cell(sheet: Any, value: object) -> Any:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value).replace(tzinfo=None)
    if value is None or isinstance(value, Decimal | date | int | float):
        return value
    text = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", str(value)))
    text.data_type = "s"
    return text
