"""What people want to be told, when, and what they have agreed to.

Everything here belongs to a tenant: who says no in one shop of a business has said it in all.
Somebody without an account is known by an address.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.ids import PublicIdField
from commerce.notifications.enums import ConsentSource, Digest, Medium


class PersonRow(models.Model):
    """Belongs to an account, or to an address of somebody who has none."""

    tenant = models.ForeignKey("tenancy.Tenant", models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    address = models.CharField(_("Address"), max_length=254, blank=True)

    class Meta:
        abstract = True


class Preference(PersonRow):
    """Somebody has switched a kind of message on or off in one medium; without a row the kind decides."""

    kind = models.CharField(_("Kind"), max_length=64)
    medium = models.CharField(_("Medium"), max_length=8, choices=Medium.choices)
    is_wanted = models.BooleanField(_("Wanted"))
    changed_at = models.DateTimeField(_("Changed"), auto_now=True)

    class Meta:
        verbose_name = _("Preference")
        verbose_name_plural = _("Preferences")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "tenant", "kind", "medium"],
                condition=Q(user__isnull=False),
                name="one_preference_per_account",
            ),
            models.UniqueConstraint(
                fields=["address", "tenant", "kind", "medium"],
                condition=Q(user=None),
                name="one_preference_per_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id or self.address}: {self.kind} {self.medium} {self.is_wanted}"


class AlreadyWrittenError(TypeError):
    """Somebody tried to change what was agreed to."""


class Consent(PersonRow):
    """Somebody has agreed to something, or withdrawn; written once, never changed.

    `address` is where the messages were to go; `wording` is what the person had read, in `locale`.
    """

    public_id = PublicIdField(prefix="cns")
    kind = models.CharField(_("Kind"), max_length=64)
    medium = models.CharField(_("Medium"), max_length=8, choices=Medium.choices)
    is_given = models.BooleanField(_("Agreed"))
    wording = models.TextField(_("Wording"))
    locale = models.CharField(_("Language"), max_length=16)
    source = models.CharField(_("Source"), max_length=16, choices=ConsentSource.choices)
    network_address = models.CharField(_("Network address"), max_length=45, blank=True)
    happened_at = models.DateTimeField(_("Time"), default=timezone.now)

    class Meta:
        verbose_name = _("Consent")
        verbose_name_plural = _("Consents")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="consent_source_is_known", condition=Q(source__in=ConsentSource.values)
            ),
        ]
        indexes = [
            models.Index(fields=["user", "tenant"], name="notifications_consent_user"),
            models.Index(fields=["address", "tenant"], name="notifications_consent_address"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.kind} {self.medium} {self.is_given}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AlreadyWrittenError
        super().save(*args, **kwargs)


class Wishes(models.Model):
    """When a person may be disturbed, how often, and in which language."""

    tenant = models.ForeignKey("tenancy.Tenant", models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    locale = models.CharField(_("Language"), max_length=16, blank=True)
    time_zone = models.CharField(_("Time zone"), max_length=64, default="UTC")
    quiet_from = models.TimeField(_("Quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("Quiet until"), null=True, blank=True)
    digest = models.CharField(
        _("Digest"), max_length=8, choices=Digest.choices, default=Digest.NONE
    )

    class Meta:
        verbose_name = _("Wishes")
        verbose_name_plural = _("Wishes")
        constraints = [
            models.UniqueConstraint(fields=["user", "tenant"], name="wishes_once_per_person"),
            models.CheckConstraint(
                name="quiet_hours_begin_and_end",
                condition=Q(quiet_from=None, quiet_until=None)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
            ),
            models.CheckConstraint(name="digest_is_known", condition=Q(digest__in=Digest.values)),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} ({self.time_zone})"


class DigestItem(models.Model):
    """Something a person will be told with others, in one letter."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    kind = models.CharField(_("Kind"), max_length=64)
    event_id = models.CharField(_("Event"), max_length=128)
    locale = models.CharField(_("Language"), max_length=16)
    title = models.CharField(_("Title"), max_length=255)
    url = models.CharField(_("Address"), max_length=500, blank=True)
    due_at = models.DateTimeField(_("Due"), db_index=True)

    class Meta:
        verbose_name = _("Digest item")
        verbose_name_plural = _("Digest items")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "channel", "kind", "event_id"], name="gathered_once_per_event"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind} {self.event_id}"
