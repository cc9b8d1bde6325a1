"""Oscar's forms of the catalogue with translations and the fields that are ours."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.forms.models import inlineformset_factory
from django.utils.translation import gettext_lazy as _
from oscar.apps.dashboard.catalogue import forms as upstream

from commerce.catalogue.dashboard.addressed import AddressedFormMixin
from commerce.catalogue.dashboard.catalogue.tax_fields import offer_tax_classes, tell_other_class
from commerce.catalogue.dashboard.seen import SeenFormMixin
from commerce.catalogue.dashboard.translated import TranslatedFormMixin
from commerce.catalogue.models import (
    AttributeOptionTranslation,
    AttributeTranslation,
    CategoryAddress,
    CategoryTranslation,
    ProductAddress,
    ProductClassTranslation,
    ProductTranslation,
)
from commerce.catalogue.selectors.variants import find_twin
from commerce.oscar.catalogue.models import (
    AttributeOption,
    AttributeOptionGroup,
    ProductAttribute,
    ProductClass,
)


class ProductForm(SeenFormMixin, AddressedFormMixin, TranslatedFormMixin, upstream.ProductForm):
    address_model = ProductAddress
    address_owner = "product"
    translation_model = ProductTranslation
    owner_field = "product"
    translated_fields = ("name", "slug", "summary", "description", "seo_title", "seo_description")

    class Meta(upstream.ProductForm.Meta):
        to_send = ["weight", "length", "width", "height", "shipping_class"]
        for_customs = ["hs_code", "origin_country"]
        fields = [*upstream.ProductForm.Meta.fields, "summary", "tax_class", *to_send, *for_customs]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_tax_classes(self)
        if self.instance.pk is not None:
            self.see()

    def clean(self) -> dict[str, Any]:
        chosen = dict(self.cleaned_data)
        given = super().clean()
        if (
            self.instance.is_child
            and not self.errors
            and (twin := find_twin(self.instance, chosen))
        ):
            message = _("“%(variant)s” has the same options: variants differ in at least one.")
            raise ValidationError(message % {"variant": twin})
        return given

    def save(self, commit: bool = True) -> Any:
        saved = super().save(commit)
        tell_other_class(self)
        return saved

    def primary_form_fields(self) -> list[Any]:
        """The summary stands right under the title."""
        fields = super().primary_form_fields()
        return sorted(fields, key=lambda field: (field.name != "title", field.name != "summary"))


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

    class Meta(upstream.ProductClassForm.Meta):
        fields = [*upstream.ProductClassForm.Meta.fields, "is_gift_card", "tax_class"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["options"]  # texts of the buyer's own are not part of this shop
        offer_tax_classes(self)

    def save(self, commit: bool = True) -> Any:
        saved = super().save(commit)
        tell_other_class(self)
        return saved


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


ProductAttributesFormSet = inlineformset_factory(
    ProductClass, ProductAttribute, form=ProductAttributesForm, extra=3
)
AttributeOptionFormSet = inlineformset_factory(
    AttributeOptionGroup, AttributeOption, form=AttributeOptionForm, extra=3
)
