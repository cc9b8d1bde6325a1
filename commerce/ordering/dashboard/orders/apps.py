"""Oscar's pages of orders, with the parcels and states that the fork below cannot know."""

from __future__ import annotations

from typing import Any

from django.urls import path

from commerce.oscar.dashboard.orders import apps

SEE = ["is_staff", "order.view_order"]
CHANGE = ["is_staff", "order.view_order", "order.change_order"]


class OrdersDashboardConfig(apps.OrdersDashboardConfig):
    name = "commerce.ordering.dashboard.orders"

    def ready(self) -> None:
        super().ready()
        from . import drafts, editing, lists, picking, views

        self.order_list_view = views.OrderListView
        self.order_detail_view = views.OrderDetailView
        self.line_detail_view = views.LineDetailView
        self.edit_view = editing.EditOrderView
        self.shipping_address_view = editing.ShippingAddressView
        self.goods_view = editing.OrderGoodsView
        self.payment_link_view = editing.PaymentLinkView
        self.pick_list_view = picking.PickListView
        self.filter_save_view = lists.FilterSaveView
        self.filter_delete_view = lists.FilterDeleteView
        self.batch_view = lists.BatchView
        self.draft_list_view = drafts.DraftListView
        self.draft_view = drafts.DraftView
        self.draft_goods_view = drafts.DraftGoodsView
        self.draft_step_view = drafts.DraftStepView

    def configure_permissions(self) -> None:
        super().configure_permissions()
        self.permissions_map |= {
            "order-edit": CHANGE,
            "order-goods": CHANGE,
            "order-payment-link": CHANGE,
            "order-filter-save": SEE,
            "order-filter-delete": SEE,
            "order-batch": CHANGE,
            "order-draft-list": CHANGE,
            "order-draft": CHANGE,
            "order-draft-goods": CHANGE,
            "order-draft-step": CHANGE,
            "order-pick-list": self.permissions_map["order-list"],
        }

    def get_urls(self) -> list[Any]:
        pages = [
            path("filters/", self.filter_save_view.as_view(), name="order-filter-save"),
            path(
                "filters/<str:public_id>/delete/",
                self.filter_delete_view.as_view(),
                name="order-filter-delete",
            ),
            path("batches/<str:public_id>/", self.batch_view.as_view(), name="order-batch"),
            path("drafts/", self.draft_list_view.as_view(), name="order-draft-list"),
            path("drafts/<str:public_id>/", self.draft_view.as_view(), name="order-draft"),
            path(
                "drafts/<str:public_id>/goods/",
                self.draft_goods_view.as_view(),
                name="order-draft-goods",
            ),
            path(
                "drafts/<str:public_id>/<str:step>/",
                self.draft_step_view.as_view(),
                name="order-draft-step",
            ),
            path("pick-list/", self.pick_list_view.as_view(), name="order-pick-list"),
            path("<str:number>/edit/", self.edit_view.as_view(), name="order-edit"),
            path("<str:number>/goods/", self.goods_view.as_view(), name="order-goods"),
            path(
                "<str:number>/payment-link/",
                self.payment_link_view.as_view(),
                name="order-payment-link",
            ),
        ]
        own: list[Any] = self.post_process_urls(pages)
        return [*own, *super().get_urls()]
