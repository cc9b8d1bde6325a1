"""Oscar's pages of orders, with the parcels and states that the fork below cannot know."""

from __future__ import annotations

from commerce.oscar.dashboard.orders import apps


class OrdersDashboardConfig(apps.OrdersDashboardConfig):
    name = "commerce.ordering.dashboard.orders"

    def ready(self) -> None:
        super().ready()
        from . import views

        self.order_list_view = views.OrderListView
        self.order_detail_view = views.OrderDetailView
        self.line_detail_view = views.LineDetailView
