"""Labels that carriers have made for parcels."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.amounts import AmountField
from commerce.core.ids import PublicIdField
from commerce.oscar.order.models import of_own_orders
from commerce.tenancy.permissions import OwnRows, ScopedManager

from .enums import LIVE, LabelState


class LabelManager(ScopedManager):
    """Back offices see the labels of their tenant's orders."""

    rules = (OwnRows("order_id", of_own_orders),)


class Label(models.Model):
    """A label, asked for under its public id, which stands on the parcel as the shop's reference.

    `content` is what is printed, and `customs_papers` (a PDF) what lies beside it where the carrier has
    made any; both have the address of a person and are given to staff only.
    """

    public_id = PublicIdField(prefix="lab")
    order = models.ForeignKey("order.Order", models.CASCADE, related_name="+")
    fulfilment = models.ForeignKey("ordering.Fulfilment", models.CASCADE, related_name="labels")
    configuration = models.CharField(max_length=40)
    carrier = models.CharField(_("Carrier"), max_length=64)
    state = models.CharField(
        _("State"), max_length=10, choices=LabelState.choices, default=LabelState.ASKED
    )
    weight = models.PositiveIntegerField(_("Weight"), validators=[MinValueValidator(1)])
    tried_at = models.DateTimeField(default=timezone.now)
    reference = models.CharField(max_length=64, blank=True)
    tracking_number = models.CharField(
        _("Tracking number"), max_length=64, blank=True, db_index=True
    )
    media_type = models.CharField(max_length=32, blank=True)
    content = models.BinaryField(default=bytes, editable=False)
    customs_papers = models.BinaryField(default=bytes, editable=False)
    currency = models.CharField(max_length=3, blank=True)
    price = AmountField(_("Price"), null=True, blank=True)
    refusal = models.CharField(_("Refusal"), max_length=300, blank=True)
    made_at = models.DateTimeField(_("Made"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("Cancelled"), null=True, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)

    objects = LabelManager()

    class Meta:
        verbose_name = _("Label")
        verbose_name_plural = _("Labels")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fulfilment"], condition=Q(state__in=LIVE), name="one_label_per_parcel"
            ),
            models.CheckConstraint(name="label_weighs_something", condition=Q(weight__gt=0)),
            models.CheckConstraint(
                name="label_made_has_a_number",
                condition=~Q(state=LabelState.MADE) | ~Q(tracking_number=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} ({self.state})"
