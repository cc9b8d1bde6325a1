"""Where a shop can be visited."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from ulid import ULID
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.opening_hours import validate_hours, validate_special_days

from .pages import HeronPage


class StoresPage(HeronPage):
    """A list of stores, with a map for who asks for it."""

    public_type = "stores"
    parent_page_types = ["cms.HomePage", "cms.ContentPage", "cms.LandingPage"]
    subpage_types: list[str] = []
    page_description = _("Stores with address, opening hours and a map.")

    content_panels = [
        *HeronPage.content_panels,
        InlinePanel("stores", heading=_("Stores"), label=_("Store")),
    ]

    class Meta:
        verbose_name = _("Store locator")
        verbose_name_plural = _("Store locators")


class Store(TranslatableMixin, Orderable):
    """One store. Times are those of its place; the same in all languages but for name and note."""

    page = ParentalKey(StoresPage, related_name="stores")
    name = models.CharField(_("Name"), max_length=120)
    street = models.CharField(_("Street and number"), max_length=120)
    postcode = models.CharField(_("Postcode"), max_length=16, blank=True)
    city = models.CharField(_("City"), max_length=80)
    country = models.CharField(
        _("Country"), max_length=2, help_text=_("Its code of two letters, such as DE.")
    )
    latitude = models.DecimalField(
        _("Latitude"),
        max_digits=8,
        decimal_places=5,
        validators=[MinValueValidator(Decimal(-85)), MaxValueValidator(Decimal(85))],
    )
    longitude = models.DecimalField(
        _("Longitude"),
        max_digits=8,
        decimal_places=5,
        validators=[MinValueValidator(Decimal(-180)), MaxValueValidator(Decimal(180))],
    )
    phone = models.CharField(_("Telephone"), max_length=32, blank=True)
    email = models.EmailField(_("E-mail address"), blank=True)
    hours = models.TextField(
        _("Opening hours"),
        max_length=500,
        blank=True,
        validators=[validate_hours],
        help_text=_("A line for each time, such as “Mo-Fr 10:00-19:00” or “Sa 10:00-16:00”."),
    )
    special_days = models.TextField(
        _("Special days"),
        max_length=1000,
        blank=True,
        validators=[validate_special_days],
        help_text=_(
            "A line for each day, such as “2026-12-24 closed” or “2026-12-31 10:00-14:00”."
        ),
    )
    note = models.CharField(_("Note"), max_length=200, blank=True)

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("street"), FieldPanel("postcode")]),
        FieldRowPanel([FieldPanel("city"), FieldPanel("country")]),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
        FieldRowPanel([FieldPanel("hours"), FieldPanel("special_days")]),
        FieldPanel("note"),
    ]
    override_translatable_fields = [
        *(TranslatableField(name) for name in ("name", "note")),
        *(
            SynchronizedField(name, overridable=False)
            for name in (
                *("street", "postcode", "city", "country", "latitude", "longitude"),
                *("phone", "email", "hours", "special_days"),
            )
        ),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("store")
        verbose_name_plural = _("stores")
        constraints = [
            models.CheckConstraint(
                name="store_is_on_the_map",
                condition=models.Q(
                    latitude__gte=-85, latitude__lte=85, longitude__gte=-180, longitude__lte=180
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def public_id(self) -> str:
        """The id of the store in all its languages."""
        return f"sto_{ULID.from_bytes(self.translation_key.bytes)}"
