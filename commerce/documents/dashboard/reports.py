"""Tax reports in the dashboard: figures, the documents behind them, and files for the tax office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views import generic

from commerce.core.spreadsheets import csv_line
from commerce.documents.answers import keep_private
from commerce.documents.selectors.reports import (
    documents_behind,
    oss_report_of,
    report_of,
    totals_of,
)

from .report_forms import OssReportForm, RateForm, TaxReportForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from commerce.documents.models import DocumentTax
    from commerce.documents.selectors.reports import Asked, OssReport, ReportRow

Form = TaxReportForm | OssReportForm
# In the union scheme Greece writes EL.
CODES: Final = {"GR": "EL"}
# Of the return of Annex III to Implementing Regulation (EU) 2020/194, box by box.
OSS_COLUMNS: Final = (
    *("record", "member_state_of_consumption", "supply_type", "vat_rate_type", "vat_rate"),
    *("taxable_amount", "vat_amount", "currency", "corrected_period"),
)
REPORT_COLUMNS: Final = (
    *("country", "treatment", "rate", "net", "tax", "gross", "currency", "documents"),
)
# Parcels leave a house: what this shop sells across a border is a distance sale of goods.
GOODS: Final = "GOODS"


class _ReportView(generic.TemplateView):
    """A form in the address; without one, what is usually asked."""

    form_class: ClassVar[type[Form]]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given = {**self.form_class.usual(), **self.request.GET.dict()}
        form = self.form_class(given)
        told = self.tell(form.asked()) if form.is_valid() else {}
        return super().get_context_data(**kwargs, form=form, query=urlencode(given), **told)

    def tell(self, asked: Asked) -> dict[str, Any]:
        raise NotImplementedError


class TaxReportView(_ReportView):
    template_name = "documents/dashboard/tax_report.html"
    form_class = TaxReportForm

    def tell(self, asked: Asked) -> dict[str, Any]:
        rows = report_of(asked)
        return {"rows": rows, "totals": totals_of(rows)}


class OssReportView(_ReportView):
    template_name = "documents/dashboard/oss_report.html"
    form_class = OssReportForm

    def tell(self, asked: Asked) -> dict[str, Any]:
        return {"report": oss_report_of(asked)}


class _FileView(generic.View):
    """The same report as a file; what cannot be asked is not found."""

    form_class: ClassVar[type[Form]]

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        form = self.form_class({**self.form_class.usual(), **request.GET.dict()})
        if not form.is_valid():
            raise Http404
        return self.write(form.asked())

    def write(self, asked: Asked) -> HttpResponse:
        raise NotImplementedError


class TaxReportFileView(_FileView):
    form_class = TaxReportForm

    def write(self, asked: Asked) -> HttpResponse:
        rows = map(_report_cells, report_of(asked))
        return _as_file(f"taxes-{asked.since}-{asked.until}.csv", REPORT_COLUMNS, rows)


class OssReportFileView(_FileView):
    form_class = OssReportForm

    def write(self, asked: Asked) -> HttpResponse:
        rows = oss_cells(oss_report_of(asked))
        return _as_file(f"oss-{asked.since}-{asked.until}.csv", OSS_COLUMNS, rows)


class TaxReportDocumentsView(generic.ListView):  # type: ignore[type-arg]
    """The documents behind one row of the tax report, and what each adds to it."""

    template_name = "documents/dashboard/tax_report_documents.html"
    context_object_name = "rows"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[DocumentTax]:
        given = self.request.GET
        self.period, self.rate = TaxReportForm(given), RateForm(given)
        if not (self.period.is_valid() and self.rate.is_valid()):
            raise Http404(_("There is no such row in the report."))
        return documents_behind(self.period.asked(), **self.rate.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        named = {name: self.request.GET.get(name, "") for name in self.period.fields}
        query = urlencode({name: value for name, value in named.items() if value})
        rate = self.rate.cleaned_data
        return super().get_context_data(**kwargs, rate=rate, query=query)


def _report_cells(row: ReportRow) -> Sequence[object]:
    return (
        *(row.country, row.treatment, row.plain_percentage),
        *(row.net.amount, row.tax.amount, row.gross.amount, row.currency, row.documents),
    )


def oss_cells(report: OssReport) -> Iterable[Sequence[object]]:
    """Yield a line for each member state and rate, then one for each earlier quarter corrected."""
    for row in report.supplies:
        yield (
            *("SUPPLY", CODES.get(row.country, row.country), GOODS),
            *("STANDARD" if row.rate_kind == "standard" else "REDUCED", f"{row.percentage:.2f}"),
            *(row.net.amount, row.tax.amount, row.tax.currency, ""),
        )
    for fix in report.corrections:
        yield (
            *("CORRECTION", CODES.get(fix.country, fix.country), "", "", ""),
            *("", fix.tax.amount, fix.tax.currency, f"{fix.year}-Q{fix.quarter}"),
        )


def _as_file(
    name: str, columns: Sequence[object], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    text = "".join(map(csv_line, (columns, *rows)))
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    keep_private(answer)
    return answer
