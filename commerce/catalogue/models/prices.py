"""What shoppers were shown as a price, and since when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.core.amounts import AmountField

from .managers import ChannelManager


class ShownPrice(models.Model):
    """A price of a variant in a channel from a moment on, until the next row of the same begins.

    Written with the documents that show it. What an announcement of a reduction has to be compared
    with is read from it, so rows that a window of 30 days may still reach are kept.
    """

    channel = models.ForeignKey(
        "tenancy.Channel", models.CASCADE, related_name="shown_prices", db_index=False
    )
    product = models.ForeignKey("catalogue.Product", models.CASCADE, related_name="shown_prices")
    currency = models.CharField(_("Currency"), max_length=3)
    amount = AmountField(_("Price"))
    is_reduced = models.BooleanField(_("Beside a former price"), default=False)
    since = models.DateTimeField(_("Since"))

    objects = ChannelManager["ShownPrice"]()

    class Meta:
        verbose_name = _("Shown price")
        verbose_name_plural = _("Shown prices")
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "product", "currency", "since"], name="one_shown_price_at_once"
            ),
            models.CheckConstraint(
                name="shown_price_not_negative", condition=models.Q(amount__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} @ {self.channel_id}: {self.amount} {self.currency}"
