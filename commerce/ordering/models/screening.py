"""What has an order stopped before anybody packs it."""

from __future__ import annotations

from typing import Final

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.core.amounts import AmountField
from commerce.core.money import Money
from commerce.ordering.enums import FraudMatch, FraudRuleKind
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels

WITH_AMOUNT: Final = (FraudRuleKind.SPENT, FraudRuleKind.AMOUNT, FraudRuleKind.GUEST)
IN_A_TIME: Final = (FraudRuleKind.ORDERS, FraudRuleKind.SPENT)


class FraudRuleManager(ScopedManager):
    """Back offices see the rules of their tenant's channels."""

    rules = (OwnRows("channel_id", of_channels),)


class FraudRule(models.Model):
    """One thing that puts a fresh order of a channel on hold. A channel without any holds nothing.

    An amount is in the rule's own currency, and says nothing of orders in others.
    """

    channel = models.ForeignKey(
        "tenancy.Channel", models.CASCADE, verbose_name=_("Channel"), related_name="+"
    )
    kind = models.CharField(_("Hold"), max_length=12, choices=FraudRuleKind.choices)
    number = models.PositiveSmallIntegerField(
        _("Orders"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
        help_text=_("So many are let go; the next one is held."),
    )
    amount = AmountField(_("Amount"), null=True, blank=True)
    currency = models.CharField(_("Currency"), max_length=3, blank=True)
    hours = models.PositiveSmallIntegerField(
        _("Within hours"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(24 * 90)],
    )
    match = models.CharField(_("With"), max_length=8, choices=FraudMatch.choices, blank=True)
    is_active = models.BooleanField(_("In force"), default=True)

    objects = FraudRuleManager()

    class Meta:
        verbose_name = _("fraud rule")
        verbose_name_plural = _("fraud rules")
        ordering = ["channel", "pk"]
        constraints = [
            models.CheckConstraint(
                name="fraud_rule_kind_is_known", condition=Q(kind__in=FraudRuleKind.values)
            ),
            models.CheckConstraint(
                name="fraud_rule_has_its_amount",
                condition=~Q(kind__in=WITH_AMOUNT) | Q(amount__gte=0) & ~Q(currency=""),
            ),
            models.CheckConstraint(
                name="fraud_rule_has_its_time",
                condition=~Q(kind__in=IN_A_TIME) | Q(hours__gte=1, match__in=FraudMatch.values),
            ),
            models.CheckConstraint(
                name="fraud_rule_has_its_number",
                condition=~Q(kind=FraudRuleKind.ORDERS) | Q(number__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel}: {self.get_kind_display()}"

    @property
    def limit(self) -> Money:
        """What is let go without a question, of a rule that has an amount."""
        assert self.amount is not None  # noqa: S101 the table's constraint
        return Money(self.amount, self.currency)
