"""When the goods of a channel leave the house."""

from __future__ import annotations

import zoneinfo
from datetime import date, time
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.core.ids import PublicIdField
from commerce.integrations.registry import OpeningTime, PickupPlace
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels

from .enums import Weekday
from .shapes import WORKING_DAYS, Timetable


class OwnChannelsManager(ScopedManager):
    """Back offices see what belongs to the channels of their tenant."""

    rules = (OwnRows("channel_id", of_channels),)


def _working_days() -> list[int]:
    return sorted(WORKING_DAYS)


class DispatchCalendar(models.Model):
    """The clock and the calendar of the house that sends a channel's goods."""

    channel = models.OneToOneField(
        "tenancy.Channel", models.CASCADE, verbose_name=_("Channel"), related_name="+"
    )
    time_zone = models.CharField(
        _("Time zone"), max_length=64, default="UTC", help_text=_("Such as Europe/Berlin.")
    )
    cutoff = models.TimeField(
        _("Order by"),
        default=time(14),
        help_text=_("Orders until then are handled on the same day."),
    )
    handling_days = models.PositiveSmallIntegerField(
        _("Days of handling"),
        default=0,
        validators=[MaxValueValidator(60)],
        help_text=_("Working days until a parcel leaves; 0 for the same day."),
    )
    weekdays = models.JSONField(_("Working days"), default=_working_days)
    country = models.CharField(
        _("Country of the warehouse"),
        max_length=2,
        blank=True,
        help_text=_("Its public holidays are no working days, such as those of DE."),
    )
    region = models.CharField(
        _("Region"),
        max_length=8,
        blank=True,
        help_text=_("For holidays of one region only, such as BY for Bavaria."),
    )
    closed_days = models.JSONField(
        _("Further closed days"), default=list, blank=True, help_text=_("Such as 2026-12-24.")
    )

    objects = OwnChannelsManager()

    class Meta:
        verbose_name = _("Dispatch calendar")
        verbose_name_plural = _("Dispatch calendars")
        ordering = ["channel"]

    def __str__(self) -> str:
        return str(self.channel)

    def clean(self) -> None:
        if self.time_zone not in zoneinfo.available_timezones():
            raise ValidationError({"time_zone": _("There is no such time zone.")})
        if not {*self.weekdays} & {*Weekday.values}:
            raise ValidationError({"weekdays": _("Choose at least one day.")})

    @property
    def timetable(self) -> Timetable:
        return Timetable(
            time_zone=self.time_zone,
            cutoff=self.cutoff,
            handling_days=self.handling_days,
            weekdays=frozenset(self.weekdays),
            country=self.country,
            region=self.region,
            closed=frozenset(map(date.fromisoformat, self.closed_days)),
        )


def _degrees(most: int) -> list[MinValueValidator | MaxValueValidator]:
    return [MinValueValidator(Decimal(-most)), MaxValueValidator(Decimal(most))]


class PickupPoint(models.Model):
    """A place of the shop's own where a parcel waits for whom it is for.

    `opening_hours` are spans by the day of the week, counted from Monday as 0:
    `{"0": [["09:00", "18:00"]]}`.
    """

    public_id = PublicIdField(prefix="pick")
    channel = models.ForeignKey(
        "tenancy.Channel", models.CASCADE, verbose_name=_("Channel"), related_name="+"
    )
    name = models.CharField(_("Name"), max_length=64)
    street = models.CharField(_("Street and number"), max_length=64)
    postcode = models.CharField(_("Postcode"), max_length=16)
    city = models.CharField(_("City"), max_length=64)
    region = models.CharField(_("Region"), max_length=64, blank=True)
    country = models.CharField(_("Country"), max_length=2, help_text=_("Two letters, such as DE."))
    latitude = models.DecimalField(
        _("Latitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=_degrees(90),
    )
    longitude = models.DecimalField(
        _("Longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=_degrees(180),
    )
    opening_hours = models.JSONField(_("Opening hours"), default=dict, blank=True)
    is_active = models.BooleanField(
        _("Active"), default=True, help_text=_("Only active ones are offered.")
    )

    objects = OwnChannelsManager()

    class Meta:
        verbose_name = _("Pickup point")
        verbose_name_plural = _("Pickup points")
        ordering = ["channel", "postcode", "name", "pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.postcode} {self.city}"

    @property
    def place(self) -> PickupPlace:
        return PickupPlace(
            id=self.public_id,
            name=self.name,
            street=self.street,
            postcode=self.postcode,
            city=self.city,
            region=self.region,
            country=self.country,
            latitude="" if self.latitude is None else f"{self.latitude:f}",
            longitude="" if self.longitude is None else f"{self.longitude:f}",
            opening_hours=tuple(
                OpeningTime(int(day), opens, closes)
                for day, spans in sorted(self.opening_hours.items())
                for opens, closes in spans
            ),
        )
