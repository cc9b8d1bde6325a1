"""How often the variants of personalised places were shown."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels


class SlotCountManager(ScopedManager):
    """The back office sees what readers of its tenant's channels were shown."""

    rules = (OwnRows("channel_id", of_channels),)


class SlotCount(models.Model):
    """How often a variant of a place on a page was shown on a day, and how often somebody went on from it.

    Nothing tells who that was. `place` and `variant` are the keys of blocks; an empty variant is
    what everybody else sees.
    """

    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+")
    place = models.CharField(_("Place"), max_length=36)
    variant = models.CharField(_("Variant"), max_length=36, blank=True)
    day = models.DateField(_("Day"))
    shown = models.PositiveIntegerField(_("Shown"), default=0)
    clicked = models.PositiveIntegerField(_("Clicked"), default=0)

    objects = SlotCountManager()

    class Meta:
        verbose_name = _("count of a personalised place")
        verbose_name_plural = _("counts of personalised places")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "place", "variant", "day", "channel"],
                name="slot_counted_once_a_day",
            )
        ]
        indexes = [models.Index(fields=["day"], name="slot_counts_by_age")]

    def __str__(self) -> str:
        return f"{self.place} {self.variant} {self.day}"
