"""Addresses of the shop under /api/v1/."""

from django.urls import path, re_path

from . import catalogue

urlpatterns = [
    path("products/", catalogue.ProductListView.as_view(), name="product-list"),
    re_path(
        r"^products/(?P<slug>[-\w]+)/$", catalogue.ProductView.as_view(), name="product-detail"
    ),
]
