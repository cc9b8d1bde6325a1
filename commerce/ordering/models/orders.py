"""Payments under way, the parcels of orders, and the addresses that customers keep."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.amounts import AmountField
from commerce.core.ids import PublicIdField
from commerce.core.models import TimestampedModel
from commerce.core.money import Money
from commerce.ordering.enums import CompletionState, ParcelState, ReleaseReason, TrackingStatus
from commerce.oscar.order.models import of_own_orders, of_own_partners
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels


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


class OrderTaxManager(ScopedManager):
    """Back offices see the taxes of their tenant's orders."""

    rules = (OwnRows("order_id", of_own_orders),)


class OrderTax(models.Model):
    """What one line of an order, its shipping or a charge bears of one rate.

    Written with the order, and anew when staff edit it. `source` is `line`, `shipping`, or the kind
    and source of a charge; what bears several rates has several rows.
    """

    order = models.ForeignKey("order.Order", models.CASCADE, related_name="taxes")
    line = models.ForeignKey(
        "order.Line", models.CASCADE, null=True, blank=True, related_name="taxes"
    )
    source = models.CharField(_("Source"), max_length=200)
    code = models.CharField(_("Tax class"), max_length=32, blank=True)
    label = models.CharField(_("Label"), max_length=64)
    percentage = models.DecimalField(_("Percentage"), max_digits=7, decimal_places=4)
    country = models.CharField(_("Country"), max_length=2)
    region = models.CharField(_("Region"), max_length=64, blank=True)
    net = AmountField(_("Net"))
    tax = AmountField(_("Tax"))

    objects = OrderTaxManager()

    class Meta:
        verbose_name = _("Tax of an order")
        verbose_name_plural = _("Taxes of orders")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.source}: {self.label} {self.percentage.normalize():f} %"


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


class TrackingEvent(models.Model):
    """One thing that a carrier has said of a parcel; `key` is the same however often it is said."""

    fulfilment = models.ForeignKey(Fulfilment, models.CASCADE, related_name="tracking")
    key = models.CharField(max_length=64)
    status = models.CharField(_("Status"), max_length=16, choices=TrackingStatus.choices)
    place = models.CharField(_("Place"), max_length=128, blank=True)
    text = models.CharField(_("Text"), max_length=255, blank=True)
    happened_at = models.DateTimeField(_("When"))
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Tracking event")
        verbose_name_plural = _("Tracking events")
        ordering = ["happened_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["fulfilment", "key"], name="tracking_event_once"),
        ]

    def __str__(self) -> str:
        return f"{self.fulfilment_id}: {self.status}"


class OfChannelsManager(ScopedManager):
    """Back offices see the rows of their tenant's channels."""

    rules = (OwnRows("channel_id", of_channels),)


class Completion(TimestampedModel):
    """One try to turn the cart that was reviewed into an order, or to have an order paid.

    It binds what was shown and what is paid. `look_at` is when a worker looks after it, unless
    somebody else has before. `refusal` is the code of what kept the order from being placed.
    """

    public_id = PublicIdField(prefix="com")
    channel = models.ForeignKey("tenancy.Channel", models.PROTECT, related_name="+")
    basket = models.ForeignKey(
        "basket.Basket", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    order = models.ForeignKey(
        "order.Order", models.PROTECT, null=True, blank=True, related_name="completions"
    )
    order_number = models.CharField(max_length=128)
    locale = models.CharField(max_length=16)
    currency = models.CharField(max_length=3)
    amount = AmountField()
    fingerprint = models.TextField(blank=True)
    state = models.CharField(
        max_length=10, choices=CompletionState.choices, default=CompletionState.OPEN
    )
    reason = models.CharField(max_length=16, choices=ReleaseReason.choices, blank=True)
    refusal = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField()
    look_at = models.DateTimeField()

    objects = OfChannelsManager()

    class Meta:
        verbose_name = _("payment under way")
        verbose_name_plural = _("payments under way")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["basket"],
                condition=Q(state=CompletionState.OPEN),
                name="one_open_completion_per_cart",
            ),
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(state=CompletionState.OPEN),
                name="one_open_completion_per_order",
            ),
            models.UniqueConstraint(
                fields=["order_number"],
                condition=Q(basket__isnull=False),
                name="completion_order_number_once",
            ),
            models.CheckConstraint(
                name="completion_state_is_known", condition=Q(state__in=CompletionState.values)
            ),
            models.CheckConstraint(
                name="completion_placed_has_an_order",
                condition=~Q(state=CompletionState.PLACED) | Q(order__isnull=False),
            ),
            models.CheckConstraint(
                name="completion_released_has_a_reason",
                condition=~Q(state=CompletionState.RELEASED) | Q(reason__in=ReleaseReason.values),
            ),
        ]
        indexes = [
            models.Index(
                fields=["look_at"],
                condition=Q(state=CompletionState.OPEN),
                name="completion_to_look_after",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} ({self.state})"

    @property
    def total(self) -> Money:
        return Money(self.amount, self.currency)


class Compensation(models.Model):
    """Money that was promised or paid for what became no order, and is given back; staff see it."""

    completion = models.ForeignKey(Completion, models.PROTECT, related_name="compensations")
    channel = models.ForeignKey("tenancy.Channel", models.PROTECT, related_name="+")
    payment = models.CharField(_("Payment"), max_length=40, unique=True)
    method = models.CharField(_("Paid with"), max_length=64)
    order_number = models.CharField(_("Number"), max_length=128)
    currency = models.CharField(_("Currency"), max_length=3)
    promised = AmountField(_("Promised"))
    received = AmountField(_("Received"))
    reason = models.CharField(_("Reason"), max_length=16, choices=ReleaseReason.choices)
    refusal = models.CharField(_("Refusal"), max_length=64, blank=True)
    created_at = models.DateTimeField(_("When"), default=timezone.now)

    objects = OfChannelsManager()

    class Meta:
        verbose_name = _("payment given back")
        verbose_name_plural = _("payments given back")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.payment} ({self.reason})"


class OrderHold(models.Model):
    """An order is stopped, and why: until it is released nothing of it is packed or sent, and no money
    is collected for it.

    `reason` is what staff have said, `findings` what rules have found, as values to be put into words
    in any language.
    """

    order = models.ForeignKey("order.Order", models.CASCADE, related_name="holds")
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    findings: models.JSONField[Any, Any] = models.JSONField(
        _("Found by rules"), default=list, blank=True
    )
    held_at = models.DateTimeField(_("Since"), default=timezone.now)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    released_at = models.DateTimeField(_("Released"), null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("hold of an order")
        verbose_name_plural = _("holds of orders")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(released_at=None), name="one_open_hold_per_order"
            ),
            models.CheckConstraint(
                name="hold_has_a_reason", condition=~Q(reason="") | ~Q(findings=[])
            ),
        ]

    def __str__(self) -> str:
        return self.reason or f"{self.order_id}: {len(self.findings)}"


class OrderTag(models.Model):
    """A word that staff have put on an order, to find it by."""

    order = models.ForeignKey("order.Order", models.CASCADE, related_name="tags")
    name = models.CharField(_("Tag"), max_length=40)

    class Meta:
        verbose_name = _("tag of an order")
        verbose_name_plural = _("tags of orders")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["order", "name"], name="tag_once_per_order"),
        ]
        indexes = [models.Index(fields=["name"], name="orders_by_tag")]

    def __str__(self) -> str:
        return self.name
