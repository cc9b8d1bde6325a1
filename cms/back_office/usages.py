"""Wagtail's lists of usages, read by the page: a picture may stand on thousands of pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from wagtail.models import ReferenceIndex
from wagtail.models.reference_index import ReferenceGroups

_Source = tuple[int, str]
_Usage = tuple[Model, Sequence[ReferenceIndex]]
_every_usage = ReferenceGroups.__getitem__


def read_usages_by_the_page() -> None:
    """Have Wagtail read what a list shows, where it reads each thing that has ever used the other."""
    ReferenceGroups.__getitem__ = _usages_of


def _usages_of(groups: ReferenceGroups, wanted: Any) -> Any:
    rows = groups.qs
    if not isinstance(wanted, slice) or not isinstance(rows, QuerySet):
        return _every_usage(groups, wanted)
    named = rows.order_by("base_content_type_id", "object_id")
    sources = named.values_list("base_content_type_id", "object_id").distinct()[wanted]
    return [*_read_usages(rows, list(sources))]


def _read_usages(rows: QuerySet[ReferenceIndex], sources: Sequence[_Source]) -> Iterator[_Usage]:
    """Yield what names the other, with its references; what was deleted meanwhile is left out."""
    if not sources:
        return
    objects: dict[_Source, Model] = {}
    here = Q()
    for kind, group in groupby(sources, key=lambda source: source[0]):
        keys = [key for _kind, key in group]
        here |= Q(base_content_type=kind, object_id__in=keys)
        objects |= _read_objects(kind, keys)
    references: dict[_Source, list[ReferenceIndex]] = {}
    for reference in rows.filter(here).order_by("pk"):
        source = (reference.base_content_type_id, reference.object_id)
        references.setdefault(source, []).append(reference)
    for source in sources:
        if source in objects and source in references:
            yield objects[source], references[source]


def _read_objects(kind: int, keys: Iterable[str]) -> dict[_Source, Model]:
    model = ContentType.objects.get_for_id(kind).model_class()
    if model is None:
        return {}
    rows = model._base_manager.filter(pk__in=keys)
    return {(kind, str(row.pk)): row for row in rows}
