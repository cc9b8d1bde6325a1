"""What to look at before a page is published: beside Wagtail's own checks, and as a report."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.admin.views.pages.preview import PreviewOnEditView

from cms.findings import list_findings, search_appearance
from cms.models import HeronPage
from cms.storefront import storefront_origin
from commerce.tenancy.selectors import own_channels


class CheckDraftView(PreviewOnEditView):
    """The findings of what is in the editor now, which Wagtail keeps for the preview."""

    http_method_names = ("get",)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form(self._get_form_data(self._get_form_state()))
        if self.validate_form(form):
            form.save(commit=False)
        page = self.object
        context = {}
        if isinstance(page, HeronPage):
            context = {"findings": list_findings(page=page), "seo": search_appearance(page=page)}
        answer = render(request, "cms/back_office/findings.html", context)
        answer.headers["Cache-Control"] = "private, no-store"
        return answer


class StorefrontChecker(ContentCheckerItem):
    """Wagtail's checks of the drawn page, which stands on another origin than the editor."""

    def get_axe_spec(self, request: HttpRequest) -> dict[str, Any]:
        storefronts = {storefront_origin(channel) for channel in own_channels()}
        origins = [
            "<same_origin>",
            settings.WAGTAILADMIN_BASE_URL.rstrip("/"),
            *sorted(storefronts),
        ]
        return {**super().get_axe_spec(request), "allowedOrigins": origins}


def let_checks_reach_the_storefront(request: HttpRequest, items: list[Any], page: Any) -> None:
    """Have the editor and the drawn page talk about what was found."""
    for place, item in enumerate(items):
        if isinstance(item, ContentCheckerItem):
            items[place] = StorefrontChecker(in_editor=item.in_editor)


def content_check_urls() -> list[Any]:
    return [path("page-checks/<int:page_id>/", CheckDraftView.as_view(), name="cms_page_checks")]
