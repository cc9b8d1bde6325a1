"""The page of the desk: how much is done, and fifty things at a time, each beside its source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.conf import settings
from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.registry import find_translator
from commerce.catalogue.enums import TextState
from commerce.catalogue.selectors.translating import (
    count_texts,
    filter_texts,
    list_text_kinds,
    read_texts,
)

from .base import Asked, TranslatorsOnly, language_of, read_asked

PAGE_SIZE: Final = 50


class TextDeskView(TranslatorsOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/back_office/texts/desk.html"
    page_title = gettext_lazy("Catalogue texts")
    header_icon = "wagtail-localize-language"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    @cached_property
    def asked(self) -> Asked:
        return read_asked(self.request.GET)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        asked = self.asked
        return super().get_context_data(
            asked=asked,
            source=language_of(settings.LANGUAGE_CODE),
            states=TextState.choices,
            kinds=list_text_kinds(),
            counts=self._counts(),
            can_propose=find_translator(asked.kind.code) is not None,
            **self._page(),
            **context,
        )

    def _counts(self) -> Sequence[dict[str, Any]]:
        """One row for each kind of which there is anything; one query for each."""
        codes = [each.code for each in self.asked.languages]
        rows = []
        for kind in list_text_kinds():
            counts = count_texts(kind=kind, locales=codes) if codes else {}
            cells: list[dict[str, Any]] = [
                {
                    "count": counts[code],
                    "address": self.asked.with_(kind=kind.code, language=code, state="", q=""),
                    "is_chosen": kind == self.asked.kind and code == self._code,
                }
                for code in codes
            ]
            if any(each["count"].total for each in cells):
                rows.append({"kind": kind, "cells": cells})
        return rows

    def _page(self) -> dict[str, Any]:
        asked = self.asked
        if asked.language is None:
            return {"rows": [], "page": None}
        found = filter_texts(
            kind=asked.kind, locale=self._code, state=asked.state, search=asked.search
        )
        page = Paginator(found, PAGE_SIZE).get_page(self.request.GET.get("p"))
        here: Any = page.object_list
        rows = read_texts(kind=asked.kind, locale=self._code, rows=here)
        return {"rows": rows, "page": page}

    @property
    def _code(self) -> str:
        return self.asked.language.code if self.asked.language else ""
