"""Fetching what is filtered as a file, and taking a file over: looked at first, then written as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, Final

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.errors import (
    TranslationFileError,
    TranslationFileForgottenError,
    TranslationFileSizeError,
)
from commerce.catalogue.enums import TextOutcome
from commerce.catalogue.selectors.translating import filter_texts, list_text_kinds, read_texts
from commerce.catalogue.services.translating import (
    Judged,
    import_translations,
    judge_translations,
)

from .base import TranslatorsOnly, read_asked
from .formats import read_file, write_csv, write_translators_po

LARGEST: Final = 4 * 1024 * 1024
SHOWN: Final = 500
SALT: Final = "cms.texts.import"
GOOD_FOR: Final = 3600
UNREADABLE: Final = (
    TranslationFileError,
    TranslationFileSizeError,
    TranslationFileForgottenError,
)
WRITES: Final = (TextOutcome.NEW, TextOutcome.CHANGED)


class ExportTextsView(TranslatorsOnly, View):
    """What the desk shows, all pages of it, or everything of a language, as PO or CSV."""

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = read_asked(request.GET)
        if asked.language is None:
            return redirect("cms_texts")
        kinds = list_text_kinds() if request.GET.get("all") else [asked.kind]
        locale = asked.language.code
        rows = (
            row
            for kind in kinds
            for row in read_texts(
                kind=kind,
                locale=locale,
                rows=filter_texts(kind=kind, locale=locale, state=asked.state, search=asked.search),
            )
        )
        is_po = request.GET.get("format") == "po"
        body = write_translators_po(rows, locale=locale) if is_po else write_csv(rows)
        name = "all" if request.GET.get("all") else asked.kind.code
        answer = HttpResponse(
            body, content_type="text/x-gettext-translation" if is_po else "text/csv; charset=utf-8"
        )
        file_name = f"texts-{name}-{locale}.{'po' if is_po else 'csv'}"
        answer.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
        return answer


class ImportTextsView(TranslatorsOnly, WagtailAdminTemplateMixin, TemplateView):
    """POST with a file shows what it would change; POST of what was shown writes that, or nothing."""

    template_name = "cms/back_office/texts/import.html"
    page_title = gettext_lazy("Texts from a file")
    header_icon = "upload"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        desk = {"url": reverse("cms_texts"), "label": _("Catalogue texts")}
        here = {"url": "", "label": self.get_page_title()}
        return [*super().get_breadcrumbs_items(), desk, here]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if self._kept is not None:
                return self._write(self._kept)
            name, content = self._sent()
            return self._show(name, content)
        except UNREADABLE as error:
            messages.error(request, _("Nothing was changed. %(detail)s") % {"detail": error.detail})
        return self.render_to_response(self.get_context_data())

    @cached_property
    def _kept(self) -> Mapping[str, str] | None:
        """The file that was looked at, signed so that nobody has put another in its place."""
        if not (token := self.request.POST.get("looked_at", "")):
            return None
        try:
            kept: Mapping[str, str] = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
        except signing.BadSignature:
            raise TranslationFileForgottenError from None
        return kept

    def _sent(self) -> tuple[str, bytes]:
        file = self.request.FILES.get("file")
        if file is None or not file.size or file.size > LARGEST:
            raise TranslationFileSizeError(megabytes=LARGEST // 1024**2)
        return str(file.name), file.read()

    def _show(self, name: str, content: bytes, *, is_other: bool = False) -> HttpResponse:
        judged = judge_translations(entries=read_file(content, name=name))
        kept = {"name": name, "text": content.decode(), "sum": _sum(judged)}
        token = signing.dumps(kept, salt=SALT, compress=True)
        return self.render_to_response(
            self.get_context_data(
                name=name,
                looked_at=token,
                is_other=is_other,
                writes=sum(each.outcome in WRITES for each in judged),
                outcomes=_counted(judged),
                judged=[each for each in judged if each.outcome in WRITES][:SHOWN],
                left_out=[each for each in judged if _is_left_out(each)][:SHOWN],
                shown=SHOWN,
            )
        )

    def _write(self, kept: Mapping[str, str]) -> HttpResponse:
        content = kept["text"].encode()
        entries = read_file(content, name=kept["name"])
        if _sum(judge_translations(entries=entries)) != kept["sum"]:
            return self._show(kept["name"], content, is_other=True)
        judged = import_translations(entries=entries)
        count = sum(each.outcome in WRITES for each in judged)
        told = ngettext("%(count)d text was written.", "%(count)d texts were written.", count)
        messages.success(self.request, told % {"count": count})
        return redirect("cms_texts")


def _sum(judged: Sequence[Judged]) -> str:
    """A fingerprint of what was shown: what is written has the same one."""
    told = "\n".join(f"{each.entry.line} {each.outcome} {each.before}" for each in judged)
    return sha256(told.encode()).hexdigest()


def _counted(judged: Sequence[Judged]) -> list[tuple[str, int]]:
    counts = Counter(each.outcome for each in judged)
    return [(str(each.label), counts[each]) for each in TextOutcome if counts[each]]


def _is_left_out(each: Judged) -> bool:
    return each.outcome not in (*WRITES, TextOutcome.SAME, TextOutcome.EMPTY)
