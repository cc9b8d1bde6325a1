"""Pages of gift cards and store credit in the dashboard."""

from __future__ import annotations

from typing import Any

from django.urls import path
from oscar.core.application import OscarDashboardConfig

SEE = "tenders.view_purseaccount"


class TendersDashboardConfig(OscarDashboardConfig):
    name = "commerce.tenders.dashboard"
    label = "tenders_dashboard"
    permissions_map = {
        "purse-list": [SEE],
        "purse-detail": [SEE],
        "purse-issue": [SEE, "tenders.add_purseaccount"],
        "purse-credit": [SEE, "tenders.add_purseaccount"],
        "purse-correct": [SEE, "tenders.change_purseaccount"],
        "purse-block": [SEE, "tenders.change_purseaccount"],
    }

    def get_urls(self) -> list[Any]:
        from . import views

        pages: list[tuple[str, Any, str]] = [
            ("", views.PurseListView, "purse-list"),
            ("new/", views.IssueView, "purse-issue"),
            ("credit/", views.CreditView, "purse-credit"),
            ("<str:purse>/", views.PurseView, "purse-detail"),
            ("<str:purse>/correct/", views.CorrectView, "purse-correct"),
            ("<str:purse>/block/", views.BlockView, "purse-block"),
        ]
        patterns: list[Any] = self.post_process_urls(
            [path(route, view.as_view(), name=name) for route, view, name in pages]
        )
        return patterns
