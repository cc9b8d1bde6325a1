"""What was told of payments from outside: messages, and facts that do not fit."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.amounts import AmountField
from commerce.core.ids import PublicIdField
from commerce.payments.enums import EntryKind, FactOutcome, FactSource, Mismatch
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_tenant

from .sessions import PaymentSession


class WebhookMessage(models.Model):
    """A message that a provider sent by itself, and what became of it: told again, it changes nothing."""

    gateway = models.CharField(max_length=64)
    configuration = models.CharField(max_length=64, blank=True)
    message = models.CharField(max_length=255)
    outcome = models.CharField(max_length=12, choices=FactOutcome.choices)
    received_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["configuration", "gateway", "message"], name="one_row_per_webhook_message"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gateway} {self.message} ({self.outcome})"


class OwnFactsManager(ScopedManager):
    """Back offices see what was told about their tenant."""

    rules = (OwnRows("tenant_id", of_tenant),)


class SuspiciousFact(models.Model):
    """Something that was told of a payment and not booked, because it does not fit: `reason` says why.

    One that came too early waits for what belongs before it, and is booked then. The others stay open
    until somebody closes them with a note. Told twice it is one row.
    """

    public_id = PublicIdField(prefix="sus")
    tenant = models.ForeignKey("tenancy.Tenant", models.CASCADE, null=True, related_name="+")
    session = models.ForeignKey(
        PaymentSession, models.PROTECT, null=True, related_name="suspicious_facts"
    )
    gateway = models.CharField(max_length=64)
    configuration = models.CharField(max_length=64, blank=True)
    source = models.CharField(max_length=16, choices=FactSource.choices)
    reason = models.CharField(max_length=20, choices=Mismatch.choices)
    named_session = models.CharField(_("Payment"), max_length=64, blank=True)
    named_reference = models.CharField(_("Reference of the payment"), max_length=255, blank=True)
    kind = models.CharField(max_length=12, choices=EntryKind.choices)
    amount = AmountField()
    total = AmountField(null=True)
    currency = models.CharField(max_length=3)
    reference = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    message = models.CharField(max_length=255, blank=True)
    happened_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.TextField(blank=True)

    objects = OwnFactsManager()

    class Meta:
        verbose_name = _("suspicious fact")
        verbose_name_plural = _("suspicious facts")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    *("configuration", "gateway", "named_session", "named_reference"),
                    *("kind", "reference", "amount", "currency", "reason"),
                ],
                name="one_row_per_suspicious_fact",
            ),
        ]
        indexes = [
            models.Index(
                fields=["session"], name="open_suspicious_facts", condition=Q(closed_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount} {self.currency}: {self.reason}"
