"""Numbers without gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F

from commerce.core.points import reach
from commerce.documents.models import NumberSeries

if TYPE_CHECKING:
    from commerce.documents.enums import DocumentKind
    from commerce.documents.models import LegalEntity


def take_number(*, entity: LegalEntity, kind: DocumentKind, year: int) -> tuple[int, str]:
    """Return the next number of the year, as it counts and as it is written.

    Call it in the transaction that writes the document, as late as can be: the row stays locked
    until it ends, others wait for it, and what is undone has taken no number.
    """
    row: dict[str, Any] = {"entity": entity, "kind": kind, "year": year}
    series, _is_new = NumberSeries.objects.get_or_create(**row)
    NumberSeries.objects.filter(pk=series.pk).update(last=F("last") + 1)
    reach("document.counted")
    number = NumberSeries.objects.values_list("last", flat=True).get(pk=series.pk)
    return number, entity.pattern_of(kind).format(year=year, number=number)
