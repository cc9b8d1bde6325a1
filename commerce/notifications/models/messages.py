"""What people are and were told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.ids import PublicIdField
from commerce.notifications.enums import Medium, MessageState, Reason
from commerce.notifications.registry import find_kind
from commerce.notifications.writing.filling import without_secrets
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels


class MessageManager(ScopedManager):
    """Back offices see the messages of their tenant's channels."""

    rules = (OwnRows("channel_id", of_channels),)


class Message(models.Model):
    """One thing told to one recipient by one medium.

    `content` is what the message says, without its secrets: these are encrypted in `secrets` until
    it is sent. Content and address are forgotten after a time, see `services.forget_contents`.
    """

    public_id = PublicIdField(prefix="msg")
    # Recipient, medium, kind and event: whoever tells twice has told once.
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    channel = models.ForeignKey(
        "tenancy.Channel", models.CASCADE, related_name="+", verbose_name=_("Channel")
    )
    kind = models.CharField(_("Kind"), max_length=64)
    medium = models.CharField(_("Medium"), max_length=8, choices=Medium.choices)
    locale = models.CharField(_("Language"), max_length=16)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("Person"),
    )
    address = models.CharField(_("Address"), max_length=254, blank=True)
    event_id = models.CharField(_("Event"), max_length=128)
    about = models.CharField(_("About"), max_length=64, blank=True)
    state = models.CharField(
        _("State"),
        max_length=9,
        choices=MessageState.choices,
        default=MessageState.QUEUED,
    )
    reason = models.CharField(_("Reason"), max_length=16, blank=True)
    attempts = models.PositiveSmallIntegerField(_("Attempts"), default=0)
    # How often it was sent without anybody knowing whether it had been before.
    doubts = models.PositiveSmallIntegerField(_("Possible duplicates"), default=0)
    provider = models.CharField(_("Provider"), max_length=64, blank=True)
    reference = models.CharField(_("Reference of the provider"), max_length=255, blank=True)
    content = models.JSONField(_("Content"), default=dict)
    secrets = models.TextField(blank=True, editable=False)
    created_at = models.DateTimeField(_("Created"), default=timezone.now)
    available_at = models.DateTimeField(_("Next attempt"), default=timezone.now)
    claimed_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(_("Sent"), null=True)
    settled_at = models.DateTimeField(_("Settled"), null=True)
    forgotten_at = models.DateTimeField(_("Forgotten"), null=True)

    objects = MessageManager()

    class Meta:
        verbose_name = _("Message")
        verbose_name_plural = _("Messages")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="message_state_is_known", condition=Q(state__in=MessageState.values)
            ),
        ]
        indexes = [
            models.Index(
                fields=["available_at"],
                name="message_due",
                condition=Q(state=MessageState.QUEUED),
            ),
            models.Index(fields=["about"], name="message_about", condition=~Q(about="")),
            models.Index(
                fields=["reference"], name="message_reference", condition=~Q(reference="")
            ),
            models.Index(fields=["address"], name="message_address"),
            models.Index(
                fields=["created_at"],
                name="message_to_forget",
                condition=Q(forgotten_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.recipient_name}"

    @property
    def recipient_name(self) -> str:
        return self.address or (str(self.user) if self.user_id else "")

    @property
    def kind_name(self) -> str:
        """What the kind is called; its code where nobody registers it any more."""
        kind = find_kind(self.kind)
        return str(kind.name) if kind else self.kind

    @property
    def shown_subject(self) -> str:
        """The subject for staff, without what is secret in it; what else there is where it has none."""
        content = without_secrets(self.content)
        return content.get("subject") or content.get("text", "")[:80] or self.kind_name

    @property
    def reason_label(self) -> str:
        """Why it has not arrived, in words."""
        return str(dict(Reason.choices).get(self.reason, self.reason))
