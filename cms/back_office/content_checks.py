"""What to look at before a page is published: beside Wagtail's own checks, and as a report."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from wagtail.admin.views.pages.preview import PreviewOnEditView

from cms.findings import list_findings, search_appearance
from cms.models import HeronPage


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


def content_check_urls() -> list[Any]:
    return [path("page-checks/<int:page_id>/", CheckDraftView.as_view(), name="cms_page_checks")]
