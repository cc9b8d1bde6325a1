"""The documents of many orders at once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.ids import PublicIdField
from commerce.documents.enums import BatchFormat, BatchState, DocumentKind
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_tenant

from .issued import OrderDocument, private_storage


class BatchManager(ScopedManager):
    """Back offices see the batches of their tenant."""

    rules = (OwnRows("tenant_id", of_tenant),)


class DocumentBatch(models.Model):
    """What staff have asked for: one kind of document of many orders, in one file.

    Each order is an item that is done on its own, so that a worker that takes over goes on where
    the one before was killed.
    """

    public_id = PublicIdField(prefix="bat")
    tenant = models.ForeignKey("tenancy.Tenant", models.PROTECT, related_name="+")
    kind = models.CharField(_("Kind"), max_length=12, choices=DocumentKind.choices)
    format = models.CharField(_("As"), max_length=3, choices=BatchFormat.choices)
    state = models.CharField(
        _("State"), max_length=8, choices=BatchState.choices, default=BatchState.WAITING
    )
    total = models.PositiveIntegerField(_("Orders"))
    done = models.PositiveIntegerField(_("Done"), default=0)
    file = models.FileField(_("File"), storage=private_storage, max_length=200, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("Asked for"), default=timezone.now)

    objects = BatchManager()

    class Meta:
        verbose_name = _("documents of many orders")
        verbose_name_plural = _("documents of many orders")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="batch_state_is_known", condition=Q(state__in=BatchState.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} ({self.done}/{self.total})"


class BatchItem(models.Model):
    """One order of a batch; `problem` says why it has no document."""

    batch = models.ForeignKey(DocumentBatch, models.CASCADE, related_name="items")
    order = models.ForeignKey("order.Order", models.CASCADE, related_name="+")
    documents = models.ManyToManyField(OrderDocument, related_name="batch_items", blank=True)
    is_done = models.BooleanField(default=False)
    problem = models.CharField(_("Problem"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("order among many")
        verbose_name_plural = _("orders among many")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "order"], name="order_once_per_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.order_id}"
