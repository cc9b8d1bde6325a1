"""Pages of the money of orders in the dashboard."""

from __future__ import annotations

from typing import Any

from django.urls import path
from oscar.core.application import OscarDashboardConfig

SEE = ["order.view_order", "payments.view_paymentsession"]
MOVE = [*SEE, "order.change_order"]
REFUND = [*SEE, "payments.refund_payment"]


class MoneyDashboardConfig(OscarDashboardConfig):
    name = "commerce.ordering.dashboard.money"
    label = "money_dashboard"
    permissions_map = {
        "money-order": SEE,
        "money-refund": REFUND,
        "money-capture": MOVE,
        "money-void": MOVE,
        "money-problems": SEE,
        "money-fact-close": MOVE,
    }

    def get_urls(self) -> list[Any]:
        from . import problems, views

        pages: list[tuple[str, Any, str]] = [
            ("orders/<str:number>/", views.OrderMoneyView, "order"),
            ("orders/<str:number>/refund/", views.RefundView, "refund"),
            ("orders/<str:number>/<str:payment>/capture/", views.CaptureView, "capture"),
            ("orders/<str:number>/<str:payment>/void/", views.VoidView, "void"),
            ("problems/", problems.ProblemsView, "problems"),
            ("problems/<str:fact>/close/", problems.CloseFactView, "fact-close"),
        ]
        patterns: list[Any] = self.post_process_urls(
            [path(route, view.as_view(), name=f"money-{name}") for route, view, name in pages]
        )
        return patterns
