"""Imports that were begun, so that one that was killed goes on where it stopped."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.core.ids import PublicIdField
from commerce.core.models import TimestampedModel

from .enums import ImportStatus


class ImportRun(TimestampedModel):
    """One import of one file's content into one channel.

    `products_done` counts the products of committed batches, from the beginning of the file.
    """

    public_id = PublicIdField(prefix="imp")
    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="import_runs")
    profile = models.CharField(_("Profile"), max_length=32)
    file_name = models.CharField(_("File"), max_length=255)
    checksum = models.CharField(_("Checksum of the files"), max_length=64)
    status = models.CharField(
        _("Status"), max_length=10, choices=ImportStatus.choices, default=ImportStatus.RUNNING
    )
    products_done = models.PositiveIntegerField(_("Products done"), default=0)
    finished_at = models.DateTimeField(_("Finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("Import")
        verbose_name_plural = _("Imports")
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "profile", "checksum"],
                condition=Q(status="running"),
                name="one_running_import_of_a_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.status})"
