"""What staff have changed of orders after they were placed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.amounts import AmountField
from commerce.core.ids import PublicIdField
from commerce.oscar.order.models import of_own_orders
from commerce.tenancy.permissions import OwnRows, ScopedManager


class OrderEditManager(ScopedManager):
    """Back offices see the changes of their tenant's orders."""

    rules = (OwnRows("order_id", of_own_orders),)


class OrderEdit(models.Model):
    """Staff have changed an order before it was packed, all at once.

    `changes` tells each thing as values, to be put into words in any language. `goes_back` is what
    the customer is to get back because of it, below zero where an earlier edit's amount that had not
    gone yet stays after all; `given_back` is what was instructed of it, `due` what is owed on top.
    """

    public_id = PublicIdField(prefix="edit")
    order = models.ForeignKey("order.Order", models.CASCADE, related_name="edits")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.CharField(_("Note"), max_length=300, blank=True)
    changes: models.JSONField[Any, Any] = models.JSONField(_("Changes"), default=list)
    total_before = AmountField(_("Total before"))
    total_after = AmountField(_("Total after"))
    goes_back = AmountField(_("Goes back"), default=0)
    given_back = AmountField(_("Given back"), default=0)
    due = AmountField(_("Due"), default=0)
    created_at = models.DateTimeField(_("When"), default=timezone.now)

    objects = OrderEditManager()

    class Meta:
        verbose_name = _("change of an order")
        verbose_name_plural = _("changes of orders")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="order_edit_amounts_not_negative",
                condition=Q(total_before__gte=0, total_after__gte=0, given_back__gte=0, due__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id}: {self.total_before} → {self.total_after}"
