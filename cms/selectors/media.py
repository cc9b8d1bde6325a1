"""Where files of the media library are used: on show, in drafts, and in texts of law that are kept."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model, Q
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import DraftStateMixin, Page, ReferenceIndex, Revision
from wagtail.rich_text import extract_references_from_rich_text

from cms.models import HeronDocument, HeronImage, LegalPage, LegalVersion, ReleaseItem


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
    for revision in _revisions():
        source = revision.content_type.model_class()
        if source is not None:
            yield from _named_in(source, revision.content, model)
    block = LegalPage._meta.get_field("body").stream_block
    for body in LegalVersion.objects.values_list("body", flat=True).iterator():
        yield from _named_by(block, body, model)


def _revisions() -> Iterator[Revision]:
    """Drafts that differ from what is on show, and versions that are still to come."""
    wanted = Q(approved_go_live_at__isnull=False) | Q(pk__in=_in_releases())
    for model in _drafted_models():
        drafts = model._base_manager.filter(has_unpublished_changes=True)
        wanted |= Q(pk__in=drafts.values("latest_revision"))
    rows = Revision.objects.filter(wanted).select_related("content_type")
    yield from rows.iterator()


def _drafted_models() -> list[type[Model]]:
    """All that is drafted; pages are drafted as plain pages."""
    snippets = [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    return [Page, *snippets]


def _in_releases() -> list[int]:
    changes = ReleaseItem.objects.values_list("change", "before", "after")
    states = (state for row in changes for state in row if isinstance(state, dict))
    return [state["revision"] for state in states if isinstance(state.get("revision"), int)]


def _named_in(source: type[Model], content: Mapping[str, Any], model: type[Model]) -> Iterator[int]:
    for field in source._meta.concrete_fields:
        value = content.get(field.name)
        if isinstance(field, StreamField) and isinstance(value, str):
            yield from _named_by(field.stream_block, json.loads(value), model)
        elif isinstance(field, RichTextField) and value:
            yield from _linked_in(value, model)
        elif field.related_model is model and isinstance(value, int):
            yield value


def _named_by(block: Any, raw: Any, model: type[Model]) -> Iterator[int]:
    """Yield the files that the stored form of a block names; nothing is looked up for it."""
    if isinstance(block, blocks.ChooserBlock):
        if isinstance(raw, int) and issubclass(model, block.model_class):
            yield raw
    elif isinstance(block, blocks.RichTextBlock):
        yield from _linked_in(raw or "", model)
    elif isinstance(block, blocks.StructBlock):
        values = raw if isinstance(raw, Mapping) else {}
        for name, child in block.child_blocks.items():
            yield from _named_by(child, values.get(name), model)
    elif isinstance(block, blocks.ListBlock):
        for item in raw or ():
            yield from _named_by(block.child_block, item["value"], model)
    elif isinstance(block, blocks.StreamBlock):
        for item in raw or ():
            yield from _named_by(block.child_blocks.get(item["type"]), item["value"], model)


def _linked_in(html: str, model: type[Model]) -> Iterator[int]:
    """Yield the files that formatted text links to or shows."""
    for to_model, key, *_path in extract_references_from_rich_text(html):
        if to_model is model and str(key).isdecimal():
            yield int(key)
