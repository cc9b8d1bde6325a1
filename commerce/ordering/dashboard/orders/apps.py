"""Oscar's pages of orders, with the parcels and states that the fork below cannot know."""

from __future__ import annotations

from typing import Any

from django.urls import path

from commerce.oscar.dashboard.orders import apps


class OrdersDashboardConfig(apps.OrdersDashboardConfig):
    name = "commerce.ordering.dashboard.orders"

    def ready(self) -> None:
        super().ready()
        from . import views

        self.order_list_view = views.OrderListView
        self.order_detail_view = views.OrderDetailView
        self.line_detail_view = views.LineDetailView

    def configure_permissions(self) -> None:
        super().configure_permissions()
        self.permissions_map["order-pick-list"] = self.permissions_map["order-list"]

    def get_urls(self) -> list[Any]:
        from .picking import PickListView

        page = path("pick-list/", PickListView.as_view(), name="order-pick-list")
        urls: list[Any] = [*self.post_process_urls([page]), *super().get_urls()]
        return urls
