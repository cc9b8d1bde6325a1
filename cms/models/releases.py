"""Campaign releases: things of a channel that go live together, and are taken back together."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.enums import ReleaseState
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels


class ReleaseManager(ScopedManager):
    """The back office sees the releases of its tenant's channels."""

    rules = (OwnRows("channel_id", of_channels),)


def _person(label: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=label,
        null=True,
        editable=False,
        related_name="+",
    )


class Release(models.Model):
    """Changes of a channel under one name: published as one, and rolled back as one.

    `planned_by` is whose rights count when the time comes. `problem` says why a planned release did
    not happen.
    """

    channel = models.ForeignKey(
        "tenancy.Channel", models.CASCADE, verbose_name=_("Channel"), related_name="+"
    )
    name = models.CharField(_("Name"), max_length=120)
    note = models.TextField(_("Note"), blank=True, help_text=_("For colleagues."))
    starts_at = models.DateTimeField(
        _("Goes live"),
        null=True,
        blank=True,
        help_text=_("Empty: when somebody presses the button."),
    )
    ends_at = models.DateTimeField(
        _("Taken back"), null=True, blank=True, help_text=_("Empty: it stays.")
    )
    state = models.CharField(
        _("State"),
        max_length=16,
        choices=ReleaseState.choices,
        default=ReleaseState.OPEN,
        editable=False,
    )
    planned_by = _person(_("Planned by"))
    published_at = models.DateTimeField(_("Published"), null=True, editable=False)
    published_by = _person(_("Published by"))
    rolled_back_at = models.DateTimeField(_("Rolled back"), null=True, editable=False)
    rolled_back_by = _person(_("Rolled back by"))
    problem = models.TextField(_("Problem"), blank=True, editable=False)
    created_at = models.DateTimeField(_("Made"), auto_now_add=True)

    objects = ReleaseManager()

    class Meta:
        verbose_name = _("Release")
        verbose_name_plural = _("Releases")
        ordering = ["-created_at", "-pk"]
        permissions = [
            ("publish_release", _("Can publish and roll back releases")),
            ("view_figures", _("Can see orders and revenue of the day")),
        ]
        indexes = [models.Index(fields=["state", "starts_at"], name="release_due")]
        constraints = [
            models.CheckConstraint(
                name="release_dates_in_order",
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("The end has to be after the beginning."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether things can still be put in."""
        return self.state == ReleaseState.OPEN

    @property
    def is_published(self) -> bool:
        """Whether it is live, and can be rolled back."""
        return self.state == ReleaseState.PUBLISHED

    def overlaps(self, starts_at: datetime | None, ends_at: datetime | None) -> bool:
        """Whether both would be live at some moment; one without a date may begin at any."""
        begins_before = self.starts_at is None or ends_at is None or self.starts_at < ends_at
        ends_after = self.ends_at is None or starts_at is None or self.ends_at > starts_at
        return begins_before and ends_after

    @property
    def is_over(self) -> bool:
        """Whether its end is past."""
        return self.ends_at is not None and self.ends_at <= timezone.now()


class ReleaseItem(models.Model):
    """One thing in a release.

    `change` is what the release does with it, `before` what was live until then and `after` what has
    been live since, all as its kind writes them. `title` is its name when it was put in.
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="items")
    kind = models.CharField(_("Kind"), max_length=40)
    object_id = models.PositiveBigIntegerField()
    title = models.CharField(_("Name"), max_length=255)
    change = models.JSONField(encoder=DjangoJSONEncoder, default=dict)
    before = models.JSONField(encoder=DjangoJSONEncoder, null=True)
    after = models.JSONField(encoder=DjangoJSONEncoder, null=True)

    class Meta:
        verbose_name = _("Thing in a release")
        verbose_name_plural = _("Things in a release")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "kind", "object_id"], name="once_in_a_release"
            ),
        ]
        indexes = [models.Index(fields=["kind", "object_id"], name="release_item_object")]

    def __str__(self) -> str:
        return self.title


class CalendarFeed(models.Model):
    """An address at which a calendar program reads what is planned, for as long as it is not revoked."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)

    objects = ReleaseManager()

    class Meta:
        verbose_name = _("Calendar address")
        verbose_name_plural = _("Calendar addresses")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user} {self.channel}"
