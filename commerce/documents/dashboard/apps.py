"""Pages of documents in the dashboard."""

from __future__ import annotations

from typing import Any

from django.urls import path
from oscar.core.application import OscarDashboardConfig

from commerce.documents.permissions import SEE, WORK
from commerce.ordering.registry import offer_order_action


class DocumentsDashboardConfig(OscarDashboardConfig):
    name = "commerce.documents.dashboard"
    label = "documents_dashboard"
    permissions_map = {
        **{name: [SEE] for name in ("document-list", "document-file", "document-xml")},
        **{name: [SEE] for name in ("document-batch", "document-batch-file")},
        **{name: [SEE] for name in ("tax-report", "tax-report-file", "tax-report-documents")},
        **{name: [SEE] for name in ("oss-report", "oss-report-file")},
        **{name: [WORK] for name in ("document-redraw", "document-invoice", "document-batch-ask")},
    }

    def ready(self) -> None:
        from .batches import SELECTED, DocumentsOfSelected

        super().ready()
        offer_order_action(SELECTED, DocumentsOfSelected())

    def get_urls(self) -> list[Any]:
        from . import batches, reports, views

        pages: list[tuple[str, Any, str]] = [
            ("", views.DocumentListView, "document-list"),
            ("of/<str:number>/invoice/", views.InvoiceView, "document-invoice"),
            ("batches/", batches.BatchAskView, "document-batch-ask"),
            ("batches/<str:public_id>/", batches.BatchView, "document-batch"),
            ("batches/<str:public_id>/file/", batches.BatchFileView, "document-batch-file"),
            ("taxes/", reports.TaxReportView, "tax-report"),
            ("taxes/file/", reports.TaxReportFileView, "tax-report-file"),
            ("taxes/documents/", reports.TaxReportDocumentsView, "tax-report-documents"),
            ("taxes/oss/", reports.OssReportView, "oss-report"),
            ("taxes/oss/file/", reports.OssReportFileView, "oss-report-file"),
            ("<str:public_id>/file/", views.DocumentFileView, "document-file"),
            ("<str:public_id>/xml/", views.DocumentXmlView, "document-xml"),
            ("<str:public_id>/again/", views.DocumentAgainView, "document-redraw"),
        ]
        patterns: list[Any] = self.post_process_urls(
            [path(route, view.as_view(), name=name) for route, view, name in pages]
        )
        return patterns
