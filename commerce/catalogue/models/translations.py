"""Catalogue texts in the languages other than the tenant's own, which Oscar's fields hold.

An empty field falls back to the base text.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.core.translated import fingerprint


class Translation(models.Model):
    """The texts of one thing in one language, and fingerprints of what they were made of.

    `base_columns` are the owner's columns that hold the base text of each field.
    """

    owner_field: ClassVar[str]
    base_columns: ClassVar[Mapping[str, str]] = {"name": "name"}

    locale = models.CharField(_("Language"), max_length=16)
    made_of = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    def tell(self, texts: Mapping[str, Any], bases: Mapping[str, str | None]) -> None:
        """Set texts. What changes was made of the base text, by its column, as it is now.

        A text that stays as it was keeps what it was made of.
        """
        self.made_of = self.made_of_after(texts, bases)
        for name, text in texts.items():
            setattr(self, name, text)

    def made_of_after(
        self, texts: Mapping[str, Any], bases: Mapping[str, str | None]
    ) -> dict[str, str]:
        """Return what the fields are made of when these texts are set."""
        made_of = {**self.made_of}
        for name in texts.keys() & self.base_columns.keys():
            if not texts[name]:
                made_of.pop(name, None)
            elif texts[name] != getattr(self, name):
                made_of[name] = fingerprint(bases[self.base_columns[name]])
        return made_of


class ProductTranslation(Translation):
    owner_field = "product"
    base_columns: ClassVar[Mapping[str, str]] = {
        "name": "title",
        "summary": "summary",
        "description": "description",
        "seo_title": "meta_title",
        "seo_description": "meta_description",
    }

    product = models.ForeignKey("catalogue.Product", models.CASCADE, related_name="translations")
    name = models.CharField(_("Name"), max_length=255, blank=True)
    slug = models.SlugField(
        _("Slug"), max_length=255, blank=True, allow_unicode=True, db_index=False
    )
    summary = models.CharField(_("Summary"), max_length=255, blank=True)
    description = models.TextField(_("Description"), blank=True)
    seo_title = models.CharField(_("Title for search engines"), max_length=255, blank=True)
    seo_description = models.TextField(_("Description for search engines"), blank=True)

    class Meta:
        verbose_name = _("Product translation")
        verbose_name_plural = _("Product translations")
        constraints = [
            models.UniqueConstraint(fields=["product", "locale"], name="product_once_per_locale"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.locale})"


class CategoryTranslation(Translation):
    owner_field = "category"
    base_columns: ClassVar[Mapping[str, str]] = {
        "name": "name",
        "description": "description",
        "seo_title": "meta_title",
        "seo_description": "meta_description",
    }

    category = models.ForeignKey("catalogue.Category", models.CASCADE, related_name="translations")
    name = models.CharField(_("Name"), max_length=255, blank=True)
    slug = models.SlugField(
        _("Slug"), max_length=255, blank=True, allow_unicode=True, db_index=False
    )
    description = models.TextField(_("Description"), blank=True)
    seo_title = models.CharField(_("Title for search engines"), max_length=255, blank=True)
    seo_description = models.TextField(_("Description for search engines"), blank=True)

    class Meta:
        verbose_name = _("Category translation")
        verbose_name_plural = _("Category translations")
        constraints = [
            models.UniqueConstraint(fields=["category", "locale"], name="category_once_per_locale"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.locale})"


class AttributeTranslation(Translation):
    owner_field = "attribute"

    attribute = models.ForeignKey(
        "catalogue.ProductAttribute", models.CASCADE, related_name="translations"
    )
    name = models.CharField(_("Name"), max_length=128)

    class Meta:
        verbose_name = _("Attribute translation")
        verbose_name_plural = _("Attribute translations")
        constraints = [
            models.UniqueConstraint(
                fields=["attribute", "locale"], name="attribute_once_per_locale"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.locale})"


class AttributeOptionTranslation(Translation):
    owner_field = "option"
    base_columns: ClassVar[Mapping[str, str]] = {"label": "option"}

    option = models.ForeignKey(
        "catalogue.AttributeOption", models.CASCADE, related_name="translations"
    )
    label = models.CharField(_("Label"), max_length=255)

    class Meta:
        verbose_name = _("Option translation")
        verbose_name_plural = _("Option translations")
        constraints = [
            models.UniqueConstraint(fields=["option", "locale"], name="option_once_per_locale"),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.locale})"


class ProductClassTranslation(Translation):
    owner_field = "product_class"

    product_class = models.ForeignKey(
        "catalogue.ProductClass", models.CASCADE, related_name="translations"
    )
    name = models.CharField(_("Name"), max_length=128)

    class Meta:
        verbose_name = _("Product type translation")
        verbose_name_plural = _("Product type translations")
        constraints = [
            models.UniqueConstraint(
                fields=["product_class", "locale"], name="product_class_once_per_locale"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.locale})"
