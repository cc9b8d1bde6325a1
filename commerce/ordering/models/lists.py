"""What staff keep of the list of orders, and what they do with much of it at once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.ids import PublicIdField
from commerce.oscar.order.models import OrderStatus
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_tenant


class OfTenantManager(ScopedManager):
    """Back offices see what belongs to their tenant."""

    rules = (OwnRows("tenant_id", of_tenant),)


class OrderFilter(models.Model):
    """A search of orders that one person has given a name; `query` is how its address asks for it."""

    public_id = PublicIdField(prefix="ofi")
    tenant = models.ForeignKey("tenancy.Tenant", models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=60)
    query = models.CharField(_("Search"), max_length=2000)

    objects = OfTenantManager()

    class Meta:
        verbose_name = _("saved filter of orders")
        verbose_name_plural = _("saved filters of orders")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "user", "name"], name="order_filter_name_once_per_person"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrderBatch(models.Model):
    """Many orders that are to take one status, each on its own."""

    public_id = PublicIdField(prefix="oba")
    tenant = models.ForeignKey("tenancy.Tenant", models.PROTECT, related_name="+")
    status = models.CharField(_("Status"), max_length=10, choices=OrderStatus.choices)
    total = models.PositiveIntegerField(_("Orders"))
    done = models.PositiveIntegerField(_("Done"), default=0)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("Asked for"), default=timezone.now)

    objects = OfTenantManager()

    class Meta:
        verbose_name = _("status of many orders")
        verbose_name_plural = _("statuses of many orders")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="order_batch_does_each_once", condition=Q(done__lte=F("total"))
            ),
            models.CheckConstraint(
                name="order_batch_status_is_known", condition=Q(status__in=OrderStatus.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} ({self.done}/{self.total})"

    @property
    def is_done(self) -> bool:
        return self.done == self.total


class OrderBatchItem(models.Model):
    """One order of a batch; `problem` says why it has not taken the status."""

    batch = models.ForeignKey(OrderBatch, models.CASCADE, related_name="items")
    order = models.ForeignKey("order.Order", models.CASCADE, related_name="+")
    is_done = models.BooleanField(default=False)
    problem = models.CharField(_("Problem"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("order of a batch")
        verbose_name_plural = _("orders of a batch")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "order"], name="order_once_in_order_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.order_id}"
