"""What all rows of marketers share."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ChannelRow(models.Model):
    """Something that a marketer decides for one channel."""

    channel = models.ForeignKey(
        "tenancy.Channel", models.CASCADE, verbose_name=_("Channel"), related_name="+"
    )
    updated_at = models.DateTimeField(_("Last change"), auto_now=True)

    class Meta:
        abstract = True


class TimedRow(ChannelRow):
    """As above, in force between two dates that may both be left open."""

    is_active = models.BooleanField(_("In use"), default=True)
    starts_at = models.DateTimeField(_("From"), null=True, blank=True)
    ends_at = models.DateTimeField(_("Until"), null=True, blank=True)

    class Meta:
        abstract = True

    def is_in_force(self, now: datetime) -> bool:
        """Whether it is in use at that time."""
        begun = self.starts_at is None or self.starts_at <= now
        return self.is_active and begun and (self.ends_at is None or now < self.ends_at)


def dates_in_order(name: str) -> models.CheckConstraint:
    """Return the constraint that what begins and ends does so in that order."""
    is_open = Q(starts_at=None) | Q(ends_at=None)
    return models.CheckConstraint(
        name=name,
        condition=is_open | Q(ends_at__gt=F("starts_at")),
        violation_error_message=_("The end has to be after the beginning."),
    )
