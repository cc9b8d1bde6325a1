"""Judged sets taken over from CSV files of query, sku and grade, and given out again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commerce.core.spreadsheets import FORMULA_SIGNS, csv_line
from search.laboratory.errors import InvalidJudgementsError
from search.laboratory.models import (
    MAX_GRADE,
    MAX_QUERY_LENGTH,
    MAX_SKU_LENGTH,
    JudgedSet,
    Judgement,
)
from search.laboratory.selectors import get_judgements

COLUMNS: Final = ("query", "sku", "grade")
MAX_BYTES: Final = 10_000_000
MAX_ROWS: Final = 100_000
MAX_QUERIES: Final = 5_000
SHOWN_PROBLEMS: Final = 10
_DELIMITERS: Final = ",;\t"


class JudgementRow(NamedTuple):
    """How well the product with this SKU answers the query, from 0 to 3."""

    query: str
    sku: str
    grade: int


@dataclass
class _Reading:
    """What was read so far: rows with their line, and what is wrong."""

    lines: dict[tuple[str, str], int] = field(default_factory=dict)
    rows: list[JudgementRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def add(self, line: int, row: JudgementRow) -> None:
        key = (row.query.casefold(), row.sku)
        first = self.lines.setdefault(key, line)
        if first == line:
            self.rows.append(row)
            return
        self.blame(
            line,
            _("“%(query)s” and %(sku)s stand in line %(first)d already.")
            % {"query": row.query, "sku": row.sku, "first": first},
        )

    def blame(self, line: int, problem: str) -> None:
        self.problems.append(_("Line %(line)d: %(problem)s") % {"line": line, "problem": problem})


@transaction.atomic
def import_judgements(*, judged_set: JudgedSet, content: bytes) -> int:
    """Put the judgements of a CSV file in the place of the set's own; return how many there are.

    Raises InvalidJudgementsError, and changes nothing then.
    """
    grouped = group_judgements(read_judgements(content))
    judged_set.judgements.all().delete()
    rows = [
        Judgement(judged_set=judged_set, query=query, sku=sku, grade=grade)
        for query, grades in grouped.items()
        for sku, grade in grades.items()
    ]
    Judgement.objects.bulk_create(rows, batch_size=1000)
    judged_set.save(update_fields=["updated_at"])
    return len(rows)


def export_judgements(*, judged_set: JudgedSet) -> Iterator[str]:
    """Yield the lines of a CSV file that gives the same set when it is imported."""
    judgements = get_judgements(judged_set=judged_set)
    return write_judgements(
        JudgementRow(query, sku, grade)
        for query, grades in judgements.items()
        for sku, grade in grades.items()
    )


def read_judgements(content: bytes) -> list[JudgementRow]:
    """Return the rows of a CSV file in UTF-8, with or without byte order mark, in their order.

    Columns may come in any order, separated by commas, semicolons or tabs; further ones are left
    aside. Raises InvalidJudgementsError that names the lines that are wrong, ten at most.
    """
    if len(content) > MAX_BYTES:
        raise _refusal([_("The file is larger than %(limit)d MB.") % {"limit": MAX_BYTES // 10**6}])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refusal([_("The file is not in UTF-8.")]) from error
    reading = _Reading()
    try:
        _read_rows(text, reading)
    except csv.Error as error:
        raise _refusal([str(error)]) from error
    _check_size(reading)
    if reading.problems:
        raise _refusal(reading.problems)
    return reading.rows


def write_judgements(rows: Iterable[JudgementRow]) -> Iterator[str]:
    """Yield the lines of a file that `read_judgements` reads back as the same rows."""
    yield csv_line(COLUMNS)
    for row in rows:
        yield csv_line((row.query, row.sku, row.grade))


def group_judgements(rows: Iterable[JudgementRow]) -> dict[str, dict[str, int]]:
    """Return grades by SKU by query, queries in the order in which they come first.

    Spellings of one query that differ in case only are one query, spelt as the first of them.
    """
    spellings: dict[str, str] = {}
    grouped: dict[str, dict[str, int]] = {}
    for row in rows:
        query = spellings.setdefault(row.query.casefold(), row.query)
        grouped.setdefault(query, {})[row.sku] = row.grade
    return grouped


def _read_rows(text: str, reading: _Reading) -> None:
    first_line = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first_line.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = {(name or "").strip().casefold(): name for name in reader.fieldnames or ()}
    if missing := [column for column in COLUMNS if column not in names]:
        problem = _("The first line lacks the columns %(columns)s.")
        reading.blame(1, problem % {"columns": ", ".join(missing)})
        return
    for cells in reader:
        query, sku, grade = ((cells[names[column]] or "").strip() for column in COLUMNS)
        if query or sku or grade:
            _read_row(reader.line_num, query, sku, grade, reading)
        if len(reading.rows) > MAX_ROWS:
            return


def _read_row(line: int, query: str, sku: str, grade: str, reading: _Reading) -> None:
    query, sku = " ".join(_unguarded(query).split()), _unguarded(sku)
    if not query or len(query) > MAX_QUERY_LENGTH:
        limit = {"limit": MAX_QUERY_LENGTH}
        reading.blame(line, _("The query has to have 1 to %(limit)d characters.") % limit)
    elif not sku or len(sku) > MAX_SKU_LENGTH:
        limit = {"limit": MAX_SKU_LENGTH}
        reading.blame(line, _("The SKU has to have 1 to %(limit)d characters.") % limit)
    elif grade not in {str(number) for number in range(MAX_GRADE + 1)}:
        reading.blame(
            line, _("The grade has to be 0, 1, 2 or 3, not “%(grade)s”.") % {"grade": grade}
        )
    else:
        reading.add(line, JudgementRow(query, sku, int(grade)))


def _unguarded(cell: str) -> str:
    is_guarded = cell.startswith("'") and cell[1:].startswith(FORMULA_SIGNS)
    return cell[1:] if is_guarded else cell


def _check_size(reading: _Reading) -> None:
    if reading.problems:
        return
    if not reading.rows:
        reading.problems.append(_("The file has no judgements."))
    if len(reading.rows) > MAX_ROWS:
        reading.problems.append(_("There are more than %(limit)d rows.") % {"limit": MAX_ROWS})
    if len({row.query.casefold() for row in reading.rows}) > MAX_QUERIES:
        problem = _("There are more than %(limit)d queries.")
        reading.problems.append(problem % {"limit": MAX_QUERIES})


def _refusal(problems: list[str]) -> InvalidJudgementsError:
    shown = problems[:SHOWN_PROBLEMS]
    if further := len(problems) - len(shown):
        more = ngettext("And %(count)d more problem.", "And %(count)d more problems.", further)
        shown.append(more % {"count": further})
    return InvalidJudgementsError(problems=" ".join(shown))
