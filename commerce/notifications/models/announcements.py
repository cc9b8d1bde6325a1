"""What many people are told at once, and who they are."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from commerce.core.ids import PublicIdField
from commerce.core.streams import StreamField
from commerce.notifications.blocks import LetterBody, part_of
from commerce.notifications.enums import AnnouncementState, Medium
from commerce.notifications.kinds import ANNOUNCEMENT
from commerce.notifications.registry import Draft
from commerce.notifications.writing.checking import problems_of
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels


class OfChannelManager(ScopedManager):
    """Back offices see the rows of their tenant's channels."""

    rules = (OwnRows("channel_id", of_channels),)


class Segment(models.Model):
    """Customers who fit all conditions, looked up anew each time. `conditions` are values by code."""

    channel = models.ForeignKey(
        "tenancy.Channel", models.CASCADE, related_name="+", verbose_name=_("Channel")
    )
    name = models.CharField(_("Name"), max_length=100)
    conditions = models.JSONField(_("Conditions"), default=dict, blank=True)

    objects = OfChannelManager()

    class Meta:
        verbose_name = _("Segment")
        verbose_name_plural = _("Segments")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Announcement(ClusterableModel):
    """A letter to everybody of a segment who has agreed to such letters.

    Nobody is told twice: `last_user_id` says how far it has come, and moves with the messages.
    """

    public_id = PublicIdField(prefix="ann")
    channel = models.ForeignKey(
        "tenancy.Channel", models.CASCADE, related_name="+", verbose_name=_("Channel")
    )
    name = models.CharField(_("Name"), max_length=100, help_text=_("Recipients do not see it."))
    segment = models.ForeignKey(
        Segment, models.PROTECT, related_name="+", verbose_name=_("Segment")
    )
    starts_at = models.DateTimeField(_("Not before"), default=timezone.now)
    per_minute = models.PositiveIntegerField(
        _("Letters a minute"),
        default=600,
        validators=[MinValueValidator(1), MaxValueValidator(12_000)],
    )
    state = models.CharField(
        _("State"),
        max_length=8,
        choices=AnnouncementState.choices,
        default=AnnouncementState.DRAFT,
    )
    last_user_id = models.BigIntegerField(default=0, editable=False)
    seen = models.PositiveIntegerField(_("Looked at"), default=0, editable=False)
    told = models.PositiveIntegerField(_("Told"), default=0, editable=False)
    ended_at = models.DateTimeField(_("Ended"), null=True, editable=False)

    objects = OfChannelManager()

    class Meta:
        verbose_name = _("Announcement")
        verbose_name_plural = _("Announcements")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="announcement_state_is_known", condition=Q(state__in=AnnouncementState.values)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.segment_id and self.segment.channel_id != self.channel_id:
            raise ValidationError({"segment": _("This segment is of another channel.")})


class AnnouncementText(models.Model):
    """What an announcement says in one language."""

    announcement = ParentalKey(Announcement, related_name="texts", on_delete=models.CASCADE)
    locale = models.CharField(_("Language"), max_length=16)
    subject = models.CharField(_("Subject"), max_length=200)
    body = StreamField(LetterBody(), verbose_name=_("Letter"))

    class Meta:
        verbose_name = _("Text")
        verbose_name_plural = _("Texts")
        constraints = [
            models.UniqueConstraint(
                fields=["announcement", "locale"], name="one_text_per_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.locale})"

    @property
    def draft(self) -> Draft:
        """The words as they are filled in."""
        return Draft(
            self.subject, tuple(part_of(each.block_type, each.value) for each in self.body)
        )

    def clean(self) -> None:
        """Refuse unknown variables and broken tags, each with its place."""
        super().clean()
        found: dict[str, list[Any]] = {}
        for place, problem in problems_of(self.draft, ANNOUNCEMENT, Medium.EMAIL):
            found.setdefault(place, []).append(problem)
        if found:
            raise ValidationError(found)
