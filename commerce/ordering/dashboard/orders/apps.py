"""Oscar's pages of orders, with the parcels and states that the fork below cannot know."""

from __future__ import annotations

from typing import Any

from django.urls import path

from commerce.oscar.dashboard.orders import apps

CHANGE = ["is_staff", "order.view_order", "order.change_order"]


class OrdersDashboardConfig(apps.OrdersDashboardConfig):
    name = "commerce.ordering.dashboard.orders"

    def ready(self) -> None:
        super().ready()
        from . import editing, picking, views

        self.order_list_view = views.OrderListView
        self.order_detail_view = views.OrderDetailView
        self.line_detail_view = views.LineDetailView
        self.edit_view = editing.EditOrderView
        self.payment_link_view = editing.PaymentLinkView
        self.pick_list_view = picking.PickListView

    def configure_permissions(self) -> None:
        super().configure_permissions()
        self.permissions_map |= {
            "order-edit": CHANGE,
            "order-payment-link": CHANGE,
            "order-pick-list": self.permissions_map["order-list"],
        }

    def get_urls(self) -> list[Any]:
        pages = [
            path("pick-list/", self.pick_list_view.as_view(), name="order-pick-list"),
            path("<str:number>/edit/", self.edit_view.as_view(), name="order-edit"),
            path(
                "<str:number>/payment-link/",
                self.payment_link_view.as_view(),
                name="order-payment-link",
            ),
        ]
        own: list[Any] = self.post_process_urls(pages)
        return [*own, *super().get_urls()]
