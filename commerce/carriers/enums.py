"""Where the label of a parcel stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LabelState(TextChoices):
    """An asked one may be there already: its answer was lost, or is yet to come."""

    ASKED = "asked", _("Asked for")
    MADE = "made", _("Ready")
    REFUSED = "refused", _("Refused")
    CANCELLED = "cancelled", _("Cancelled")


# A parcel has one of these at most.
LIVE = (LabelState.ASKED, LabelState.MADE)
