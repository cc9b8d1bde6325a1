"""On what terms a channel lets people pay."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.core.amounts import AmountField
from commerce.core.models import TimestampedModel
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels
from commerce.tenders.enums import CaptureRule, InvoiceFor


class OwnChannelsManager(ScopedManager):
    """Back offices see what belongs to the channels of their tenant."""

    rules = (OwnRows("channel_id", of_channels),)


class WaysToPay(models.Model):
    """What a channel decides about the ways to pay that ask nobody outside. Amounts are in the
    channel's default currency, and what they bound is not open in another one.
    """

    channel = models.OneToOneField(
        "tenancy.Channel", models.CASCADE, verbose_name=_("Channel"), related_name="+"
    )
    gift_card_months = models.PositiveSmallIntegerField(
        _("Gift cards are valid for"),
        null=True,
        blank=True,
        help_text=_("Months; never less than the law of a country asks for. Empty: for ever."),
    )
    invoice_for = models.CharField(
        _("Who may pay by invoice"),
        max_length=10,
        choices=InvoiceFor.choices,
        default=InvoiceFor.EVERYBODY,
    )
    invoice_days = models.PositiveSmallIntegerField(_("Days to pay an invoice"), default=14)
    invoice_limit = AmountField(
        _("Limit of open invoices"),
        null=True,
        blank=True,
        help_text=_("For each customer without a limit of their own. Empty: none."),
    )
    takes_bank_transfer = models.BooleanField(_("Bank transfer"), default=True)
    takes_cash = models.BooleanField(
        _("Cash on delivery"),
        default=False,
        help_text=_("What it costs is set under Charges."),
    )
    cash_countries = models.JSONField(_("Countries of cash on delivery"), default=list, blank=True)
    cash_most = AmountField(_("Highest amount of cash on delivery"), null=True, blank=True)
    capture = models.CharField(
        _("Money is taken"),
        max_length=12,
        choices=CaptureRule.choices,
        default=CaptureRule.AT_ONCE,
        help_text=_("What customers promise by card or account; invoices are booked by hand."),
    )
    hold_minutes = models.PositiveSmallIntegerField(
        _("Minutes that stock is held"),
        default=15,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("For a customer who is paying, since they were last seen."),
    )

    objects = OwnChannelsManager()

    class Meta:
        verbose_name = _("ways to pay")
        verbose_name_plural = _("ways to pay")
        ordering = ["channel"]
        constraints = [
            models.CheckConstraint(
                name="ways_to_pay_not_negative",
                condition=(Q(invoice_limit=None) | Q(invoice_limit__gte=0))
                & (Q(cash_most=None) | Q(cash_most__gte=0)),
            ),
            models.CheckConstraint(
                name="ways_to_pay_invoice_is_known",
                condition=Q(invoice_for__in=InvoiceFor.values),
            ),
            models.CheckConstraint(
                name="ways_to_pay_hold_for_a_while", condition=Q(hold_minutes__range=(1, 120))
            ),
            models.CheckConstraint(
                name="ways_to_pay_capture_is_known", condition=Q(capture__in=CaptureRule.values)
            ),
        ]

    def __str__(self) -> str:
        return str(self.channel)


class InvoiceTerms(TimestampedModel):
    """One customer's own terms in a channel, and the row that is locked while a limit is checked."""

    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    customer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("Customer"), related_name="+"
    )
    is_approved = models.BooleanField(
        _("Approved"),
        default=False,
        help_text=_("May pay by invoice where only customers with own terms may."),
    )
    is_refused = models.BooleanField(_("Refused"), default=False)
    days = models.PositiveSmallIntegerField(
        _("Days to pay"), null=True, blank=True, help_text=_("Empty: as everybody.")
    )
    limit = AmountField(
        _("Limit of open invoices"), null=True, blank=True, help_text=_("Empty: as everybody.")
    )

    objects = OwnChannelsManager()

    class Meta:
        verbose_name = _("terms of an invoice customer")
        verbose_name_plural = _("terms of invoice customers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "customer"], name="one_invoice_terms_per_customer"
            ),
            models.CheckConstraint(
                name="invoice_limit_not_negative", condition=Q(limit=None) | Q(limit__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return str(self.customer)
