"""What people said about which product answers which query, and how drafts did on it.

The tables keep the names that they were made with, as a part of the search.
"""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from search.models.base import ChannelRow

MAX_GRADE = 3
MAX_QUERY_LENGTH = 200
MAX_SKU_LENGTH = 128


class JudgedSet(ChannelRow):
    """Queries in one language whose answers were judged; the measure of a channel's ranking.

    A ranking that does worse on one of the channel's sets is published with a reason only.
    """

    name = models.CharField(_("Name"), max_length=80)
    locale = models.CharField(_("Language"), max_length=16)
    description = models.TextField(
        _("Description"), blank=True, help_text=_("Who judged, when, and on which products.")
    )

    class Meta:
        db_table = "store_search_judgedset"
        verbose_name = _("Judged set")
        verbose_name_plural = _("Judged sets")
        ordering = ["channel", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "name"],
                name="one_judged_set_per_name",
                violation_error_message=_("This channel has a set of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Judgement(models.Model):
    """How well a product answers a query: 3 exactly, 2 well, 1 related, 0 not."""

    judged_set = models.ForeignKey(JudgedSet, models.CASCADE, related_name="judgements")
    query = models.CharField(_("Query"), max_length=MAX_QUERY_LENGTH)
    sku = models.CharField(_("SKU"), max_length=MAX_SKU_LENGTH)
    grade = models.PositiveSmallIntegerField(_("Grade"), validators=[MaxValueValidator(MAX_GRADE)])

    class Meta:
        db_table = "store_search_judgement"
        verbose_name = _("Judgement")
        verbose_name_plural = _("Judgements")
        ordering = ["judged_set", "query", "-grade", "sku"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["judged_set", "query", "sku"], name="one_judgement_per_query_and_sku"
            ),
            models.CheckConstraint(
                name="search_grade_in_bounds", condition=Q(grade__lte=MAX_GRADE)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.query}: {self.sku} {self.grade}"


class Measurement(models.Model):
    """One comparison, while it runs and when it is done.

    `fingerprint` stands for all that it depends on: a measurement counts for what it was made of.
    `result` is the JSON form of `search.laboratory.services.gate.Report`; `problem` says why there is none.
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
        db_table = "store_search_measurement"
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
