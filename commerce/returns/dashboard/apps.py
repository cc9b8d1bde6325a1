"""Pages of returns in the dashboard."""

from __future__ import annotations

from typing import Any

from django.urls import path
from oscar.core.application import OscarDashboardConfig

from commerce.returns.permissions import SEE


class ReturnsDashboardConfig(OscarDashboardConfig):
    name = "commerce.returns.dashboard"
    label = "returns_dashboard"
    permissions_map = {"return-list": [SEE], "return-detail": [SEE], "return-photo": [SEE]}

    def get_urls(self) -> list[Any]:
        from . import views

        pages: list[tuple[str, Any, str]] = [
            ("", views.ReturnListView, "return-list"),
            ("<str:number>/", views.ReturnView, "return-detail"),
            ("<str:number>/photo/", views.ReturnPhotoView, "return-photo"),
        ]
        patterns: list[Any] = self.post_process_urls(
            [path(route, view.as_view(), name=name) for route, view, name in pages]
        )
        return patterns
