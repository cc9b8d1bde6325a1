"""Products and their stock: Oscar's pages, telling the documents what they changed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from oscar.apps.dashboard.catalogue import views as upstream

from commerce.catalogue.dashboard.saving import TellingView
from commerce.catalogue.events import ProductChanged, ProductDeleted
from commerce.catalogue.registry import list_product_tools
from commerce.catalogue.selectors.offers import is_shared, list_offers, without_shared
from commerce.catalogue.services.catalogue import sell_at_stock_price
from commerce.catalogue.services.documents import withdraw_product
from commerce.catalogue.services.stock import lock_unpromised, withdraw_offers
from commerce.core.bus import publish
from commerce.core.errors import DomainError
from commerce.core.row_tools import list_row_tools
from commerce.oscar.catalogue.models import Product

from .form_groups import ListingForms, PriceForms
from .forms import ProductForm
from .stock_forms import StockRecordFormSet


class ProductCreateUpdateView(TellingView, upstream.ProductCreateUpdateView):
    """The product page, with languages, channels and prices.

    A seller changes stock and prices only of what others sell, too.
    """

    form_class = ProductForm
    stockrecord_formset = StockRecordFormSet
    formsets: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # No page of the shop shows recommended products.
        del self.formsets["recommended_formset"]
        self.formsets |= {"listing_forms": ListingForms, "price_forms": PriceForms}

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        if self._is_anothers_too():
            kept = ("stockrecord_formset", "price_forms")
            self.formsets = {name: self.formsets[name] for name in kept}
            for field in form.fields.values():
                field.disabled, field.show_hidden_initial = True, False
        return form

    def forms_valid(self, form: ProductForm, formsets: dict[str, Any]) -> HttpResponseBase:
        """Save all that was changed."""
        if "listing_forms" in formsets:
            formsets["listing_forms"].product = form.instance
        response: HttpResponseBase = super().forms_valid(form, formsets)
        return response

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**given)
        if self.object is not None and self.object.pk is not None:
            context["product_tools"] = list_product_tools(self.request, self.object)
            self._offer_tools_of_prices(context["price_forms"])
        return context

    def _offer_tools_of_prices(self, price_forms: Any) -> None:
        for form in price_forms:
            if form.price is not None:
                form.row_tools = list_row_tools(self.request, form.price)

    def tell(self) -> None:
        if self.object is not None:
            publish(ProductChanged(product_id=self.object.pk))

    def _is_anothers_too(self) -> bool:
        return not self.request.user.is_staff and self.object is not None and is_shared(self.object)


class ProductDeleteView(TellingView, upstream.ProductDeleteView):
    """Deletes a product together with its documents; of a shared one a seller's offer only."""

    deleted: ProductDeleted | None = None

    def delete(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        product: Product = self.get_object()
        if not request.user.is_staff:
            try:
                if is_shared(product):
                    return self._withdraw(product)
                lock_unpromised(stockrecords=list_offers(product))
            except DomainError as error:
                messages.error(request, error.detail)
                return redirect("dashboard:catalogue-product", pk=product.pk)
        self.deleted = ProductDeleted(product_id=product.pk, parent_id=product.parent_id)
        withdraw_product(product_id=product.pk)
        self.object = product
        response: HttpResponseBase = super().delete(request, *args, **kwargs)
        return response

    def tell(self) -> None:
        if self.deleted is not None:
            publish(self.deleted)

    def _withdraw(self, product: Product) -> HttpResponseBase:
        withdraw_offers(stockrecords=list_offers(product))
        messages.success(self.request, _("You do not offer this product any more."))
        return redirect("dashboard:catalogue-product-list")


class ProductBulkActionConfirmView(upstream.ProductBulkActionConfirmView):
    """Prices and visibility of many products at once. Sellers leave visible what others sell."""

    def get_selectable_queryset(self) -> Any:
        rows = super().get_selectable_queryset()
        is_sellers_price = self._action == "set_product_price" or self.request.user.is_staff
        return rows if is_sellers_price else without_shared(rows)

    def execute_action(self, request: HttpRequest, form: Any) -> Any:
        products = list(self.get_objects(form).prefetch_related("stockrecords"))
        result = super().execute_action(request, form)
        for product in products:
            for record in product.stockrecords.all():
                record.refresh_from_db()
                sell_at_stock_price(stockrecord=record)
            publish(ProductChanged(product_id=product.pk))
        return result

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with transaction.atomic():
            response: HttpResponseBase = super().post(request, *args, **kwargs)
        return response
