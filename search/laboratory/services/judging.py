"""Judged sets taken over from CSV files of query, sku and grade, and given out again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commerce.core.spreadsheets import FORMULA_SIGNS, csv_line
from search.laboratory.errors import InvalidJudgementsError
from search.laboratory.measuring.metrics import Judgements
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
_GRADES: Final = frozenset(map(str, range(MAX_GRADE + 1)))


@transaction.atomic
def import_judgements(*, judged_set: JudgedSet, content: bytes) -> int:
    """Put the judgements of a CSV file in the place of the set's own; return how many there are.

    Raises InvalidJudgementsError, and changes nothing then.
    """
    rows = [
        Judgement(judged_set=judged_set, query=query, sku=sku, grade=grade)
        for query, grades in read_judgements(content).items()
        for sku, grade in grades.items()
    ]
    judged_set.judgements.all().delete()
    Judgement.objects.bulk_create(rows, batch_size=1000)
    judged_set.save(update_fields=["updated_at"])
    return len(rows)


def export_judgements(*, judged_set: JudgedSet) -> Iterator[str]:
    """Yield the lines of a CSV file that gives the same set when it is imported."""
    return write_judgements(get_judgements(judged_set=judged_set))


def write_judgements(judgements: Judgements) -> Iterator[str]:
    """Yield the lines of a file that `read_judgements` reads back as the same judgements."""
    yield csv_line(COLUMNS)
    for query, grades in judgements.items():
        yield from (csv_line((query, sku, grade)) for sku, grade in grades.items())


def read_judgements(content: bytes) -> Judgements:
    """Return the grades of a CSV file in UTF-8, with or without byte order mark, in their order.

    Columns may come in any order, separated by commas, semicolons or tabs; further ones are left
    aside. Spellings of one query that differ in case only are one query, spelt as the first of them.
    Raises InvalidJudgementsError that names the lines that are wrong, ten at most.
    """
    reading = _Reading()
    try:
        if len(content) > MAX_BYTES:
            limit = {"limit": MAX_BYTES // 10**6}
            reading.problems.append(_("The file is larger than %(limit)d MB.") % limit)
        else:
            reading.take_all(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        reading.problems.append(_("The file is not in UTF-8."))
    except csv.Error as error:
        reading.problems.append(str(error))
    if reading.problems:
        raise _refusal(reading.problems)
    return reading.judgements


class _Reading:
    """What was read so far, and what is wrong with it."""

    def __init__(self) -> None:
        self.judgements: dict[str, dict[str, int]] = {}
        self.problems: list[str] = []
        self._spellings: dict[str, str] = {}
        self._lines: dict[tuple[str, str], int] = {}

    def take_all(self, text: str) -> None:
        delimiter = max(_DELIMITERS, key=text.partition("\n")[0].count)
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
        names = {(name or "").strip().casefold(): name for name in reader.fieldnames or ()}
        if missing := [column for column in COLUMNS if column not in names]:
            problem = _("The first line lacks the columns %(columns)s.")
            self._blame(1, problem % {"columns": ", ".join(missing)})
            return
        for cells in reader:
            query, sku, grade = ((cells[names[column]] or "").strip() for column in COLUMNS)
            if query or sku or grade:
                query = " ".join(_unguarded(query).split())
                self._take(reader.line_num, query, _unguarded(sku), grade)
            if len(self._lines) > MAX_ROWS:
                break
        if not self.problems:
            self._check_size()

    def _take(self, line: int, query: str, sku: str, grade: str) -> None:
        folded = query.casefold()
        if problem := _problem(query, sku, grade):
            self._blame(line, problem)
        elif first := self._lines.get((folded, sku)):
            found = {"query": query, "sku": sku, "first": first}
            self._blame(line, _("“%(query)s” and %(sku)s stand in line %(first)d already.") % found)
        else:
            self._lines[folded, sku] = line
            spelt = self._spellings.setdefault(folded, query)
            self.judgements.setdefault(spelt, {})[sku] = int(grade)

    def _check_size(self) -> None:
        if not self._lines:
            self.problems.append(_("The file has no judgements."))
        if len(self._lines) > MAX_ROWS:
            self.problems.append(_("There are more than %(limit)d rows.") % {"limit": MAX_ROWS})
        if len(self.judgements) > MAX_QUERIES:
            limit = {"limit": MAX_QUERIES}
            self.problems.append(_("There are more than %(limit)d queries.") % limit)

    def _blame(self, line: int, problem: str) -> None:
        self.problems.append(_("Line %(line)d: %(problem)s") % {"line": line, "problem": problem})


def _problem(query: str, sku: str, grade: str) -> str:
    if not 0 < len(query) <= MAX_QUERY_LENGTH:
        limit = {"limit": MAX_QUERY_LENGTH}
        return _("The query has to have 1 to %(limit)d characters.") % limit
    if not 0 < len(sku) <= MAX_SKU_LENGTH:
        return _("The SKU has to have 1 to %(limit)d characters.") % {"limit": MAX_SKU_LENGTH}
    if grade not in _GRADES:
        return _("The grade has to be 0, 1, 2 or 3, not “%(grade)s”.") % {"grade": grade}
    return ""


def _unguarded(cell: str) -> str:
    is_guarded = cell.startswith("'") and cell[1:].startswith(FORMULA_SIGNS)
    return cell[1:] if is_guarded else cell


def _refusal(problems: list[str]) -> InvalidJudgementsError:
    shown = problems[:SHOWN_PROBLEMS]
    if further := len(problems) - len(shown):
        more = ngettext("And %(count)d more problem.", "And %(count)d more problems.", further)
        shown.append(more % {"count": further})
    return InvalidJudgementsError(problems=" ".join(shown))
