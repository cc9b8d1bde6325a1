"""What providers have told of addresses."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.ids import PublicIdField
from commerce.notifications.enums import Medium, SuppressionReason
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_tenant


class SuppressionManager(ScopedManager):
    """Back offices see those of their tenant."""

    rules = (OwnRows("tenant_id", of_tenant),)


class Suppression(models.Model):
    """An address that gets no optional messages of a tenant, until somebody lifts it."""

    public_id = PublicIdField(prefix="sup")
    tenant = models.ForeignKey("tenancy.Tenant", models.CASCADE, related_name="+")
    medium = models.CharField(_("Medium"), max_length=8, choices=Medium.choices)
    address = models.CharField(_("Address"), max_length=254)
    reason = models.CharField(_("Reason"), max_length=12, choices=SuppressionReason.choices)
    note = models.CharField(_("What the provider said"), max_length=255, blank=True)
    since = models.DateTimeField(_("Since"), default=timezone.now)
    lifted_at = models.DateTimeField(_("Lifted"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Lifted by"),
    )
    lifted_because = models.CharField(_("Reason for lifting"), max_length=255, blank=True)

    objects = SuppressionManager()

    class Meta:
        verbose_name = _("Suppressed address")
        verbose_name_plural = _("Suppressed addresses")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["address", "medium", "tenant"],
                condition=Q(lifted_at=None),
                name="suppressed_once_at_a_time",
            ),
            models.CheckConstraint(
                name="suppression_is_lifted_with_a_reason",
                condition=Q(lifted_at=None) | ~Q(lifted_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address} ({self.reason})"


class ProviderNews(models.Model):
    """Something a provider told, kept so that it is heard once only."""

    configuration = models.CharField(_("Configuration"), max_length=40)
    news_id = models.CharField(_("Id of the provider"), max_length=128)
    heard_at = models.DateTimeField(_("Heard"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("News of a provider")
        verbose_name_plural = _("News of providers")
        constraints = [
            models.UniqueConstraint(fields=["configuration", "news_id"], name="news_heard_once"),
        ]

    def __str__(self) -> str:
        return f"{self.configuration} {self.news_id}"
