"""What the look of a channel is chosen from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Font(models.TextChoices):
    """Open fonts that the storefront brings along, those of the reader's device, and the shop's own."""

    NEWSREADER = "newsreader", "Newsreader"
    INSTRUMENT_SANS = "instrument-sans", "Instrument Sans"
    PLEX_SANS = "plex-sans", "IBM Plex Sans"
    MARKAZI = "markazi", "Markazi Text"
    SYSTEM_SERIF = "system-serif", _("Serif of the reader's device")
    SYSTEM_SANS = "system-sans", _("Sans serif of the reader's device")
    OWN = "own", _("The uploaded font")


class Corners(models.TextChoices):
    SHARP = "sharp", _("Sharp")
    SOFT = "soft", _("Slightly rounded")
    ROUND = "round", _("Round")


class Density(models.TextChoices):
    COMPACT = "compact", _("Compact")
    NORMAL = "normal", _("Normal")
    AIRY = "airy", _("Airy")
