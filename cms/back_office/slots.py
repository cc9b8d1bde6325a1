"""How often the variants of personalised places were shown, and how often somebody went on from them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms import selectors
from cms.models import HeronPage
from cms.own_rows import own_pages

PERIODS: Final = {7: _("A week"), 30: _("30 days"), 90: _("90 days"), 365: _("A year")}


class SlotsView(WagtailAdminTemplateMixin, TemplateView):
    """Of all pages that somebody may edit, or of one."""

    template_name = "cms/back_office/slots.html"
    page_title = _("Personalised places")
    header_icon = "group"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    @property
    def days(self) -> int:
        asked = self.request.GET.get("days", "")
        return int(asked) if asked in {str(each) for each in PERIODS} else 30

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        asked = self.request.GET.get("page", "")
        pages = own_pages(selectors.list_editable_pages(user=self.request.user))
        if not pages.exists():
            raise PermissionDenied
        if asked.isdecimal() and len(asked) < 10:
            pages = pages.filter(pk=asked)
        since = timezone.localdate() - timedelta(days=self.days - 1)
        return super().get_context_data(
            variants=selectors.list_shown_variants(pages=pages, since=since),
            asked=asked,
            days=self.days,
            periods=PERIODS.items(),
            **context,
        )


def slots_urls() -> list[URLPattern]:
    return [path("reports/places/", SlotsView.as_view(), name="cms_slots")]


class SlotsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return selectors.edits_pages(user=request.user)


def slots_item() -> SlotsItem:
    return SlotsItem(_("Personalised places"), reverse("cms_slots"), icon_name="group", order=865)


def slots_button(page: Page, user: Any, view_name: str, next_url: Any = None) -> Iterator[Button]:
    """Yield the entry of the menu of a page that has such a place, or had one that was counted."""
    specific = page.specific
    if not isinstance(specific, HeronPage) or not page.permissions_for_user(user).can_edit():
        return
    has_place = any(block.block_type == "slot" for block in specific.body)
    if has_place or (view_name == "edit" and selectors.has_counts(page=page)):
        address = f"{reverse('cms_slots')}?page={page.pk}"
        yield Button(_("What its places showed"), address, icon_name="group", priority=68)
