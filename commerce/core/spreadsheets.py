"""CSV files that people open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

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
