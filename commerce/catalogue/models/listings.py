"""Which products a channel sells."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ProductListing(models.Model):
    """A product's place in one channel's shop window. Without one the channel does not know it.

    Only standalone products and parents are listed; variants follow their parent.
    """

    product = models.ForeignKey("catalogue.Product", models.CASCADE, related_name="listings")
    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="listings")
    is_published = models.BooleanField(_("Published"), default=False)
    published_at = models.DateTimeField(_("First published"), null=True, blank=True)
    is_featured = models.BooleanField(_("Featured"), default=False)
    position = models.PositiveIntegerField(
        _("Position"), default=1000, help_text=_("Lower comes first in the featured order.")
    )

    class Meta:
        verbose_name = _("Listing")
        verbose_name_plural = _("Listings")
        constraints = [
            models.UniqueConstraint(fields=["product", "channel"], name="one_listing_per_channel"),
            models.CheckConstraint(
                name="published_listing_has_time",
                condition=Q(is_published=False) | Q(published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} @ {self.channel_id}"
