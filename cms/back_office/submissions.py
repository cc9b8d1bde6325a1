"""What readers have sent with forms: Wagtail's own list and export, with files to open."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_GET
from wagtail.contrib.forms.utils import get_forms_for_user
from wagtail.contrib.forms.views import SubmissionsListView

from cms.models import FormPage, SubmittedFile
from cms.own_rows import own_pages
from commerce.core.spreadsheets import cell


class CarefulSubmissionsView(SubmissionsListView):
    """Wagtail's, whose files can be opened and whose export holds no formulas."""

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**options)
        if not self.is_export:
            _link_files(context["data_rows"], [one["name"] for one in context["data_headings"]])
        return context

    def to_row_dict(self, item: Any) -> Any:
        row = super().to_row_dict(item)
        return {name: _plain(value) for name, value in row.items()}


def list_submissions_carefully() -> None:
    """Let all forms be listed so."""
    FormPage.submissions_list_view_class = CarefulSubmissionsView


def own_forms_only(user: Any, forms: Any) -> Any:
    """The forms of the tenant at work."""
    return own_pages(forms)


def submitted_file_urls() -> list[URLPattern]:
    return [path("forms/files/<int:file_id>/", submitted_file, name="submitted_file")]


@require_GET
def submitted_file(request: HttpRequest, file_id: int) -> HttpResponse:
    """Answer with the file for keeping, never for showing: a stranger has made it."""
    rows = SubmittedFile.objects.select_related("submission__page")
    file = rows.filter(pk=file_id).first()
    if file is None or not _may_see(request, file):
        raise Http404
    headers = {
        "Content-Disposition": f'attachment; filename="{_ascii(file.name)}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HttpResponse(bytes(file.content), content_type=file.media_type, headers=headers)


def _may_see(request: HttpRequest, file: SubmittedFile) -> bool:
    forms = get_forms_for_user(request.user)
    return bool(forms.filter(pk=file.submission.page_id).exists())


def _link_files(rows: list[dict[str, Any]], names: list[str]) -> None:
    files = SubmittedFile.objects.defer("content").filter(
        submission__in=[row["model_id"] for row in rows]
    )
    by_place = {(file.submission_id, file.field_name): file for file in files}
    for row in rows:
        for place, name in enumerate(names):
            if file := by_place.get((row["model_id"], name)):
                address = reverse("submitted_file", args=[file.pk])
                row["fields"][place] = format_html('<a href="{}">{}</a>', address, file.name)


def _plain(value: Any) -> Any:
    """A text that no spreadsheet takes for a formula; what is no text stays."""
    if isinstance(value, list):
        value = ", ".join(value)
    return cell(value) if isinstance(value, str) else value


def _ascii(name: str) -> str:
    kept = "".join(sign for sign in name if sign.isascii() and sign not in '"\\')
    return kept if kept.rpartition(".")[0].strip() else f"file{kept.strip()}"
