"""What an editor is told after saving something that readers will not see as it was meant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from cms import documents, selectors
from cms.models import Banner, HeronPage, Menu, ReusableContent
from cms.references import Rail, Reference, References


def tell_about_page(request: HttpRequest, page: Any) -> None:
    """Tell of what a page shows and that was deleted."""
    if isinstance(page, HeronPage):
        _tell_of_gone(request, documents.page_references(page))


def tell_about_snippet(request: HttpRequest, instance: Any) -> None:
    """Tell of links of a menu or banner to what was deleted, and of banners that hide each other."""
    if isinstance(instance, Menu):
        _tell_of_gone(request, documents.stream_references_of([instance.items]))
    elif isinstance(instance, ReusableContent):
        _tell_of_gone(request, documents.stream_references_of([instance.body]))
    elif isinstance(instance, Banner):
        _tell_of_gone(request, documents.stream_references_of([instance.link]))
        _tell_of_others(request, instance)


def _tell_of_gone(request: HttpRequest, references: Iterable[Reference | Rail]) -> None:
    count = selectors.count_gone(references=References.collect(references))
    if count:
        text = ngettext(
            "Saved. %(count)d thing that is chosen here was deleted: readers do not see it.",
            "Saved. %(count)d things that are chosen here were deleted: readers do not see them.",
            count,
        )
        messages.warning(request, text % {"count": count})


def _tell_of_others(request: HttpRequest, banner: Banner) -> None:
    live = list(selectors.list_live_beside(banner=banner))
    if banner.live and len(live) > 1:
        text = _("Readers see one banner at a time. The first of the live ones is “%(banner)s”.")
        messages.warning(request, text % {"banner": live[0]})
