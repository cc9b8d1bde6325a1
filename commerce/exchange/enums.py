"""Choices of imports."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AttributeKind(TextChoices):
    """The type of an attribute's values; the stored words are Oscar's."""

    TEXT = "text", _("Text")
    OPTION = "option", _("Option")
    INTEGER = "integer", _("Whole number")
    FLOAT = "float", _("Number")
    BOOLEAN = "boolean", _("Yes or no")


class ImportStatus(TextChoices):
    """Where an import stands."""

    RUNNING = "running", _("Running")
    FINISHED = "finished", _("Finished")
