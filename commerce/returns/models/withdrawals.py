"""Withdrawals from contracts, as they were declared."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.ids import PublicIdField
from commerce.returns.enums import WithdrawalOutcome

from .returning import ReturnManager, ReturnRequest


class Withdrawal(models.Model):
    """A customer has declared to withdraw from the contract of an order. Never changed."""

    public_id = PublicIdField(prefix="wdr")
    channel = models.ForeignKey("tenancy.Channel", models.PROTECT, related_name="+")
    order = models.OneToOneField("order.Order", models.PROTECT, related_name="withdrawal")
    request = models.OneToOneField(
        ReturnRequest, models.PROTECT, null=True, blank=True, related_name="withdrawal"
    )
    outcome = models.CharField(_("Outcome"), max_length=10, choices=WithdrawalOutcome.choices)
    declared_at = models.DateTimeField(_("Declared"), default=timezone.now)

    objects = ReturnManager()

    class Meta:
        verbose_name = _("withdrawal from a contract")
        verbose_name_plural = _("withdrawals from contracts")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="withdrawal_outcome_is_known",
                condition=Q(outcome__in=WithdrawalOutcome.values),
            ),
            models.CheckConstraint(
                name="withdrawal_of_sent_goods_has_a_return",
                condition=Q(outcome=WithdrawalOutcome.CANCELLED, request=None)
                | Q(outcome=WithdrawalOutcome.RETURN, request__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.public_id
