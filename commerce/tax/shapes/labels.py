"""Words for rates that the shop translates; others are shown as they were entered."""

from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

KNOWN_LABELS: Final = (_("VAT"), _("Sales tax"), _("GST"))


def shown_label(label: str) -> str:
    """Return the label of a rate in the language at hand, where the shop knows it."""
    return gettext(label or "VAT")
