"""Products and their stock: Oscar's pages, telling the documents what they changed."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from oscar.apps.dashboard.catalogue import views as upstream

from commerce.core.bus import publish
from commerce.oscar.catalogue.models import Product
from commerce.shop.dashboard.saving import TellingView
from commerce.shop.events import ProductChanged, ProductDeleted
from commerce.shop.services.catalogue import sell_at_stock_price
from commerce.shop.services.documents import withdraw_product
from commerce.tenancy.selectors import current_tenant_id

from .form_groups import ListingForms, PriceForms
from .forms import ProductCategoryFormSet, ProductClassSelectForm, ProductForm, StockRecordFormSet


class TenantProducts:
    """Staff see the products of the current tenant, sellers those of them that they stock."""

    def filter_queryset(self, queryset: QuerySet[Product]) -> QuerySet[Product]:
        rows: QuerySet[Product] = super().filter_queryset(queryset)  # type: ignore[misc]
        return rows.filter(tenant=current_tenant_id())


class ProductListView(TenantProducts, upstream.ProductListView):
    productclass_form_class = ProductClassSelectForm


class ProductCreateUpdateView(TellingView, TenantProducts, upstream.ProductCreateUpdateView):
    """The product page, with languages, channels and prices."""

    form_class = ProductForm
    category_formset = ProductCategoryFormSet
    stockrecord_formset = StockRecordFormSet

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # No page of the shop shows recommended products.
        del self.formsets["recommended_formset"]
        self.formsets |= {"listing_forms": ListingForms, "price_forms": PriceForms}

    def forms_valid(self, form: ProductForm, formsets: dict[str, Any]) -> HttpResponseBase:
        """Save all. The price of a stock record is its price in the currency's own channels."""
        formsets["listing_forms"].product = form.instance
        response: HttpResponseBase = super().forms_valid(form, formsets)
        for stock_form in formsets["stockrecord_formset"]:
            if stock_form.instance.pk and {"price", "price_currency"} & {*stock_form.changed_data}:
                sell_at_stock_price(stockrecord=stock_form.instance)
        return response

    def tell(self) -> None:
        if self.object is not None:
            publish(ProductChanged(product_id=self.object.pk))


class ProductDeleteView(TellingView, TenantProducts, upstream.ProductDeleteView):
    """Deletes a product together with its documents."""

    def before(self) -> None:
        product = self.get_object()
        self.deleted = ProductDeleted(product_id=product.pk, parent_id=product.parent_id)
        withdraw_product(product_id=product.pk)

    def tell(self) -> None:
        publish(self.deleted)


class ProductBulkActionConfirmView(upstream.ProductBulkActionConfirmView):
    """Prices and visibility of many products at once."""

    def get_selectable_queryset(self) -> QuerySet[Product]:
        rows: QuerySet[Product] = super().get_selectable_queryset()
        return rows.filter(tenant=current_tenant_id())

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
