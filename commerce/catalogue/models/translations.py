"""Catalogue texts in the languages other than the tenant's own, which Oscar's fields hold.

An empty field falls back to the base text.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Translation(models.Model):
    """The texts of one thing in one language."""

    locale = models.CharField(_("Language"), max_length=16)

    class Meta:
        abstract = True


class ProductTranslation(Translation):
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
