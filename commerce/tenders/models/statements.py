"""What a bank says has come in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.amounts import AmountField
from commerce.core.ids import PublicIdField
from commerce.core.money import Money
from commerce.tenders.enums import LineState

from .terms import OwnChannelsManager


class Statement(models.Model):
    """One file of a bank, as it was uploaded; the same file is kept once."""

    public_id = PublicIdField(prefix="bank")
    channel = models.ForeignKey(
        "tenancy.Channel", models.PROTECT, verbose_name=_("Channel"), related_name="+"
    )
    name = models.CharField(_("File"), max_length=255)
    digest = models.CharField(max_length=64, editable=False)
    columns = models.JSONField(default=dict, editable=False)
    uploaded_at = models.DateTimeField(_("Uploaded"), default=timezone.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = OwnChannelsManager()

    class Meta:
        verbose_name = _("bank statement")
        verbose_name_plural = _("bank statements")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["channel", "digest"], name="one_statement_per_file")
        ]

    def __str__(self) -> str:
        return self.name


class StatementLine(models.Model):
    """Money that came in. The same line of another file is the same line.

    `booked` is what of it paid the payment of `session`; more than was due stays on the line.
    """

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="lines")
    channel = models.ForeignKey("tenancy.Channel", models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    day = models.DateField(_("Day"))
    currency = models.CharField(max_length=3)
    amount = AmountField(_("Amount"))
    payer = models.CharField(_("From"), max_length=140, blank=True)
    text = models.TextField(_("Text"), blank=True)
    state = models.CharField(max_length=9, choices=LineState.choices, default=LineState.OPEN)
    booked = AmountField(default=0)
    session = models.CharField(max_length=64, blank=True, db_index=True)
    order_number = models.CharField(max_length=128, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = OwnChannelsManager()

    class Meta:
        verbose_name = _("line of a bank statement")
        verbose_name_plural = _("lines of bank statements")
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "fingerprint"], name="one_statement_line_per_fingerprint"
            ),
            models.CheckConstraint(
                name="statement_line_adds_up",
                condition=Q(amount__gt=0, booked__gte=0, booked__lte=models.F("amount")),
            ),
            models.CheckConstraint(
                name="statement_line_is_booked_whole",
                condition=Q(state=LineState.BOOKED, booked__gt=0)
                | Q(state__in=[LineState.OPEN, LineState.SET_ASIDE], booked=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.amount} {self.currency}"

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def left_over(self) -> Money:
        """What came in beyond what was due: it is to be sent back."""
        rest = self.amount - self.booked if self.state == LineState.BOOKED else self.booked
        return Money(rest, self.currency)
