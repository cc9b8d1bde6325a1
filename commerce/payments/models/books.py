"""The books of payment services beside the shop's own, and when the shop's own were checked."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.amounts import AmountField
from commerce.core.ids import PublicIdField
from commerce.integrations.enums import MovementKind
from commerce.payments.enums import Finding
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_tenant

from .sessions import PaymentSession


class LedgerCheck(models.Model):
    """One look through the whole ledger: how much was wrong, and what first."""

    checked_at = models.DateTimeField(default=timezone.now)
    findings = models.PositiveIntegerField()
    first = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.checked_at}: {self.findings}"


class OwnBooksManager(ScopedManager):
    """Back offices see the accounts of their tenant."""

    rules = (OwnRows("tenant_id", of_tenant),)


class Reconciliation(models.Model):
    """One reading of an account's books from `since` to `until`, done up to `reached`.

    One that was interrupted is continued there; of an account one is open at a time.
    """

    public_id = PublicIdField(prefix="rec")
    tenant = models.ForeignKey("tenancy.Tenant", models.CASCADE, null=True, related_name="+")
    gateway = models.CharField(max_length=64)
    configuration = models.CharField(max_length=64)
    since = models.DateTimeField()
    until = models.DateTimeField()
    reached = models.DateTimeField()
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    objects = OwnBooksManager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["configuration", "gateway"],
                condition=models.Q(finished_at=None),
                name="one_open_reconciliation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gateway} {self.since:%Y-%m-%d} {self.until:%Y-%m-%d}"


class ProviderMovement(models.Model):
    """A row of a payment service's own books and what the ledger says to it.

    `finding` is as of the last reading or action. One that is `missing` there is a row of ours that
    the service does not list.
    """

    public_id = PublicIdField(prefix="mov")
    tenant = models.ForeignKey("tenancy.Tenant", models.CASCADE, null=True, related_name="+")
    session = models.ForeignKey(
        PaymentSession, models.PROTECT, null=True, related_name="provider_movements"
    )
    gateway = models.CharField(max_length=64)
    configuration = models.CharField(max_length=64)
    finding = models.CharField(max_length=16, choices=Finding.choices)
    kind = models.CharField(max_length=12, choices=MovementKind.choices)
    reference = models.CharField(max_length=255)
    payment = models.CharField(_("Reference of the payment"), max_length=255, blank=True)
    named_session = models.CharField(_("Payment"), max_length=64, blank=True)
    amount = AmountField()
    booked = AmountField(null=True)
    net = AmountField(null=True)
    currency = models.CharField(max_length=3)
    payout = models.CharField(max_length=255, blank=True)
    happened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.TextField(blank=True)

    objects = OwnBooksManager()

    class Meta:
        verbose_name = _("movement at a payment service")
        verbose_name_plural = _("movements at payment services")
        ordering = ["-happened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["configuration", "gateway", "kind", "reference"],
                name="one_row_per_movement",
            ),
            models.CheckConstraint(
                name="finding_of_movement_is_known", condition=models.Q(finding__in=Finding.values)
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "-happened_at"],
                name="open_movements",
                condition=models.Q(closed_at=None) & ~models.Q(finding=Finding.MATCHED),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount} {self.currency}: {self.finding}"

    @property
    def may_go_back(self) -> bool:
        """Whether it is money that came in and belongs to no order."""
        is_received = self.kind == MovementKind.CAPTURED
        return self.finding == Finding.WITHOUT_ORDER or (
            self.finding == Finding.ORPHAN and is_received
        )
