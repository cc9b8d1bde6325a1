"""What a person is told inside the shop, and which browsers may be told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.ids import PublicIdField


class Notice(models.Model):
    """One thing that a person is told by the bell; `key` names it for ever."""

    public_id = PublicIdField(prefix="ntc")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    key = models.CharField(_("Key"), max_length=128, unique=True)
    kind = models.CharField(_("Kind"), max_length=64)
    title = models.CharField(_("Title"), max_length=200)
    body = models.TextField(_("Text"), blank=True)
    url = models.CharField(_("Address"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("Time"), default=timezone.now)
    read_at = models.DateTimeField(_("Read"), null=True, blank=True)
    # A deleted one leaves its key behind, so that a repeated event does not bring it back.
    deleted_at = models.DateTimeField(_("Deleted"), null=True, blank=True)

    class Meta:
        verbose_name = _("Notice")
        verbose_name_plural = _("Notices")
        indexes = [
            models.Index(
                fields=["user", "channel", "-id"],
                name="notifications_notice_list",
                condition=models.Q(deleted_at=None),
            ),
            models.Index(
                fields=["user", "channel"],
                name="notifications_notice_unread",
                condition=models.Q(deleted_at=None, read_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.title}"


class PushAddress(models.Model):
    """A browser whose owner agreed to push messages."""

    public_id = PublicIdField(prefix="psh")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    endpoint = models.TextField(_("Push service's address"))
    endpoint_digest = models.CharField(max_length=64, unique=True, editable=False)
    p256dh = models.CharField(max_length=128)
    auth = models.CharField(max_length=64)
    created_at = models.DateTimeField(_("Since"), default=timezone.now)

    class Meta:
        verbose_name = _("Browser")
        verbose_name_plural = _("Browsers")

    def __str__(self) -> str:
        return self.public_id
