"""Comparisons of the draft with what is in force, on the channel's judged sets."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Measurement(models.Model):
    """One comparison, while it runs and when it is done.

    `fingerprint` stands for all that it depends on: a measurement counts for what it was made of.
    `result` is the JSON form of `search.services.gate.Gate`; `problem` says why there is none.
    """

    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64)
    started_at = models.DateTimeField(_("Started at"), auto_now_add=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    finished_at = models.DateTimeField(_("Finished at"), null=True)
    queries_total = models.PositiveIntegerField(default=0)
    queries_done = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)
    problem = models.TextField(_("Problem"), blank=True)

    class Meta:
        verbose_name = _("Measurement of a search configuration")
        verbose_name_plural = _("Measurements of search configurations")
        ordering = ["-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["channel", "-id"], name="search_measurement_latest")]
        constraints = [
            models.CheckConstraint(
                name="search_measurement_bounds",
                condition=Q(queries_done__lte=F("queries_total")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.started_at:%Y-%m-%d %H:%M}"
