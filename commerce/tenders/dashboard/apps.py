"""Pages of gift cards, bank statements and invoice customers in the dashboard."""

from __future__ import annotations

from typing import Any

from django.urls import path
from oscar.core.application import OscarDashboardConfig

PURSE, STATEMENT, TERMS = (
    "tenders.view_purseaccount",
    "tenders.view_statement",
    "tenders.view_invoiceterms",
)


class TendersDashboardConfig(OscarDashboardConfig):
    name = "commerce.tenders.dashboard"
    label = "tenders_dashboard"
    permissions_map = {
        "purse-list": [PURSE],
        "purse-detail": [PURSE],
        "purse-issue": [PURSE, "tenders.add_purseaccount"],
        "purse-credit": [PURSE, "tenders.add_purseaccount"],
        "purse-correct": [PURSE, "tenders.change_purseaccount"],
        "purse-block": [PURSE, "tenders.change_purseaccount"],
        "statement-list": [STATEMENT, "tenders.add_statement"],
        "statement-detail": [STATEMENT],
        "statement-book": [STATEMENT, "tenders.change_statementline"],
        "statement-line": [STATEMENT, "tenders.change_statementline"],
        "invoice-list": [TERMS],
        "invoice-new": [TERMS, "tenders.change_invoiceterms"],
        "invoice-terms": [TERMS, "tenders.change_invoiceterms"],
    }

    def get_urls(self) -> list[Any]:
        from . import invoices, purses, statements

        pages: list[tuple[str, Any, str]] = [
            ("gift-cards/", purses.PurseListView, "purse-list"),
            ("gift-cards/new/", purses.IssueView, "purse-issue"),
            ("gift-cards/credit/", purses.CreditView, "purse-credit"),
            ("gift-cards/<str:purse>/", purses.PurseView, "purse-detail"),
            ("gift-cards/<str:purse>/correct/", purses.CorrectView, "purse-correct"),
            ("gift-cards/<str:purse>/block/", purses.BlockView, "purse-block"),
            ("statements/", statements.StatementListView, "statement-list"),
            ("statements/<str:statement>/", statements.StatementView, "statement-detail"),
            ("statements/<str:statement>/book/", statements.BookExactView, "statement-book"),
            ("statements/<str:statement>/<int:line>/", statements.LineView, "statement-line"),
            ("invoices/", invoices.InvoiceListView, "invoice-list"),
            ("invoices/new/", invoices.InvoiceTermsView, "invoice-new"),
            ("invoices/<int:pk>/", invoices.InvoiceTermsView, "invoice-terms"),
        ]
        patterns: list[Any] = self.post_process_urls(
            [path(route, view.as_view(), name=name) for route, view, name in pages]
        )
        return patterns
