"""What was told, in the order in which it may be heard."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LiveHead(models.Model):
    """The one row that counts: who holds its lock gives messages their positions."""

    position = models.PositiveBigIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("count of live messages")
        verbose_name_plural = _("counts of live messages")

    def __str__(self) -> str:
        return str(self.position)


class LiveMessage(models.Model):
    """Something that was told about a topic.

    `position` is empty until the telling transaction has been committed. Only then is one given, without
    gaps: a reader who has seen number seven will never find a new number six.
    """

    channel = models.ForeignKey(
        "tenancy.Channel",
        models.CASCADE,
        verbose_name=_("channel"),
        related_name="+",
        db_index=False,
    )
    topic = models.CharField(_("topic"), max_length=200)
    kind = models.CharField(_("kind"), max_length=60)
    body = models.JSONField(_("body"))
    told_at = models.DateTimeField(_("told at"), default=timezone.now, db_index=True)
    position = models.PositiveBigIntegerField(_("position"), null=True, unique=True)

    class Meta:
        verbose_name = _("live message")
        verbose_name_plural = _("live messages")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["channel", "topic", "position"], name="live_message_topic"),
            models.Index(
                fields=["id"], name="live_message_unplaced", condition=models.Q(position=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.topic} {self.kind}"


class UsedTicket(models.Model):
    """A ticket that has opened a socket and opens no other."""

    ticket_id = models.CharField(_("ticket"), max_length=40, unique=True)
    used_at = models.DateTimeField(_("used at"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("used ticket")
        verbose_name_plural = _("used tickets")

    def __str__(self) -> str:
        return self.ticket_id
