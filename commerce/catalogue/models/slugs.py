"""Every address a product or category was ever found at. Nothing rebuilds these: they are kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .managers import ChannelManager


class Address(models.Model):
    """A slug in one channel and language. It leads to its owner for good; one per owner is current.

    A language without words of its own borrows the address of the first language.
    """

    locale = models.CharField(_("Language"), max_length=16)
    slug = models.CharField(_("Slug"), max_length=300)
    is_current = models.BooleanField(_("Current"), default=True)
    is_borrowed = models.BooleanField(_("Borrowed"), default=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.slug} ({self.locale})"


class ProductAddress(Address):
    channel = models.ForeignKey(
        "tenancy.Channel", models.CASCADE, related_name="product_addresses", db_index=False
    )
    product = models.ForeignKey("catalogue.Product", models.CASCADE, related_name="addresses")

    objects = ChannelManager["ProductAddress"]()

    class Meta:
        verbose_name = _("Product address")
        verbose_name_plural = _("Product addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "slug", "locale"], name="product_address_leads_to_one"
            ),
        ]


class CategoryAddress(Address):
    channel = models.ForeignKey(
        "tenancy.Channel", models.CASCADE, related_name="category_addresses", db_index=False
    )
    category = models.ForeignKey("catalogue.Category", models.CASCADE, related_name="addresses")

    objects = ChannelManager["CategoryAddress"]()

    class Meta:
        verbose_name = _("Category address")
        verbose_name_plural = _("Category addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "slug", "locale"], name="category_address_leads_to_one"
            ),
        ]
