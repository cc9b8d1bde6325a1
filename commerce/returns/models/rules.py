"""On what terms a channel takes things back."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.core.amounts import AmountField
from commerce.returns.enums import ReturnPayer
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels


class OwnChannelsManager(ScopedManager):
    """Back offices see what belongs to the channels of their tenant."""

    rules = (OwnRows("channel_id", of_channels),)


class ReturnRules(models.Model):
    """What a channel has decided about returns; without a row the defaults here hold."""

    channel = models.OneToOneField(
        "tenancy.Channel", models.CASCADE, verbose_name=_("Channel"), related_name="+"
    )
    days = models.PositiveSmallIntegerField(
        _("Days to return"),
        default=30,
        validators=[MaxValueValidator(3650)],
        help_text=_("Counted from the day a parcel has arrived."),
    )
    withdrawal_days = models.PositiveSmallIntegerField(
        _("Days to withdraw from the contract"),
        default=14,
        validators=[MinValueValidator(14), MaxValueValidator(3650)],
        help_text=_("The law of the European Union asks for 14 at least."),
    )
    is_approved_at_once = models.BooleanField(
        _("Approve at once"),
        default=False,
        help_text=_("Returns that the rules allow need nobody to look at them first."),
    )
    payer = models.CharField(
        _("Who pays for the way back"),
        max_length=10,
        choices=ReturnPayer.choices,
        default=ReturnPayer.FAULT,
    )
    label_cost = AmountField(
        _("Taken off for the way back"),
        default=0,
        help_text=_(
            "Where the customer pays and the shop sends the label, in the channel's default currency."
            " Nothing where customers pay the carrier themselves."
        ),
    )
    gives_delivery_back = models.BooleanField(
        _("Give the delivery back"),
        default=True,
        help_text=_(
            "What sending an order has cost goes back once everything of it has come back. After a"
            " withdrawal from the contract it always does."
        ),
    )
    excluded_categories = models.ManyToManyField(
        "catalogue.Category", verbose_name=_("Categories that are not returned"), blank=True
    )
    excluded_skus = models.TextField(
        _("Goods that are not returned"), blank=True, help_text=_("One SKU a line.")
    )
    address = models.TextField(
        _("Where returns are sent to"), max_length=500, blank=True, help_text=_("Told customers.")
    )

    objects = OwnChannelsManager()

    class Meta:
        verbose_name = _("rules of returns")
        verbose_name_plural = _("rules of returns")
        ordering = ["channel"]
        constraints = [
            models.CheckConstraint(
                name="return_label_not_negative", condition=Q(label_cost__gte=0)
            ),
            models.CheckConstraint(
                name="withdrawal_days_as_the_law_asks", condition=Q(withdrawal_days__gte=14)
            ),
            models.CheckConstraint(
                name="return_payer_is_known", condition=Q(payer__in=ReturnPayer.values)
            ),
        ]

    def __str__(self) -> str:
        return str(self.channel)

    @property
    def skus(self) -> frozenset[str]:
        return frozenset(self.excluded_skus.split())
