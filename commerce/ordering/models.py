"""The parcels of orders, and the addresses that customers keep for the next time."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.ids import PublicIdField
from commerce.oscar.order.models import of_own_orders, of_own_partners
from commerce.tenancy.permissions import OwnRows, ScopedManager

from .enums import ParcelState


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


class FulfilmentManager(ScopedManager):
    """Back offices see the parcels of their tenant's orders, sellers those that they pack."""

    rules = (OwnRows("order_id", of_own_orders), OwnRows("partner_id", of_own_partners))


class Fulfilment(models.Model):
    """One parcel of an order, packed by one seller; `state` tells how far it is."""

    public_id = PublicIdField(prefix="ful")
    order = models.ForeignKey("order.Order", models.CASCADE, related_name="fulfilments")
    partner = models.ForeignKey(
        "partner.Partner", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        _("State"), max_length=12, choices=ParcelState.choices, default=ParcelState.PACKED
    )
    carrier = models.CharField(_("Carrier"), max_length=64, blank=True)
    tracking_number = models.CharField(_("Tracking number"), max_length=128, blank=True)
    tracking_url = models.URLField(_("Tracking address"), max_length=500, blank=True)
    packed_at = models.DateTimeField(_("Packed"), default=timezone.now)
    shipped_at = models.DateTimeField(_("Shipped"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("Delivered"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("Unpacked again"), null=True, blank=True)

    objects = FulfilmentManager()

    class Meta:
        verbose_name = _("Parcel")
        verbose_name_plural = _("Parcels")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="fulfilment_has_left_when_it_says_so",
                condition=Q(state__in=[ParcelState.PACKED, ParcelState.CANCELLED], shipped_at=None)
                | Q(
                    state__in=[ParcelState.SHIPPED, ParcelState.DELIVERED],
                    shipped_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="fulfilment_tracking_is_a_web_address",
                condition=Q(tracking_url="")
                | Q(tracking_url__startswith="https://")
                | Q(tracking_url__startswith="http://"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} ({self.state})"


class FulfilmentLine(models.Model):
    """So many pieces of an order's line lie in a parcel.

    How many lie in all parcels of a line is kept on the line, whose constraint knows how many there
    may be.
    """

    fulfilment = models.ForeignKey(Fulfilment, models.CASCADE, related_name="lines")
    line = models.ForeignKey("order.Line", models.CASCADE, related_name="fulfilment_lines")
    quantity = models.PositiveIntegerField(_("Quantity"))

    class Meta:
        verbose_name = _("Contents of a parcel")
        verbose_name_plural = _("Contents of parcels")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["fulfilment", "line"], name="line_once_per_fulfilment"),
            models.CheckConstraint(
                name="fulfilment_line_holds_something", condition=Q(quantity__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.line_id}"
