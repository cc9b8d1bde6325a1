"""Shipping rates, in the place of Oscar's charges by weight, which this shop does not know."""

from __future__ import annotations

from typing import Any

from django.urls import path
from oscar.apps.dashboard.shipping import apps


class ShippingDashboardConfig(apps.ShippingDashboardConfig):
    name = "commerce.ordering.dashboard.shipping"

    def configure_permissions(self) -> None:
        see = "shipping.view_shippingrate"
        self.permissions_map = {
            "shipping-rate-list": [see],
            "shipping-rate-create": [see, "shipping.add_shippingrate"],
            "shipping-rate-update": [see, "shipping.change_shippingrate"],
            "shipping-rate-delete": [see, "shipping.delete_shippingrate"],
        }

    def ready(self) -> None:
        from . import views

        self.list_view = views.RateListView
        self.create_view = views.RateCreateView
        self.update_view = views.RateUpdateView
        self.delete_view = views.RateDeleteView
        self.configure_permissions()

    def get_urls(self) -> Any:
        pages: list[tuple[str, Any, str]] = [
            ("rates/", self.list_view, "list"),
            ("rates/new/", self.create_view, "create"),
            ("rates/<int:pk>/", self.update_view, "update"),
            ("rates/<int:pk>/delete/", self.delete_view, "delete"),
        ]
        return self.post_process_urls(
            [
                path(route, view.as_view(), name=f"shipping-rate-{name}")
                for route, view, name in pages
            ]
        )
