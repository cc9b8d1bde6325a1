"""Pages of the money of orders in the dashboard."""

from __future__ import annotations

from typing import Any

from django.urls import path
from oscar.core.application import OscarDashboardConfig

SEE = ["order.view_order", "payments.view_paymentsession"]
MOVE = [*SEE, "order.change_order"]
REFUND = [*SEE, "payments.refund_payment"]
ONE = "differences/<str:movement>"


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
        "money-differences": SEE,
        "money-difference-book": MOVE,
        "money-difference-look": MOVE,
        "money-difference-refund": REFUND,
        "money-difference-close": MOVE,
        "money-given-back": SEE,
        "money-refused": SEE,
        "money-refused-again": MOVE,
        "money-refused-credit": [*MOVE, "payments.refund_payment"],
        "money-refused-close": MOVE,
    }

    def get_urls(self) -> list[Any]:
        from . import differences, given_back, problems, refused, views

        pages: list[tuple[str, Any, str]] = [
            ("orders/<str:number>/", views.OrderMoneyView, "order"),
            ("orders/<str:number>/refund/", views.RefundView, "refund"),
            ("orders/<str:number>/<str:payment>/capture/", views.CaptureView, "capture"),
            ("orders/<str:number>/<str:payment>/void/", views.VoidView, "void"),
            ("problems/", problems.ProblemsView, "problems"),
            ("problems/<str:fact>/close/", problems.CloseFactView, "fact-close"),
            ("differences/", differences.DifferencesView, "differences"),
            (f"{ONE}/book/", differences.BookView, "difference-book"),
            (f"{ONE}/look/", differences.LookAgainView, "difference-look"),
            (f"{ONE}/refund/", differences.GiveBackView, "difference-refund"),
            (f"{ONE}/close/", differences.CloseView, "difference-close"),
            ("given-back/", given_back.GivenBackView, "given-back"),
            ("refused/", refused.RefusedView, "refused"),
            ("refused/<str:instruction>/again/", refused.TryAgainView, "refused-again"),
            ("refused/<str:instruction>/credit/", refused.CreditView, "refused-credit"),
            ("refused/<str:instruction>/close/", refused.CloseRefusedView, "refused-close"),
        ]
        patterns: list[Any] = self.post_process_urls(
            [path(route, view.as_view(), name=f"money-{name}") for route, view, name in pages]
        )
        return patterns
