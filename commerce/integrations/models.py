"""Whom a shop calls and with which settings, how that goes, and what was said."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.ids import PublicIdField
from commerce.core.models import TimestampedModel
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_tenant

from .enums import CallOutcome, Mode, ProviderKind
from .providers.addresses import callback_url, webhook_url
from .registry import PaymentProvider, Sealed, find_provider, register_sealed


class OwnProvidersManager(ScopedManager):
    """Back offices see what belongs to their tenant."""

    rules = (OwnRows("tenant_id", of_tenant),)


class ProviderConfiguration(TimestampedModel):
    """The settings of one provider: of all channels of a tenant, or of one of them instead.

    Test and live are two configurations. `settings` are what may be read; `secrets` is a JSON object
    encrypted with the key `key_id`, and `hints` the last characters of each secret. One is active
    after its connection was tested with just these settings (`tested_at`), or for a written reason.
    """

    public_id = PublicIdField(prefix="prc")
    tenant = models.ForeignKey(
        "tenancy.Tenant", models.CASCADE, verbose_name=_("Tenant"), related_name="+"
    )
    channel = models.ForeignKey(
        "tenancy.Channel",
        models.CASCADE,
        verbose_name=_("Channel"),
        related_name="+",
        null=True,
        blank=True,
        help_text=_("Empty for all channels that have none of their own."),
    )
    provider = models.CharField(_("Provider"), max_length=64)
    kind = models.CharField(_("Kind"), max_length=20, choices=ProviderKind.choices)
    mode = models.CharField(_("Mode"), max_length=4, choices=Mode.choices, default=Mode.LIVE)
    position = models.PositiveSmallIntegerField(
        _("Position"), default=0, help_text=_("Who comes later takes over when the first is down.")
    )
    settings = models.JSONField(_("Settings"), default=dict)
    secrets = models.BinaryField(_("Secrets"), default=bytes)
    hints = models.JSONField(_("Last characters of the secrets"), default=dict)
    key_id = models.CharField(_("Key"), max_length=64, db_index=True)
    is_active = models.BooleanField(_("Active"), default=False)
    reason = models.TextField(_("Reason to use it untested"), blank=True)
    tested_at = models.DateTimeField(_("Tested at"), null=True, blank=True)
    test_answer = models.TextField(_("Answer of the test"), blank=True)

    objects = OwnProvidersManager()

    class Meta:
        verbose_name = _("Provider's configuration")
        verbose_name_plural = _("Providers' configurations")
        ordering = ["kind", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "provider", "mode"],
                condition=Q(channel=None),
                name="one_configuration_per_tenant",
            ),
            models.UniqueConstraint(
                fields=["channel", "provider", "mode"], name="one_configuration_per_channel"
            ),
            models.CheckConstraint(
                condition=Q(is_active=False) | Q(tested_at__isnull=False) | ~Q(reason=""),
                name="active_is_tested_or_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider_name} ({self.get_mode_display()})"

    @property
    def provider_name(self) -> str:
        """What the provider calls itself; its code when this release does not know it."""
        provider = find_provider(self.provider)
        return str(provider.name) if provider else self.provider

    @property
    def callback_url(self) -> str:
        """Where the provider tells what became of messages or payments; empty where it does not."""
        provider = find_provider(self.provider)
        if provider is None:
            return ""
        if issubclass(provider, PaymentProvider):
            return webhook_url(self.provider, self.public_id) if provider.can.has_webhooks else ""
        return callback_url(self.public_id) if "delivery_news" in provider.capabilities else ""


class ProviderHealth(models.Model):
    """What all processes know of how the calls of a configuration go.

    Nobody calls before `asks_again_at`, set after failures in a row, nor before `paused_until`, which
    the provider has asked for. `failing_since` is when the first of those failures was.
    """

    configuration = models.OneToOneField(
        ProviderConfiguration, models.CASCADE, related_name="health", primary_key=True
    )
    failures = models.PositiveIntegerField(_("Failures in a row"), default=0)
    failing_since = models.DateTimeField(_("Failing since"), null=True, blank=True)
    asks_again_at = models.DateTimeField(_("Asks again at"), null=True, blank=True)
    paused_until = models.DateTimeField(_("Paused until"), null=True, blank=True)

    class Meta:
        verbose_name = _("Provider's health")
        verbose_name_plural = _("Providers' health")

    def __str__(self) -> str:
        return f"{self.configuration_id}: {self.failures}"


class ProviderCall(models.Model):
    """One call as it ended. Written once, without secrets, and outlives its configuration."""

    public_id = PublicIdField(prefix="call")
    tenant = models.ForeignKey(
        "tenancy.Tenant", models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    configuration = models.ForeignKey(
        ProviderConfiguration,
        models.SET_NULL,
        verbose_name=_("Configuration"),
        related_name="+",
        null=True,
        db_constraint=False,
        db_index=False,
    )
    provider = models.CharField(_("Provider"), max_length=64)
    mode = models.CharField(_("Mode"), max_length=4, choices=Mode.choices)
    operation = models.CharField(_("Operation"), max_length=100)
    outcome = models.CharField(_("Outcome"), max_length=10, choices=CallOutcome.choices)
    status = models.PositiveSmallIntegerField(_("Status"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("Attempts"), default=1)
    milliseconds = models.PositiveIntegerField(_("Milliseconds"))
    request_id = models.CharField(_("Provider's request id"), max_length=200, blank=True)
    about = models.CharField(_("About"), max_length=100, blank=True)
    request = models.TextField(_("Request"), blank=True)
    answer = models.TextField(_("Answer"), blank=True)
    called_at = models.DateTimeField(_("Time"), default=timezone.now, db_index=True)

    objects = OwnProvidersManager()

    class Meta:
        verbose_name = _("Call of a provider")
        verbose_name_plural = _("Calls of providers")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["tenant", "-id"], name="calls_of_tenant"),
            models.Index(fields=["configuration", "called_at"], name="calls_of_configuration"),
            models.Index(fields=["tenant", "about"], name="calls_about", condition=~Q(about="")),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.operation} ({self.outcome})"


register_sealed(Sealed("integrations.ProviderConfiguration", ("secrets",)))
