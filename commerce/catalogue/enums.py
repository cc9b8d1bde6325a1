"""Choices that the catalogue has, and that answers name."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FacetType(TextChoices):
    """How the values of a facet are chosen."""

    CHOICE = "choice", _("choice")
    RANGE = "range", _("range")
    BOOLEAN = "boolean", _("yes or no")


class TextState(TextChoices):
    """How a translation stands beside its source."""

    MISSING = "missing", _("Missing")
    STALE = "stale", _("Source changed")
    DONE = "done", _("Done")


class TextOutcome(TextChoices):
    """What becomes of one text of a file of translations."""

    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    SAME = "same", _("As it is already")
    EMPTY = "empty", _("Not translated in the file")
    STALE = "stale", _("Left out: the source has changed since the export")
    UNKNOWN = "unknown", _("Left out: there is no such text here")
    TOO_LONG = "too_long", _("Left out: too long")
    TWICE = "twice", _("Left out: it stands in the file before")
