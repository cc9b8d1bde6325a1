"""Bank statements: uploaded, compared with what is awaited, and booked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import generic

from commerce.core.errors import DomainError
from commerce.tenancy.selectors import list_own_channels
from commerce.tenders.enums import LineState
from commerce.tenders.models import Statement, StatementLine
from commerce.tenders.reading.lines import MOST_BYTES
from commerce.tenders.reading.tables import HEADINGS
from commerce.tenders.selectors.matching import read_open, suggest
from commerce.tenders.services import statements

LIST, DETAIL = "dashboard:statement-list", "dashboard:statement-detail"
LABELS = {
    "day": gettext_lazy("Column of the day"),
    "amount": gettext_lazy("Column of the amount"),
    "currency": gettext_lazy("Column of the currency"),
    "payer": gettext_lazy("Column of the payer's name"),
    "text": gettext_lazy("Column of the text"),
    "reference": gettext_lazy("Column of the bank's reference"),
}


class UploadForm(forms.Form):
    """A file, and the headings of its columns where it is a table that is not understood."""

    file = forms.FileField(
        label=gettext_lazy("File"), help_text=gettext_lazy("camt.053 (XML) or CSV, at most 5 MB.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        channels = list_own_channels()
        self.fields["channel"] = forms.ModelChoiceField(
            channels, label=gettext_lazy("Channel"), initial=channels.first()
        )
        last = Statement.objects.exclude(columns={}).first()
        for name in HEADINGS:
            self.fields[name] = forms.CharField(
                label=LABELS[name],
                required=False,
                max_length=100,
                initial=last.columns.get(name, "") if last else "",
            )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 5 MB."))
        return file

    @property
    def columns(self) -> dict[str, str]:
        return {name: said for name in HEADINGS if (said := self.cleaned_data[name])}


class StatementListView(generic.FormView):  # type: ignore[type-arg]
    form_class = UploadForm
    template_name = "tenders/dashboard/statement_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = Statement.objects.select_related("channel", "uploaded_by")[:50]
        return super().get_context_data(**kwargs, statements=known)

    def form_valid(self, form: UploadForm) -> HttpResponse:
        given = form.cleaned_data
        try:
            statement = statements.keep_statement(
                channel_id=given["channel"].pk,
                name=given["file"].name,
                content=given["file"].read(),
                columns=form.columns,
                actor=self.request.user,  # type: ignore[arg-type]
            )
        except DomainError as refusal:
            form.add_error("file", refusal.detail)
            return self.form_invalid(form)
        return redirect(DETAIL, statement=statement.public_id)


class StatementView(generic.TemplateView):
    template_name = "tenders/dashboard/statement_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        statement = _statement(kwargs["statement"])
        awaited = read_open(statement.channel_id)
        exact: list[Any] = []
        near: list[Any] = []
        unknown: list[Any] = []
        settled: list[StatementLine] = []
        for line in statement.lines.all():
            found = suggest(line, awaited) if line.state == LineState.OPEN else []
            if line.state != LineState.OPEN:
                settled.append(line)
            elif [each.is_exact for each in found] == [True]:
                exact.append((line, found))
            else:
                (near if found else unknown).append((line, found))
        return super().get_context_data(
            statement=statement, exact=exact, near=near, unknown=unknown, settled=settled
        )


class BookExactView(generic.View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, statement: str) -> HttpResponse:
        """Book all lines that leave no question."""
        number = statements.book_exact(
            statement=_statement(statement),
            actor=request.user,  # type: ignore[arg-type]
        )
        text = ngettext("%(number)d line was booked.", "%(number)d lines were booked.", number)
        messages.success(request, text % {"number": number})
        return redirect(DETAIL, statement=statement)


class LineView(generic.View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, statement: str, line: int) -> HttpResponse:
        """Book one line, for a payment that was suggested or an order that is named; or set it
        aside, or take that back.
        """
        lines = StatementLine.objects.filter(statement=_statement(statement), pk=line)
        if not lines.exists():
            raise Http404
        try:
            self._settle(request, line)
        except DomainError as refusal:
            messages.error(request, refusal.detail)
        return redirect(DETAIL, statement=statement)

    def _settle(self, request: HttpRequest, line: int) -> None:
        actor: Any = request.user
        match request.POST.get("act", ""):
            case "book":
                session = request.POST.get("session", "")
                statements.book_line(line_id=line, session=session, actor=actor)
            case "order":
                number = request.POST.get("number", "")
                statements.book_to_order(line_id=line, order_number=number, actor=actor)
            case "aside" | "back" as act:
                statements.set_aside(line_id=line, is_aside=act == "aside", actor=actor)


def _statement(name: str) -> Statement:
    found = Statement.objects.filter(public_id=name).first()
    if found is None:
        raise Http404
    return found
