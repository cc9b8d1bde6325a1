"""Which products stand on the website, and where."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.views.reports import ReportView

from cms.selectors import edits_pages, list_shown_products
from commerce.oscar.catalogue.models import Product
from commerce.tenancy.selectors import current_tenant_id


class EditorsOnly:
    """A view for who may edit a page."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not edits_pages(user=request.user):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer


class ShownProducts(EditorsOnly, ReportView):
    model = Product
    page_title = _("Products on the website")
    header_icon = "tag"
    index_url_name = "cms_shown_products"
    index_results_url_name = "cms_shown_products_results"
    columns = [
        TitleColumn("title", label=_("Product"), url_name="cms_product_usage"),
        Column("uses", label=_("Used"), width="20%"),
    ]
    list_export = ["title", "uses"]

    def get_queryset(self) -> Any:
        return list_shown_products(tenant_id=current_tenant_id())


class ProductUsage(EditorsOnly, UsageView):
    """Wagtail's list of what names a product: pages, menus and the like, drafts not among them."""

    model = Product
    header_icon = "tag"
    index_url_name = "cms_shown_products"
    usage_url_name = "cms_product_usage"
    permission_policy = None
    permission_required = None

    def get_base_object_queryset(self) -> Any:
        return Product.objects.filter(tenant=current_tenant_id())


def shown_products_urls() -> list[URLPattern]:
    results = ShownProducts.as_view(results_only=True)
    return [
        path("reports/products/", ShownProducts.as_view(), name="cms_shown_products"),
        path("reports/products/results/", results, name="cms_shown_products_results"),
        path("products/usage/<int:pk>/", ProductUsage.as_view(), name="cms_product_usage"),
    ]


class ShownProductsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return edits_pages(user=request.user)


def shown_products_item() -> ShownProductsItem:
    return ShownProductsItem(
        _("Products on the website"), reverse("cms_shown_products"), icon_name="tag", order=863
    )
