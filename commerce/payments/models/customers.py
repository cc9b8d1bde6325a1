"""Who a customer is at the payment services that keep something for them."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class ProviderCustomer(models.Model):
    """The name that an account of a payment service has for a customer of the shop.

    What it keeps to be paid with again is its own: nothing of a card is stored here but the name of the
    one that is `preferred`.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    gateway = models.CharField(max_length=64)
    configuration = models.CharField(max_length=64)
    reference = models.CharField(max_length=255)
    preferred = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "configuration"], name="one_customer_per_account_of_a_provider"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gateway} {self.reference}"
