"""Categories, product types, attributes and options: Oscar's pages, telling what they changed."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from oscar.apps.dashboard.catalogue import views as upstream

from commerce.catalogue.dashboard.saving import TellingView
from commerce.catalogue.events import CatalogueWordsChanged, CategoryChanged
from commerce.catalogue.services.catalogue import announce_categories
from commerce.core.bus import publish
from commerce.oscar.catalogue.models import Category
from commerce.tenancy.selectors import current_tenant_id

from .forms import AttributeOptionFormSet, CategoryForm, ProductAttributesFormSet, ProductClassForm


class TellingCategory(TellingView):
    """The category that was saved, with those below it, which may have moved along."""

    object: Category

    def tell(self) -> None:
        publish(CategoryChanged(tenant_id=current_tenant_id(), category_id=self.object.pk))


class BulkTellingCategories:
    """Visibility of many categories at once."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with transaction.atomic():
            response: HttpResponseBase = super().post(request, *args, **kwargs)  # type: ignore[misc]
            publish(CategoryChanged(tenant_id=current_tenant_id()))
        return response


class CategoryListView(BulkTellingCategories, upstream.CategoryListView):
    pass


class CategoryDetailListView(BulkTellingCategories, upstream.CategoryDetailListView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.get_object()
        return super().post(request, *args, **kwargs)


class CategoryCreateView(TellingCategory, upstream.CategoryCreateView):
    form_class = CategoryForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "parent" in kwargs:
            get_object_or_404(Category, pk=kwargs["parent"])
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


class CategoryUpdateView(TellingCategory, upstream.CategoryUpdateView):
    form_class = CategoryForm


class CategoryDeleteView(TellingView, upstream.CategoryDeleteView):
    """Deletes a category and those below it."""

    def before(self) -> None:
        below: QuerySet[Category] = Category.get_tree(self.get_object())
        self.deleted_ids = list(below.values_list("pk", flat=True))

    def tell(self) -> None:
        announce_categories(tenant_id=current_tenant_id(), category_ids=self.deleted_ids)


class TellingWords(TellingView):
    """Words of one product type, or of all that share an option group."""

    def tell(self) -> None:
        publish(CatalogueWordsChanged(tenant_id=current_tenant_id()))


class ProductClassListView(upstream.ProductClassListView):
    pass


class ProductClassCreateView(TellingWords, upstream.ProductClassCreateView):
    form_class = ProductClassForm
    product_attributes_formset = ProductAttributesFormSet


class ProductClassUpdateView(TellingWords, upstream.ProductClassUpdateView):
    form_class = ProductClassForm
    product_attributes_formset = ProductAttributesFormSet

    def tell(self) -> None:
        publish(
            CatalogueWordsChanged(tenant_id=current_tenant_id(), product_class_id=self.object.pk)
        )


class ProductClassDeleteView(TellingWords, upstream.ProductClassDeleteView):
    """Deletes a type that no product has; otherwise the page says how many are in the way."""

    form_class = Form  # upstream asks for all fields of the type to confirm that it goes

    def form_valid(self, form: Form) -> HttpResponseBase:
        if self.object.products.exists():
            return self.render_to_response(self.get_context_data(form=form))
        response: HttpResponseBase = super().form_valid(form)
        return response


class OptionGroupListView(upstream.AttributeOptionGroupListView):
    pass


class OptionGroupCreateView(TellingWords, upstream.AttributeOptionGroupCreateView):
    attribute_option_formset = AttributeOptionFormSet


class OptionGroupUpdateView(TellingWords, upstream.AttributeOptionGroupUpdateView):
    attribute_option_formset = AttributeOptionFormSet


class OptionGroupDeleteView(TellingWords, upstream.AttributeOptionGroupDeleteView):
    pass
