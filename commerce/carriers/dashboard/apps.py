"""What the dashboard's page of an order asks of labels."""

from __future__ import annotations

from typing import Any

from django.urls import path
from oscar.core.application import OscarDashboardConfig

from commerce.carriers.permissions import WORK


class CarriersDashboardConfig(OscarDashboardConfig):
    name = "commerce.carriers.dashboard"
    label = "carriers_dashboard"
    permissions_map = {
        name: [WORK] for name in ("label-make", "label-cancel", "label-print", "label-customs")
    }

    def get_urls(self) -> list[Any]:
        from . import views

        pages: list[tuple[str, Any, str]] = [
            ("orders/<str:number>/<str:parcel>/", views.MakeLabelView, "label-make"),
            ("<str:label>/cancel/", views.CancelLabelView, "label-cancel"),
            ("<str:label>/customs/", views.PrintCustomsView, "label-customs"),
            ("<str:label>/", views.PrintLabelView, "label-print"),
        ]
        patterns: list[Any] = self.post_process_urls(
            [path(route, view.as_view(), name=name) for route, view, name in pages]
        )
        return patterns
