"""Taking judged sets over from files, and giving them out again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db import transaction

from search.models import Judgement
from search.selectors.judgements import get_judgements
from search.services.judgement_files import (
    JudgementRow,
    group_judgements,
    read_judgements,
    write_judgements,
)

if TYPE_CHECKING:
    from search.models import JudgedSet


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
