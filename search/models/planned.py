"""A draft of the ranking that is put in force on a date."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PlannedConfiguration(models.Model):
    """A draft as it was when somebody planned it; at most one for each channel.

    `snapshot` is what `search.query.snapshot` writes. One with a `problem` did not happen at its time
    and is not tried again. Who may publish may plan, so it has no rights of its own.
    """

    channel = models.OneToOneField("tenancy.Channel", models.CASCADE, related_name="+")
    snapshot = models.JSONField()
    starts_at = models.DateTimeField(_("Goes live"))
    reason = models.TextField(_("Reason"), blank=True)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("Planned by"),
        null=True,
        related_name="+",
    )
    problem = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("Planned search configuration")
        verbose_name_plural = _("Planned search configurations")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.channel)
