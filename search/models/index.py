"""Indexes that are being made, and the words of those that are in use."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class BuildStatus(models.TextChoices):
    """How far a new generation of an index is."""

    RUNNING = "running", _("Running")
    PUBLISHED = "published", _("Published")
    ABANDONED = "abandoned", _("Given up")


# In the place of a model's name, where documents have no vectors.
NO_MODEL: Final = "-"


class IndexBuild(models.Model):
    """A generation of an index while it is made, and afterwards the memory of it.

    `last_id` is the last document that is surely in it. `claim` names the process that makes it: the
    last one that asked. While a build is running, whatever changes is written to it, too.
    `model` is the one that its vectors are of; empty is one of before that was kept.
    """

    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    locale = models.CharField(max_length=16)
    kind = models.CharField(max_length=16)
    generation = models.CharField(max_length=64, blank=True)
    status = models.CharField(
        max_length=16, choices=BuildStatus.choices, default=BuildStatus.RUNNING
    )
    claim = models.CharField(max_length=32, blank=True)
    model = models.CharField(max_length=200, blank=True)
    last_id = models.PositiveBigIntegerField(default=0)
    written = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField()

    class Meta:
        verbose_name = _("Build of a search index")
        verbose_name_plural = _("Builds of search indexes")
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "locale", "kind"],
                condition=models.Q(status="running"),
                name="one_running_build_per_index",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.locale} {self.generation} ({self.status})"


class StoredLexicon(models.Model):
    """The words of an index with the number of documents that have them, as compressed JSON.

    `version` grows when they change. `changes` counts what was written to the index, `counted_changes`
    is that number as it was before the words were counted at `counted_at`.
    """

    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    locale = models.CharField(max_length=16)
    kind = models.CharField(max_length=16)
    version = models.PositiveIntegerField(default=0)
    words = models.BinaryField(default=bytes)
    changes = models.PositiveBigIntegerField(default=1)
    counted_changes = models.PositiveBigIntegerField(default=0)
    counted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("Lexicon")
        verbose_name_plural = _("Lexicons")
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "locale", "kind"], name="one_lexicon_per_index"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.locale} ({self.version})"
