"""Pick products, categories and segments of the tenant one works for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from commerce.oscar.catalogue.models import Category, Product
from commerce.tenancy.selectors import current_tenant_id

Segment = apps.get_model("notifications", "Segment")


class SearchForm(BaseFilterForm):
    """One field; each subclass says what it searches."""

    q = forms.CharField(label=_("Search term"), required=False, max_length=200)

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        objects = super().filter(objects)
        self.search_query = self.cleaned_data.get("q", "").strip()
        self.is_searching = bool(self.search_query)
        return self.search(objects) if self.is_searching else objects

    def search(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        raise NotImplementedError


class ProductSearchForm(SearchForm):
    q = forms.CharField(
        label=_("Search term"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": _("Name or article number")}),
    )

    def search(self, objects: QuerySet[Product]) -> QuerySet[Product]:
        words = self.search_query
        return objects.filter(
            Q(title__icontains=words)
            | Q(upc__iexact=words)
            | Q(stockrecords__partner_sku__iexact=words)
            | Q(children__stockrecords__partner_sku__iexact=words)
        ).distinct()


class CategorySearchForm(SearchForm):
    def search(self, objects: QuerySet[Category]) -> QuerySet[Category]:
        return objects.filter(name__icontains=self.search_query)


class ProductViews:
    """Products that have a page of their own: standalone ones and parents of variants."""

    model_class: type[Product]
    filter_form_class = ProductSearchForm

    def get_object_list(self) -> QuerySet[Product]:
        products = Product.objects.filter(tenant=current_tenant_id(), parent=None)
        return products.select_related("product_class").order_by("title", "pk")

    @property
    def columns(self) -> list[Column]:
        title = super().columns  # type: ignore[misc]
        return [*title, Column("product_class", label=_("Kind")), Column("upc", label=_("UPC"))]


class ChooseProduct(ProductViews, chooser.ChooseView):
    pass


class ChooseProductResults(ProductViews, chooser.ChooseResultsView):
    pass


class CategoryViews:
    """Categories in the order of the tree."""

    filter_form_class = CategorySearchForm

    def get_object_list(self) -> QuerySet[Category]:
        return Category.objects.filter(tenant=current_tenant_id()).order_by("path")


class ChooseCategory(CategoryViews, chooser.ChooseView):
    pass


class ChooseCategoryResults(CategoryViews, chooser.ChooseResultsView):
    pass


class ProductChooserViewSet(ChooserViewSet):
    model = Product
    icon = "tag"
    choose_one_text = _("Choose a product")
    choose_another_text = _("Choose another product")
    choose_view_class = ChooseProduct
    choose_results_view_class = ChooseProductResults
    register_widget = False


class CategoryChooserViewSet(ChooserViewSet):
    model = Category
    icon = "folder-open-inverse"
    choose_one_text = _("Choose a category")
    choose_another_text = _("Choose another category")
    choose_view_class = ChooseCategory
    choose_results_view_class = ChooseCategoryResults
    register_widget = False
    per_page = 50


class SegmentChooserViewSet(ChooserViewSet):
    """Rows of other tenants are not found by the model's manager."""

    model = Segment
    icon = "group"
    choose_one_text = _("Choose a segment")
    choose_another_text = _("Choose another segment")
    register_widget = False


segment_chooser = SegmentChooserViewSet("segment_chooser")
product_chooser = ProductChooserViewSet("product_chooser")
category_chooser = CategoryChooserViewSet("category_chooser")
