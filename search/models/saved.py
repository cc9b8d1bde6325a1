"""Searches that customers want to hear from, and what there is to tell."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.core.ids import PublicIdField


class SavedSearch(models.Model):
    """A search whose new products are told to a customer by letter.

    `filters` are texts by the names of the storefront's parameters. Products count from `created_at`
    on.
    """

    public_id = PublicIdField(prefix="saved")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches"
    )
    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    locale = models.CharField(max_length=16)
    currency = models.CharField(max_length=3)
    name = models.CharField(_("Name"), max_length=120, blank=True)
    text = models.CharField(_("Text"), max_length=200, blank=True)
    filters = models.JSONField(_("Filters"), default=dict, blank=True)
    is_active = models.BooleanField(_("Active"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_told_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("Saved search")
        verbose_name_plural = _("Saved searches")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["channel", "is_active"], name="search_saved_active")]

    def __str__(self) -> str:
        return self.name or self.text


class SavedSearchHit(models.Model):
    """A product that a saved search found; it is told once."""

    saved_search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="hits")
    product = models.ForeignKey("catalogue.Product", models.CASCADE, related_name="+")
    found_at = models.DateTimeField(auto_now_add=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("Product for a saved search")
        verbose_name_plural = _("Products for saved searches")
        constraints = [
            models.UniqueConstraint(
                fields=["saved_search", "product"], name="one_hit_per_saved_search"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} for {self.saved_search_id}"


class Arrival(models.Model):
    """A product that is new in a channel, or in stock again, and was not looked at yet."""

    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    product = models.ForeignKey("catalogue.Product", models.CASCADE, related_name="+")
    arrived_at = models.DateTimeField()

    class Meta:
        verbose_name = _("Arrival")
        verbose_name_plural = _("Arrivals")
        constraints = [
            models.UniqueConstraint(fields=["channel", "product"], name="one_arrival_per_product"),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} in {self.channel_id}"


class SoldOutProduct(models.Model):
    """A product that a channel shows and that could not be bought when it was last looked at."""

    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    product = models.ForeignKey("catalogue.Product", models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("Product that is sold out")
        verbose_name_plural = _("Products that are sold out")
        constraints = [
            models.UniqueConstraint(fields=["channel", "product"], name="sold_out_once"),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} in {self.channel_id}"
