"""Tables of the shared kernel: the outbox with its receipts, and stored answers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.enums import UNSETTLED, DeliveryStatus
from commerce.core.ids import PublicIdField


class TimestampedModel(models.Model):
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        abstract = True


class OutboxEvent(models.Model):
    """An event as it was published, in the same transaction as what it tells about."""

    public_id = PublicIdField(prefix="evt")
    topic = models.CharField(_("topic"), max_length=100)
    aggregate = models.CharField(_("aggregate"), max_length=200, blank=True)
    payload = models.JSONField(_("payload"))
    published_at = models.DateTimeField(_("published at"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("outbox event")
        verbose_name_plural = _("outbox events")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.topic} {self.public_id}"


class OutboxDelivery(models.Model):
    """The receipt of one event by one consumer.

    `aggregate` is empty when the consumer does not care for order. A row becomes done in
    the transaction that holds the effects of its handler.
    """

    event = models.ForeignKey(
        OutboxEvent,
        verbose_name=_("event"),
        on_delete=models.CASCADE,
        related_name="deliveries",
        # The unique constraint below starts with the event and serves the look-ups.
        db_index=False,
    )
    consumer = models.CharField(_("consumer"), max_length=200)
    aggregate = models.CharField(_("aggregate"), max_length=200, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=DeliveryStatus.choices, default=DeliveryStatus.PENDING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    available_at = models.DateTimeField(_("available at"), default=timezone.now)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("outbox delivery")
        verbose_name_plural = _("outbox deliveries")
        ordering = ["event_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "consumer"], name="one_receipt_per_consumer"),
            models.CheckConstraint(
                condition=Q(status__in=DeliveryStatus.values), name="delivery_status_is_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["event", "available_at"],
                name="core_delivery_pending",
                condition=Q(status=DeliveryStatus.PENDING),
            ),
            models.Index(
                fields=["consumer", "aggregate", "event"],
                name="core_delivery_unsettled",
                condition=Q(status__in=UNSETTLED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} → {self.consumer} ({self.status})"


class IdempotencyRecord(models.Model):
    """The answer that was given to an Idempotency-Key, kept until `expires_at`.

    Written in the same transaction as the effect it answers for. The answer is encrypted,
    because it may hold a token that exists nowhere else in clear text.
    """

    scope = models.CharField(_("scope"), max_length=100)
    key = models.CharField(_("key"), max_length=255)
    fingerprint = models.CharField(_("fingerprint of the request"), max_length=64)
    answer = models.BinaryField(_("encrypted answer"))
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires at"), db_index=True)

    class Meta:
        verbose_name = _("idempotency record")
        verbose_name_plural = _("idempotency records")
        constraints = [
            models.UniqueConstraint(fields=["scope", "key"], name="one_answer_per_key"),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.key}"


class Heartbeat(models.Model):
    """When a process that nobody talks to directly gave its last sign of life."""

    name = models.CharField(_("name"), max_length=40, unique=True)
    beaten_at = models.DateTimeField(_("beaten at"))

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self) -> str:
        return f"{self.name} {self.beaten_at:%c}"
