"""Who has rights to files of the media library."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

RIGHTS: Final = ("rights_holder", "licence", "usable_until")


class Licensed(models.Model):
    """Mixed into files that others have rights to."""

    rights_holder = models.CharField(_("Rights holder"), max_length=255, blank=True)
    licence = models.CharField(
        _("Licence"), max_length=255, blank=True, help_text=_("Its name, contract or address.")
    )
    usable_until = models.DateField(
        _("May be used until"),
        null=True,
        blank=True,
        help_text=_("The last day. Nothing is taken down by itself: the report of rights tells."),
    )

    class Meta:
        abstract = True
