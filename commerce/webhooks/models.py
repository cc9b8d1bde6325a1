"""Who wants to be told, what there was to tell, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.ids import PublicIdField
from commerce.core.models import TimestampedModel
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels

from .enums import AttemptOutcome, DeliveryState, EndpointState, Payload

MAX_URL = 2000


class OwnManager(ScopedManager):
    """Back offices see what belongs to the channels of their tenant."""

    rules = (OwnRows("channel_id", of_channels),)


class Endpoint(TimestampedModel):
    """An address outside that hears of a channel's events.

    Secrets are encrypted with the key `key_id` of INTEGRATION_KEYS. While `previous_valid_until` has
    not come, what is sent bears the signature of both. What follows `failures` is kept by whoever
    sends: `busy_until` is the lease of the one that sends now, and before `blocked_until` nobody tries.
    """

    public_id = PublicIdField(prefix="whe")
    channel = models.ForeignKey(
        "tenancy.Channel", models.PROTECT, verbose_name=_("Channel"), related_name="+"
    )
    url = models.TextField(_("Address"), max_length=MAX_URL)
    description = models.CharField(_("Description"), max_length=200, blank=True)
    payload = models.CharField(
        _("Content"), max_length=8, choices=Payload.choices, default=Payload.FULL
    )
    owner_email = models.EmailField(
        _("Whom to write to"), help_text=_("Gets a letter when the endpoint is paused.")
    )
    state = models.CharField(
        _("State"), max_length=8, choices=EndpointState.choices, default=EndpointState.ACTIVE
    )
    key_id = models.CharField(_("Key"), max_length=64, db_index=True, editable=False)
    secret = models.BinaryField()
    previous_secret = models.BinaryField(null=True)
    previous_valid_until = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(_("Failures in a row"), default=0)
    failing_since = models.DateTimeField(_("Failing since"), null=True)
    blocked_until = models.DateTimeField(null=True)
    busy_until = models.DateTimeField(null=True)
    served_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(_("Last success"), null=True)

    objects = OwnManager()

    class Meta:
        verbose_name = _("endpoint")
        verbose_name_plural = _("endpoints")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="webhook_endpoint_state_is_known", condition=Q(state__in=EndpointState.values)
            ),
        ]

    def __str__(self) -> str:
        return self.description or self.url

    @property
    def events(self) -> list[str]:
        """The names of the events it hears, sorted."""
        return sorted(row.event for row in self.subscriptions.all())


class Subscription(models.Model):
    """One endpoint hears one kind of event."""

    endpoint = models.ForeignKey(
        Endpoint, models.CASCADE, related_name="subscriptions", db_index=False
    )
    event = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "event"], name="webhook_subscribed_once"),
        ]
        indexes = [models.Index(fields=["event", "endpoint"], name="webhook_who_hears")]

    def __str__(self) -> str:
        return f"{self.event} → {self.endpoint_id}"


class Message(models.Model):
    """What is told of one thing that happened, the same for all who hear it, and for ever.

    Its public id is the `webhook-id`. `subject` is what a thin message says.
    """

    public_id = PublicIdField(prefix="msg")
    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    event = models.CharField(_("Event"), max_length=64)
    version = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=64)
    data = models.JSONField()
    made_at = models.DateTimeField(_("Time"), default=timezone.now, db_index=True)

    objects = OwnManager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.event} {self.public_id}"


class Delivery(models.Model):
    """One message for one endpoint, once."""

    message = models.ForeignKey(
        Message, models.CASCADE, related_name="deliveries", verbose_name=_("Message")
    )
    endpoint = models.ForeignKey(
        Endpoint,
        models.CASCADE,
        related_name="deliveries",
        verbose_name=_("Endpoint"),
        db_index=False,
    )
    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    state = models.CharField(
        _("State"), max_length=10, choices=DeliveryState.choices, default=DeliveryState.PENDING
    )
    attempts = models.PositiveSmallIntegerField(_("Attempts"), default=0)
    due_at = models.DateTimeField(_("Next attempt"), default=timezone.now)
    settled_at = models.DateTimeField(_("Settled at"), null=True)

    objects = OwnManager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["message", "endpoint"], name="webhook_one_delivery_per_endpoint"
            ),
            models.CheckConstraint(
                name="webhook_delivery_state_is_known", condition=Q(state__in=DeliveryState.values)
            ),
        ]
        indexes = [
            models.Index(
                fields=["endpoint", "due_at"],
                name="webhook_delivery_waiting",
                condition=Q(state=DeliveryState.PENDING),
            ),
            models.Index(fields=["endpoint", "id"], name="webhook_delivery_log"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} → {self.endpoint_id} ({self.state})"


class Attempt(models.Model):
    """One request and its answer, without secrets and cut to what a person reads."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="tries")
    made_at = models.DateTimeField(default=timezone.now)
    milliseconds = models.PositiveIntegerField()
    outcome = models.CharField(max_length=12, choices=AttemptOutcome.choices)
    status = models.PositiveSmallIntegerField(null=True)
    url = models.TextField()
    request_headers = models.JSONField()
    answer_headers = models.JSONField(default=dict)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.outcome} {self.status or ''}"
