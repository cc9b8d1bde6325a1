"""Where files of the media library are used: on show, in drafts, and in texts of law that are kept."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model, Q
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex, Revision

from cms.blocks.base import stream_references
from cms.models import (
    Banner,
    HeronDocument,
    HeronImage,
    LegalPage,
    LegalVersion,
    Menu,
    ReleaseItem,
    ReusableContent,
)
from cms.references import Kind, Reference

_KINDS: Mapping[type[Model], Kind] = {HeronImage: Kind.IMAGE, HeronDocument: Kind.VIDEO}


def count_uses(*, rows: Sequence[HeronImage | HeronDocument]) -> Mapping[int, int]:
    """Return how many things use each of these files of one kind, by key; what nothing uses is missing.

    Drafts that are not published, what is planned or in a release, and all versions of texts of law
    count too, though readers do not see them now.
    """
    if not rows:
        return {}
    model = type(rows[0])
    keys = {row.pk for row in rows}
    counted = Counter(_indexed(model, keys))
    counted.update(key for key in _in_drafts(model) if key in keys)
    return counted


def _indexed(model: type[Model], keys: set[int]) -> dict[int, int]:
    """What Wagtail has written down of everything that is saved."""
    own = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id__in=[str(key) for key in keys],
    )
    counted = own.values_list("to_object_id").annotate(Count("pk")).order_by()
    return {int(key): number for key, number in counted}


def _in_drafts(model: type[Model]) -> Iterator[int]:
    kind = _KINDS[model]
    for revision in _revisions():
        source = revision.content_type.model_class()
        if source is not None:
            yield from _named_in(source, revision.content, model, kind)
    block = LegalPage._meta.get_field("body").stream_block
    for body in LegalVersion.objects.values_list("body", flat=True).iterator():
        yield from _keys_of(stream_references(block, body), kind)


def _revisions() -> Iterator[Revision]:
    """Drafts that differ from what is on show, and versions that are still to come."""
    wanted = Q(approved_go_live_at__isnull=False) | Q(pk__in=_in_releases())
    for model in (Page, Banner, Menu, ReusableContent):
        drafts = model._base_manager.filter(has_unpublished_changes=True)
        wanted |= Q(pk__in=drafts.values("latest_revision"))
    rows = Revision.objects.filter(wanted).select_related("content_type")
    yield from rows.iterator()


def _in_releases() -> list[int]:
    changes = ReleaseItem.objects.values_list("change", "before", "after")
    states = (state for row in changes for state in row if isinstance(state, dict))
    return [state["revision"] for state in states if isinstance(state.get("revision"), int)]


def _named_in(
    source: type[Model], content: Mapping[str, Any], model: type[Model], kind: Kind
) -> Iterator[int]:
    for field in source._meta.concrete_fields:
        value = content.get(field.name)
        if isinstance(field, StreamField) and isinstance(value, str):
            yield from _keys_of(stream_references(field.stream_block, json.loads(value)), kind)
        elif field.related_model is model and isinstance(value, int):
            yield value


def _keys_of(references: Iterator[Any], kind: Kind) -> Iterator[int]:
    for one in references:
        if isinstance(one, Reference) and one.kind is kind:
            yield one.key
