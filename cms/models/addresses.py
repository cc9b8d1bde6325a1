"""Addresses that nothing has any more: what was asked for, and where readers are sent instead."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.robots import validate_robots
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels


class MissingAddressManager(ScopedManager):
    """The back office sees what its tenant's channels were asked for."""

    rules = (OwnRows("channel_id", of_channels),)


class MissingAddress(models.Model):
    """How often a channel was asked for something that is not there. Nothing tells who asked.

    `path` has neither language nor query; `referrer` is the host that the last reader came from.
    """

    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    path = models.CharField(_("Address"), max_length=200)
    count = models.PositiveIntegerField(_("Times"), default=0)
    first_seen = models.DateTimeField(_("First"), default=timezone.now)
    last_seen = models.DateTimeField(_("Last"), default=timezone.now)
    referrer = models.CharField(_("Linked from"), max_length=253, blank=True)

    objects = MissingAddressManager()

    class Meta:
        verbose_name = _("missing address")
        verbose_name_plural = _("missing addresses")
        ordering = ["-count", "-last_seen"]
        constraints = [
            models.UniqueConstraint(fields=["channel", "path"], name="missing_address_once")
        ]
        indexes = [models.Index(fields=["last_seen"], name="missing_addresses_by_age")]

    def __str__(self) -> str:
        return self.path


class RobotsRulesManager(ScopedManager):
    """The back office sees the rules of its tenant's channels."""

    rules = (OwnRows("channel_id", of_channels),)


class RobotsRules(models.Model):
    """Lines of robots.txt that editors add to those of the shop."""

    channel = models.OneToOneField(
        "tenancy.Channel", models.CASCADE, verbose_name=_("Channel"), related_name="+"
    )
    text = models.TextField(
        _("Rules for search engines"),
        max_length=10_000,
        blank=True,
        validators=[validate_robots],
        help_text=_("Lines of robots.txt that stand beside the shop's own. Empty for none."),
    )

    objects = RobotsRulesManager()

    class Meta:
        verbose_name = _("rules for search engines of a channel")
        verbose_name_plural = _("rules for search engines of channels")

    def __str__(self) -> str:
        return str(self.channel)


class RedirectGoal(models.Model):
    """The product or category that a redirect leads to, under whatever address it has then."""

    redirect = models.OneToOneField(
        "wagtailredirects.Redirect", models.CASCADE, related_name="goal", primary_key=True
    )
    product = models.ForeignKey(
        "catalogue.Product",
        models.CASCADE,
        verbose_name=_("Product"),
        null=True,
        blank=True,
        related_name="+",
    )
    category = models.ForeignKey(
        "catalogue.Category",
        models.CASCADE,
        verbose_name=_("Category"),
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("goal of a redirect")
        verbose_name_plural = _("goals of redirects")
        constraints = [
            models.CheckConstraint(
                name="redirect_has_one_goal",
                condition=Q(product__isnull=True, category__isnull=False)
                | Q(product__isnull=False, category__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return str(self.product or self.category)


class RedirectUse(models.Model):
    """How often readers were sent on by a redirect. Browsers remember, so each counts about once."""

    redirect = models.OneToOneField(
        "wagtailredirects.Redirect", models.CASCADE, related_name="use", primary_key=True
    )
    count = models.PositiveIntegerField(_("Times"), default=0)
    last_used = models.DateTimeField(_("Last"), default=timezone.now)

    class Meta:
        verbose_name = _("use of a redirect")
        verbose_name_plural = _("uses of redirects")

    def __str__(self) -> str:
        return str(self.count)
