"""Who sells, where, in what money and in which languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin

from commerce.core.ids import PublicIdField
from commerce.core.translated import TranslatedRow

from .enums import Corners, Density, Font

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

colour_validator = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("A colour looks like #6b7a4b."))


class Tenant(models.Model):
    """A business that owns products, stock, customers and one or more channels."""

    public_id = PublicIdField(prefix="tnt")
    code = models.SlugField(_("Code"), max_length=64, unique=True)
    name = models.CharField(_("Name"), max_length=128)

    class Meta:
        verbose_name = _("Tenant")
        verbose_name_plural = _("Tenants")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Channel(models.Model):
    """One shop window of a tenant: a host name with its languages, currencies and countries.

    `locales`, `currencies` and `countries` are JSON lists of codes ("de", "EUR", "AT"), the default
    ones first.
    """

    public_id = PublicIdField(prefix="chan")
    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="channels")
    code = models.SlugField(_("Code"), max_length=64, unique=True)
    name = models.CharField(_("Name"), max_length=128)
    site = models.OneToOneField("wagtailcore.Site", models.PROTECT, related_name="channel")
    is_default = models.BooleanField(
        _("Default"), default=False, help_text=_("Answers for host names that no site claims.")
    )
    default_locale = models.CharField(_("Default language"), max_length=16)
    locales = models.JSONField(_("Languages"), default=list)
    default_currency = models.CharField(_("Default currency"), max_length=3)
    currencies = models.JSONField(_("Currencies"), default=list)
    countries = models.JSONField(_("Countries"), default=list)

    class Meta:
        verbose_name = _("Channel")
        verbose_name_plural = _("Channels")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="one_default_channel"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EditorGroup(models.Model):
    """The group whose people work for one channel alone, and the collection of that channel's media.

    Whatever other rights somebody of such a group has, the back offices show the rows of these channels.
    """

    channel = models.OneToOneField(Channel, models.CASCADE, related_name="editor_group")
    group = models.OneToOneField("auth.Group", models.CASCADE, related_name="+")
    collection = models.ForeignKey(
        "wagtailcore.Collection", models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("Group of editors")
        verbose_name_plural = _("Groups of editors")

    def __str__(self) -> str:
        return self.group.name


def colour_field(label: StrOrPromise, default: str) -> models.CharField[str, str]:
    """A colour such as `#6b7a4b`."""
    return models.CharField(label, max_length=7, default=default, validators=[colour_validator])


class Branding(PreviewableMixin, TranslatedRow):
    """How a channel looks and what it calls itself.

    `logo_png` is the logo for whoever shows neither SVG nor WebP, such as readers of letters.
    """

    translated_fields = ("name", "tagline")

    channel = models.OneToOneField(Channel, models.CASCADE, related_name="branding")
    name = models.CharField(_("Shop name"), max_length=128)
    tagline = models.CharField(_("Tagline"), max_length=255, blank=True)
    logo = models.FileField(_("Logo"), upload_to="branding/", blank=True)
    logo_png = models.FileField(upload_to="branding/", blank=True, editable=False)
    favicon = models.FileField(_("Sign in the browser's tab"), upload_to="branding/", blank=True)
    primary_colour = colour_field(_("Primary colour"), "#24352f")
    accent_colour = colour_field(_("Accent colour"), "#b4552d")
    background_colour = colour_field(_("Background"), "#f8f4eb")
    surface_colour = colour_field(_("Cards and fields"), "#fdfbf7")
    text_colour = colour_field(_("Text"), "#1d2a23")
    has_dark_variant = models.BooleanField(
        _("Dark variant"), default=False, help_text=_("For readers whose device is set to dark.")
    )
    dark_background_colour = colour_field(_("Background, dark"), "#151b18")
    dark_text_colour = colour_field(_("Text, dark"), "#ece6da")
    heading_font = models.CharField(
        _("Font of headings"), max_length=20, choices=Font.choices, default=Font.NEWSREADER
    )
    text_font = models.CharField(
        _("Font of texts"), max_length=20, choices=Font.choices, default=Font.INSTRUMENT_SANS
    )
    font_file = models.FileField(_("Font of your own"), upload_to="branding/", blank=True)
    corners = models.CharField(
        _("Corners"), max_length=10, choices=Corners.choices, default=Corners.SOFT
    )
    density = models.CharField(
        _("Space"), max_length=10, choices=Density.choices, default=Density.NORMAL
    )
    tells_lowest_price = models.BooleanField(
        _("Lowest price of 30 days"),
        default=True,
        help_text=_("Told beside a reduced price, as the law of the EU asks."),
    )
    support_email = models.EmailField(_("Support address"), blank=True)
    bank_account = models.TextField(_("Bank account"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("Branding")
        verbose_name_plural = _("Brandings")

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """What the shop calls itself in the language at hand."""
        return self.text("name", get_language())
