"""A return: what of an order comes back, why, and how far it is."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.amounts import AmountField
from commerce.core.ids import PublicIdField
from commerce.returns.enums import ReturnReason, ReturnState, ReturnWish
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels


class ReturnManager(ScopedManager):
    """Back offices see the returns of their tenant's channels."""

    rules = (OwnRows("channel_id", of_channels),)


class ReturnRequest(models.Model):
    """Pieces of one order that a customer wants to give back.

    `label_cost` is what is kept of the money for the way back, decided when the return is approved.
    `refunded` is what was given back for it in the end.
    """

    public_id = PublicIdField(prefix="ret")
    number = models.CharField(_("Number"), max_length=140, unique=True)
    channel = models.ForeignKey("tenancy.Channel", models.PROTECT, related_name="+")
    order = models.ForeignKey("order.Order", models.PROTECT, related_name="returns")
    state = models.CharField(
        _("State"), max_length=10, choices=ReturnState.choices, default=ReturnState.REQUESTED
    )
    reason = models.CharField(_("Reason"), max_length=20, choices=ReturnReason.choices)
    wish = models.CharField(_("Wish"), max_length=10, choices=ReturnWish.choices)
    comment = models.TextField(_("Comment"), max_length=1000, blank=True)
    is_withdrawal = models.BooleanField(_("Withdrawal from the contract"), default=False)
    decline_reason = models.TextField(_("Why it was declined"), max_length=1000, blank=True)
    label_cost = AmountField(_("Taken off for the way back"), default=0)
    carrier = models.CharField(_("Carrier"), max_length=64, blank=True)
    tracking_number = models.CharField(_("Tracking number"), max_length=128, blank=True)
    currency = models.CharField(_("Currency"), max_length=3)
    refunded = AmountField(_("Given back"), default=0)
    is_credit = models.BooleanField(_("As store credit"), default=False)
    replacement = models.ForeignKey(
        "order.Order",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("Order that replaces it"),
        related_name="+",
    )
    requested_at = models.DateTimeField(_("Asked for"), default=timezone.now)

    objects = ReturnManager()

    class Meta:
        verbose_name = _("return")
        verbose_name_plural = _("returns")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="return_state_is_known", condition=Q(state__in=ReturnState.values)
            ),
            models.CheckConstraint(
                name="return_amounts_not_negative", condition=Q(refunded__gte=0, label_cost__gte=0)
            ),
            models.CheckConstraint(
                name="return_declined_says_why",
                condition=~Q(state=ReturnState.DECLINED) | ~Q(decline_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.state})"


class ReturnLine(models.Model):
    """So many pieces of an order's line come back; what arrived is sold again or scrapped."""

    request = models.ForeignKey(ReturnRequest, models.CASCADE, related_name="lines")
    line = models.ForeignKey("order.Line", models.PROTECT, related_name="return_lines")
    quantity = models.PositiveIntegerField(_("Quantity"))
    received = models.PositiveIntegerField(_("Received"), default=0)
    restocked = models.PositiveIntegerField(_("Sold again"), default=0)
    scrapped = models.PositiveIntegerField(_("Scrapped"), default=0)

    class Meta:
        verbose_name = _("returned goods")
        verbose_name_plural = _("returned goods")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "line"], name="line_once_per_return"),
            models.CheckConstraint(name="return_line_is_of_something", condition=Q(quantity__gt=0)),
            models.CheckConstraint(
                name="return_line_receives_what_was_announced",
                condition=Q(received__lte=F("quantity")),
            ),
            models.CheckConstraint(
                name="return_line_handles_what_was_received",
                condition=Q(received__gte=F("restocked") + F("scrapped")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.line_id}"


class ReturnStep(models.Model):
    """Something that was done with a return, and by whom: its customer where nobody is named."""

    request = models.ForeignKey(ReturnRequest, models.CASCADE, related_name="steps")
    state = models.CharField(_("State"), max_length=10, choices=ReturnState.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.CharField(_("Note"), max_length=500, blank=True)
    at = models.DateTimeField(_("When"), default=timezone.now)

    class Meta:
        verbose_name = _("step of a return")
        verbose_name_plural = _("steps of returns")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.state}"


class ReturnPhoto(models.Model):
    """A picture of what comes back, drawn anew: nothing of the file that was sent is kept.

    It lies in the database and not with the public pictures: it may show somebody's home.
    """

    request = models.OneToOneField(ReturnRequest, models.CASCADE, related_name="photo")
    jpeg = models.BinaryField(_("Picture"))

    class Meta:
        verbose_name = _("picture of a return")
        verbose_name_plural = _("pictures of returns")

    def __str__(self) -> str:
        return str(self.request_id)
