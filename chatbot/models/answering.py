"""What is known of an answer before there is one."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .conversations import Message


class Change(models.Model):
    """What a tool has changed on the way to an answer, kept in the same transaction as the change.

    `sealed_token` is the key to a guest's cart that was made for it, encrypted.
    """

    question = models.ForeignKey(Message, models.CASCADE, related_name="changes")
    place = models.PositiveSmallIntegerField()
    tool = models.CharField(_("Tool"), max_length=60)
    arguments = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    sealed_token = models.BinaryField(default=b"")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Change")
        verbose_name_plural = _("Changes")
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["question", "place"], name="one_change_per_place")
        ]

    def __str__(self) -> str:
        return self.tool


class Frame(models.Model):
    """What somebody who comes back is told of an answer that is being made; gone once it is there."""

    question = models.ForeignKey(Message, models.CASCADE, related_name="frames")
    seq = models.PositiveIntegerField()
    body = models.JSONField()

    class Meta:
        verbose_name = _("Frame")
        verbose_name_plural = _("Frames")
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["question", "seq"], name="one_frame_per_seq")
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.seq}"
