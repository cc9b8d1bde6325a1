"""What wagtail-localize needs to work beside an API that speaks JSON alone, and with thousands of pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from rest_framework.parsers import FormParser, MultiPartParser
from wagtail import hooks
from wagtail.admin.widgets.button import Button, ListingButton
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Locale, Page
from wagtail_localize import wagtail_hooks
from wagtail_localize.models import (
    StringSegmentQuerySet,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.views import edit_translation

from cms.glossaries import Term, say_broken
from cms.selectors import find_glossary
from commerce.core.request_cache import RequestCache

LISTED: Final = "register_page_listing_more_buttons"
ICON: Final = "wagtail-localize-language"
_CODES: Final[RequestCache[dict[int, str]]] = RequestCache("wagtailcore_locale")
WAY: Final = " › "
_location = edit_translation.get_segment_location_info


class Step(NamedTuple):
    """A block that lies in another one, with what is stored of it."""

    name: str
    block: Any
    raw: Any


def let_translators_type() -> None:
    """Have the views that save a typed translation read forms, as the browser sends them.

    They are REST framework's and would take the project's parsers, which are for the API.
    """
    for view in (edit_translation.edit_string_translation, edit_translation.edit_override):
        view.cls.parser_classes = [FormParser, MultiPartParser]


def let_lists_know_translations() -> None:
    """Have lists of pages ask once which translations there are, not twice for each page."""
    listed = hooks._hooks[LISTED]
    asking = wagtail_hooks.page_listing_more_buttons
    hooks._hooks[LISTED] = [(known_buttons if fn is asking else fn, order) for fn, order in listed]


def let_translations_keep_to_the_glossary() -> None:
    """Have the editor mark what says something else than the glossary, as what is wrong is marked.

    It is published all the same: the mark is no error of the row, but shown in the place of one.
    """
    theirs, read = StringTranslation.get_error, StringSegmentQuerySet.get_translations

    def error_or_terms(row: StringTranslation) -> str | None:
        error: str | None = theirs(row)
        return error or say_broken(_broken_terms(row)) or None

    def with_sources(segments: StringSegmentQuerySet, locale: Any) -> Any:
        return read(segments, locale).select_related("translation_of", "last_translated_by")

    StringTranslation.get_error = error_or_terms
    StringSegmentQuerySet.get_translations = with_sources


def _broken_terms(row: StringTranslation) -> list[Term]:
    codes = _CODES.get((), lambda: dict(Locale.objects.values_list("pk", "language_code")))
    glossary = find_glossary(
        source=codes[row.translation_of.locale_id], target=codes[row.locale_id]
    )
    return glossary.broken(row.translation_of.data, row.data)


def with_translations(*found: Any) -> Any:
    """Read with the pages of a list what their buttons say; they come second to last."""
    *_parent, pages, _request = found
    same = Page.objects.filter(translation_key=OuterRef(OuterRef("translation_key")))
    written = same.filter(alias_of=None).values("locale_id")
    enabled = Translation.objects.filter(source=OuterRef("pk"), enabled=True)
    sources = TranslationSource.objects.filter(
        Exists(enabled), object_id=OuterRef("translation_key"), locale_id=OuterRef("locale_id")
    )
    return pages.annotate(
        lacks_language=Exists(Locale.objects.exclude(pk__in=written)),
        translation_source=Subquery(sources.values("pk")[:1]),
    )


def known_buttons(
    page: Page, user: Any, view_name: str | None = None, next_url: str | None = None
) -> Iterator[Button]:
    """Yield the buttons of wagtail-localize, asking nothing of a page from such a list."""
    if not hasattr(page, "translation_source"):
        yield from wagtail_hooks.page_listing_more_buttons(page, user, view_name, next_url)
        return
    if page.is_root() or not user.has_perm("wagtail_localize.submit_translation"):
        return
    if page.lacks_language:
        key = page.alias_of_id or page.pk
        address = reverse("wagtail_localize:submit_page_translation", args=[key])
        yield ListingButton(_("Translate this page"), address, priority=60, icon_name=ICON)
    if page.translation_source is not None:
        address = reverse("wagtail_localize:update_translations", args=[page.translation_source])
        if next_url is not None:
            address = f"{address}?{urlencode({'next': next_url})}"
        yield ListingButton(_("Sync translated pages"), address, priority=60, icon_name="resubmit")


def let_translators_know_where() -> None:
    """Have each text of the translation editor named by where it is, down to its own field.

    wagtail-localize names the field of the outermost block: each word of a picture with places is
    then told as “Places”.
    """
    edit_translation.get_segment_location_info = location_by_name


def location_by_name(
    instance: Any, tabs: Any, content_path: str, field_path: str, widget: bool = False
) -> dict[str, Any]:
    """Return what wagtail-localize tells of a text, with its whole way through the blocks."""
    location = _location(instance, tabs, content_path, field_path, widget=widget)
    name, *keys = content_path.split(".")
    field = instance._meta.get_field(name)
    if isinstance(field, StreamField):
        stored = field.value_from_object(instance).raw_data
        if top := _step(field.stream_block, stored, keys[0]):
            location["subField"] = WAY.join(_names_below(top, keys[1:])) or None
    return location


def _names_below(step: Step, keys: list[str]) -> Iterator[str]:
    """Yield the label of each block on the way; items of a list are counted, and stand for it."""
    if keys and (below := _step(step.block, step.raw, keys[0])):
        if not isinstance(below.block, ListBlock):
            yield capfirst(str(below.name))
        yield from _names_below(below, keys[1:])


def _step(block: Any, raw: Any, key: str) -> Step | None:
    """What lies below this key; None below blocks without blocks of their own, and for what is gone."""
    if isinstance(block, StructBlock):
        child = block.child_blocks.get(key)
        return child and Step(child.label, child, (raw or {}).get(key))
    if not isinstance(block, StreamBlock | ListBlock):
        return None
    items = {each.get("id"): (number, each) for number, each in enumerate(raw or (), 1)}
    if key not in items:
        return None
    number, item = items[key]
    if isinstance(block, ListBlock):
        child = block.child_block
        return Step(f"{child.label or block.label} {number}", child, item["value"])
    child = block.child_blocks[item["type"]]
    return Step(child.label, child, item["value"])
