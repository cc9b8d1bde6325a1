"""What the copilot has proposed to staff, and what they decided."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chatbot.enums import Verdict, Writing
from commerce.core.ids import PublicIdField
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels


class ProposalManager(ScopedManager):
    rules = (OwnRows("channel_id", of_channels),)


class Proposal(models.Model):
    """Texts for one thing, each by the name of its field: `before` are those that stood there,
    `proposed` those of the model, `written` those that a person took over.

    `facts` are pairs of name and value that the texts could be made of, `left_out` sentences that
    said more than the facts. `part` names a block or picture of the thing. `cost` is in US dollars.
    """

    public_id = PublicIdField(prefix="prop")
    channel = models.ForeignKey(
        "tenancy.Channel", models.CASCADE, verbose_name=_("Channel"), related_name="+"
    )
    writing = models.CharField(_("Text"), max_length=32, choices=Writing)
    object_id = models.PositiveBigIntegerField()
    part = models.CharField(max_length=80, blank=True)
    name = models.CharField(_("Name"), max_length=255)
    locale = models.CharField(_("Language"), max_length=16)
    facts = models.JSONField(default=list)
    before = models.JSONField(default=dict)
    proposed = models.JSONField(default=dict)
    left_out = models.JSONField(default=list)
    saw_picture = models.BooleanField(default=False)
    written = models.JSONField(default=dict)
    verdict = models.CharField(_("Decision"), max_length=8, choices=Verdict, default=Verdict.OPEN)
    model = models.CharField(_("Model"), max_length=80)
    tokens_in = models.PositiveIntegerField()
    tokens_out = models.PositiveIntegerField()
    cost = models.DecimalField(_("Cost"), max_digits=12, decimal_places=6)
    milliseconds = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("Asked by"),
        null=True,
        related_name="+",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("Decided by"),
        null=True,
        related_name="+",
    )
    created_at = models.DateTimeField(_("Asked"), auto_now_add=True)
    decided_at = models.DateTimeField(_("Decided"), null=True)

    objects = ProposalManager()

    class Meta:
        verbose_name = _("Proposal")
        verbose_name_plural = _("Proposals")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["channel", "created_at"], name="proposals_of_channel"),
            models.Index(fields=["writing", "object_id"], name="proposals_of_thing"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=("open", "empty")) ^ Q(decided_at__isnull=False),
                name="proposal_decided_once",
            )
        ]

    def __str__(self) -> str:
        return self.name
