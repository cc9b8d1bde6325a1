"""Taking over a glossary as a table: each term of it is written, or none is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.back_office.texts.tables import decoded, read_table
from cms.errors import TranslationFileError, TranslationFileSizeError
from cms.services import TermLine, import_terms
from commerce.catalogue.enums import TextOutcome
from commerce.catalogue.selectors.writing import list_text_locales
from commerce.tenancy.selectors import current_channel

# What a list of the glossary is written out under; the last two may be missing.
HEADINGS: Final = {
    "text": "term",
    "target_locale": "language",
    "translation": "translation",
    "source_locale": "from",
    "note": "note",
}
NEEDED: Final = ("term", "language", "translation")
RIGHTS: Final = ("cms.add_glossaryterm", "cms.change_glossaryterm")
LARGEST: Final = 1024 * 1024


class ImportTermsView(WagtailAdminTemplateMixin, TemplateView):
    """POST with a file writes its terms; of a file with a mistake nothing is written."""

    template_name = "cms/back_office/terms_file.html"
    page_title = gettext_lazy("Terms from a file")
    header_icon = "upload"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user: Any = request.user
        if not user.has_perms(RIGHTS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        glossary = {"url": reverse("glossary:index"), "label": _("Glossary")}
        here = {"url": "", "label": self.get_page_title()}
        return [*super().get_breadcrumbs_items(), glossary, here]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            terms = [*self._read()]
            counts = import_terms(tenant=current_channel().tenant, terms=terms)
        except (TranslationFileError, TranslationFileSizeError) as error:
            messages.error(request, _("Nothing was changed. %(detail)s") % {"detail": error.detail})
            return self.render_to_response(self.get_context_data())
        told = [f"{each.label}: {counts[each]}" for each in TextOutcome if counts[each]]
        messages.success(request, "; ".join(told) or _("The file would change nothing."))
        return redirect("glossary:index")

    def _read(self) -> Iterator[TermLine]:
        file = self.request.FILES.get("file")
        if file is None or not file.size or file.size > LARGEST:
            raise TranslationFileSizeError(megabytes=LARGEST // 1024**2)
        locales = list_text_locales(tenant_id=current_channel().tenant_id)
        for line, row in read_table(decoded(file.read()), NEEDED):
            yield _term(line, row, locales)


def terms_file_urls() -> list[Any]:
    return [path("glossary/import/", ImportTermsView.as_view(), name="cms_terms_import")]


def _term(line: int, row: Mapping[str, str], locales: list[str]) -> TermLine:
    source, target = row.get("from") or settings.LANGUAGE_CODE, row["language"]
    for code in filter(None, (source, target)):
        if code not in locales:
            reason = _("“%(code)s” is no language of the shop.") % {"code": code[:16]}
            raise TranslationFileError(line=line, reason=reason)
    text, translation = " ".join(row["term"].split()), " ".join(row["translation"].split())
    return TermLine(line, text, source, target, translation, row.get("note"))
