"""Judged sets: their files, and what they say about an engine and a configuration."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from commerce.core.errors import DomainError
from search.back_office.forms import ChannelForm
from search.back_office.views import OwnCreateView, OwnEditView, own_rows
from search.back_office.viewsets import ChannelViewSet
from search.laboratory.measuring.metrics import Judgements, Table, judged_skus
from search.laboratory.measuring.rankers import BASELINE
from search.laboratory.measuring.significance import compare_tables
from search.laboratory.models import JudgedSet
from search.laboratory.selectors import get_judgements
from search.laboratory.services.evaluation import evaluate
from search.laboratory.services.gate import pair_queries
from search.laboratory.services.judging import MAX_BYTES, export_judgements, import_judgements
from search.selectors.configurations import draft_configuration, get_configuration

PUBLISHED, DRAFT = "published", "draft"
SUBJECTS = {
    PUBLISHED: _("Configuration in force"),
    DRAFT: _("Draft"),
    BASELINE: _("Plain matching of names and descriptions"),
}
# A page is waited for; larger sets are measured with the command.
MAX_QUERIES = 500


class JudgedSetCreateView(OwnCreateView):
    def get_success_url(self) -> str:
        """Go on with the judgements: a set without any says nothing."""
        return reverse("search_judged_sets:import", args=[self.object.pk])


class JudgedSetEditView(OwnEditView):
    """The form of a set, with the ways to its judgements."""

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        ways = (("import", _("Import"), "upload"), ("export", _("Export"), "download"))
        buttons = [self._button(*way) for way in ways]
        return [self._button("evaluate", _("Evaluate"), "tasks"), *buttons]

    def _button(self, name: str, label: Any, icon: str) -> HeaderButton:
        url = reverse(f"search_judged_sets:{name}", args=[self.object.pk])
        return HeaderButton(label, url=url, icon_name=icon)


class SetPage(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page about one judged set of the person's own channels."""

    model = JudgedSet
    permission_required = "change"
    header_icon = "list-ol"

    @cached_property
    def judged_set(self) -> JudgedSet:
        rows = own_rows(self).select_related("channel__tenant")
        found: JudgedSet = get_object_or_404(rows, pk=self.kwargs["pk"])
        return found

    def get_page_subtitle(self) -> str:
        return self.judged_set.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index, edit = reverse("search_judged_sets:index"), self.edit_url
        return [
            *self.breadcrumbs_items,
            {"url": index, "label": JudgedSet._meta.verbose_name_plural},
            {"url": edit, "label": self.judged_set.name},
            {"url": "", "label": self.page_title},
        ]

    @property
    def edit_url(self) -> str:
        return reverse("search_judged_sets:edit", args=[self.judged_set.pk])

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        judgements = get_judgements(judged_set=self.judged_set)
        return super().get_context_data(
            judged_set=self.judged_set,
            edit_url=self.edit_url,
            queries=len(judgements),
            skus=len(judged_skus(judgements)),
            **given,
        )


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("CSV file"),
        help_text=_(
            "With the columns query, sku and grade, in UTF-8; 3 is exactly right, 0 wrong."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )


class ImportSetView(SetPage):
    page_title = _("Import judgements")
    template_name = "search/laboratory/judged_set_import.html"

    def post(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        form = FileForm(request.POST, request.FILES)
        if form.is_valid() and self._take_over(form):
            return HttpResponseRedirect(self.edit_url)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        return super().get_context_data(**{"form": FileForm(), **given})

    def _take_over(self, form: FileForm) -> bool:
        content = form.cleaned_data["file"].read(MAX_BYTES + 1)
        try:
            count = import_judgements(judged_set=self.judged_set, content=content)
        except DomainError as error:
            form.add_error("file", error.detail)
            return False
        done = ngettext(
            "%(count)d judgement taken over.", "%(count)d judgements taken over.", count
        )
        messages.success(self.request, done % {"count": count})
        return True


class ExportSetView(SetPage):
    def get(self, request: HttpRequest, *args: Any, **options: Any) -> Any:
        lines = export_judgements(judged_set=self.judged_set)
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = (
            f'attachment; filename="judged-set-{self.judged_set.pk}.csv"'
        )
        return response


class EvaluateSetView(SetPage):
    """Measures when two subjects are chosen, one against the other."""

    page_title = _("Evaluate")
    template_name = "search/laboratory/judged_set_evaluate.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        before, after = (self._chosen(name) for name in ("before", "after"))
        result: dict[str, Any] = {}
        if before and after:
            result = self._compare(before, after)
        return super().get_context_data(
            subjects=SUBJECTS,
            before=before or BASELINE,
            after=after or PUBLISHED,
            **result,
            **given,
        )

    def _chosen(self, name: str) -> str | None:
        wanted = self.request.GET.get(name)
        return wanted if wanted in SUBJECTS else None

    def _compare(self, before: str, after: str) -> dict[str, Any]:
        judgements = get_judgements(judged_set=self.judged_set)
        if not judgements:
            return {"problem": _("This set has no judgements yet.")}
        if len(judgements) > MAX_QUERIES:
            return {
                "problem": _("This set is too large for a page; use “manage.py search evaluate”.")
            }
        try:
            tables = [self._measure(subject, judgements) for subject in (before, after)]
        except DomainError as error:
            return {"problem": error.detail}
        pairs = sorted(pair_queries(*tables), key=lambda row: (row.difference, row.query))
        return {
            "figures": [
                (SUBJECTS[subject], table.figures)
                for subject, table in zip((before, after), tables, strict=True)
            ],
            "comparison": compare_tables(*tables),
            "rows": pairs,
        }

    def _measure(self, subject: str, judgements: Judgements) -> Table:
        channel = self.judged_set.channel
        is_draft = subject == DRAFT
        return evaluate(
            judgements=judgements,
            engine=BASELINE if subject == BASELINE else None,
            channel=channel,
            locale=self.judged_set.locale,
            configuration=draft_configuration(channel) if is_draft else get_configuration(channel),
        )


class JudgedSetViewSet(ChannelViewSet):
    """Judged sets, with their files and their figures."""

    model = JudgedSet
    name = "search_judged_sets"
    url_prefix = "search-marketing/judged-sets"
    icon = "list-ol"
    menu_label = _("Judged sets")
    add_view_class = JudgedSetCreateView
    edit_view_class = JudgedSetEditView
    list_display = ["name", "channel", "locale", DateColumn("updated_at", label=_("Last change"))]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("channel"), FieldPanel("locale")]),
            FieldPanel("name"),
            FieldPanel("description"),
        ],
        base_form_class=ChannelForm,
    )

    def get_urlpatterns(self) -> list[Any]:
        own = [
            path("import/<int:pk>/", self.construct_view(ImportSetView), name="import"),
            path("export/<int:pk>/", self.construct_view(ExportSetView), name="export"),
            path("evaluate/<int:pk>/", self.construct_view(EvaluateSetView), name="evaluate"),
        ]
        return [*super().get_urlpatterns(), *own]
