"""Addresses of the shop under /api/v1/."""

from django.urls import path, re_path

from . import catalogue, categories, channel, reviews

SLUG = r"(?P<slug>[-\w]+)"

urlpatterns = [
    path("channel/", channel.ChannelView.as_view(), name="channel"),
    path("products/", catalogue.ProductFeedView.as_view(), name="product-list"),
    path("product-filters/", catalogue.ProductFiltersView.as_view(), name="product-filters"),
    re_path(rf"^products/{SLUG}/$", catalogue.ProductView.as_view(), name="product-detail"),
    re_path(
        rf"^products/{SLUG}/reviews/$", reviews.ProductReviewsView.as_view(), name="product-reviews"
    ),
    path("categories/", categories.CategoryTreeView.as_view(), name="category-tree"),
    re_path(rf"^categories/{SLUG}/$", categories.CategoryView.as_view(), name="category-detail"),
]
