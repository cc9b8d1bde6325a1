"""The addresses that customers keep for the next time."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.core.ids import PublicIdField


class SavedAddress(models.Model):
    """An address in a customer's book at one tenant, in the form that the checkout takes.

    Oscar's own book is one for the whole installation; what a customer told one tenant is not for
    another one's staff.
    """

    public_id = PublicIdField(prefix="addr")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_addresses"
    )
    tenant = models.ForeignKey("tenancy.Tenant", models.CASCADE, related_name="+")
    address = models.JSONField(_("Address"))
    digest = models.CharField(_("Digest"), max_length=64)
    is_default_for_shipping = models.BooleanField(_("Usual delivery address"), default=False)
    is_default_for_billing = models.BooleanField(_("Usual billing address"), default=False)
    saved_at = models.DateTimeField(_("Saved"), auto_now_add=True)

    class Meta:
        db_table = "shop_savedaddress"
        verbose_name = _("Saved address")
        verbose_name_plural = _("Saved addresses")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "tenant", "digest"], name="address_once_per_book"
            ),
            models.UniqueConstraint(
                fields=["user", "tenant"],
                condition=Q(is_default_for_shipping=True),
                name="one_usual_delivery_address",
            ),
            models.UniqueConstraint(
                fields=["user", "tenant"],
                condition=Q(is_default_for_billing=True),
                name="one_usual_billing_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} ({self.user_id})"
