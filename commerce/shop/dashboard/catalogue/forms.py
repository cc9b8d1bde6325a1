"""Oscar's forms of the catalogue with translations and the fields that are ours."""

from __future__ import annotations

from typing import Any

from django.forms.models import inlineformset_factory
from oscar.apps.dashboard.catalogue import forms as upstream
from oscar.apps.dashboard.catalogue import formsets as upstream_formsets

from commerce.oscar.catalogue.models import (
    AttributeOption,
    AttributeOptionGroup,
    Category,
    Product,
    ProductAttribute,
    ProductClass,
)
from commerce.oscar.partner.models import StockRecord
from commerce.shop.dashboard.addressed import AddressedFormMixin
from commerce.shop.dashboard.translated import TranslatedFormMixin
from commerce.shop.models import (
    AttributeOptionTranslation,
    AttributeTranslation,
    CategoryAddress,
    CategoryTranslation,
    ProductAddress,
    ProductClassTranslation,
    ProductTranslation,
)
from commerce.tenancy.selectors import current_tenant_id


class ProductForm(AddressedFormMixin, TranslatedFormMixin, upstream.ProductForm):
    address_model = ProductAddress
    address_owner = "product"
    translation_model = ProductTranslation
    owner_field = "product"
    translated_fields = ("name", "slug", "summary", "description", "seo_title", "seo_description")

    class Meta(upstream.ProductForm.Meta):
        fields = [*upstream.ProductForm.Meta.fields, "summary"]

    def primary_form_fields(self) -> list[Any]:
        """The summary stands right under the title."""
        fields = super().primary_form_fields()
        return sorted(fields, key=lambda field: (field.name != "title", field.name != "summary"))


class ProductClassSelectForm(upstream.ProductClassSelectForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["product_class"].queryset = ProductClass.objects.filter(
            tenant=current_tenant_id()
        )


class StockRecordForm(upstream.StockRecordForm):
    def __init__(self, product_class: ProductClass, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(product_class, user, *args, **kwargs)
        partners = self.fields["partner"].queryset
        self.fields["partner"].queryset = partners.filter(tenant=current_tenant_id())


class ProductCategoryForm(upstream.ProductCategoryForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = Category.objects.filter(tenant=current_tenant_id())


class CategoryForm(AddressedFormMixin, TranslatedFormMixin, upstream.CategoryForm):
    address_model = CategoryAddress
    address_owner = "category"
    translation_model = CategoryTranslation
    owner_field = "category"
    translated_fields = ("name", "slug", "description")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["exclude_from_menu"]  # menus are written in the website's back office


class ProductClassForm(TranslatedFormMixin, upstream.ProductClassForm):
    translation_model = ProductClassTranslation
    owner_field = "product_class"
    translated_fields = ("name",)


class ProductAttributesForm(TranslatedFormMixin, upstream.ProductAttributesForm):
    translation_model = AttributeTranslation
    owner_field = "attribute"
    translated_fields = ("name",)

    class Meta(upstream.ProductAttributesForm.Meta):
        ours = ["unit", "is_variant_axis", "is_facet", "position"]
        fields = [*upstream.ProductAttributesForm.Meta.fields, *ours]


class AttributeOptionForm(TranslatedFormMixin, upstream.AttributeOptionForm):
    translation_model = AttributeOptionTranslation
    owner_field = "option"
    translated_fields = ("label",)

    class Meta(upstream.AttributeOptionForm.Meta):
        fields = [*upstream.AttributeOptionForm.Meta.fields, "code", "swatch", "position"]


class StockRecordFormSet(
    upstream_formsets.StockRecordFormSet,
    inlineformset_factory(Product, StockRecord, form=StockRecordForm, extra=1),  # type: ignore[misc]
):
    """Stock records with the tenant's partners."""


class ProductCategoryFormSet(
    upstream_formsets.ProductCategoryFormSet,
    inlineformset_factory(  # type: ignore[misc]
        Product, Product.categories.through, form=ProductCategoryForm, extra=1, can_delete=True
    ),
):
    """Places in the tenant's category tree."""


ProductAttributesFormSet = inlineformset_factory(
    ProductClass, ProductAttribute, form=ProductAttributesForm, extra=3
)
AttributeOptionFormSet = inlineformset_factory(
    AttributeOptionGroup, AttributeOption, form=AttributeOptionForm, extra=3
)
