"""Choices that the catalogue has, and that answers name."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FacetType(TextChoices):
    """How the values of a facet are chosen."""

    CHOICE = "choice", _("choice")
    RANGE = "range", _("range")
    BOOLEAN = "boolean", _("yes or no")
